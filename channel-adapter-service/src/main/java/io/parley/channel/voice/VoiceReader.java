package io.parley.channel.voice;

import io.parley.channel.intake.Wording;
import io.parley.channel.meta.Fields;
import io.parley.channel.platform.Splitting;
import io.parley.channel.voice.VoiceMessage.Asked;
import io.parley.channel.voice.VoiceMessage.Call;
import io.parley.channel.voice.VoiceMessage.Line;
import io.parley.channel.voice.VoiceMessage.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Reads what a voice platform posts: the server messages of VAPI, and the chat completions that
/// it asks its language model for, which we are.
/// <https://docs.vapi.ai/server-url/events>
final class VoiceReader {
    private static final int ASKED_MAX = 8;
    private static final int ARGUMENTS_MAX = 30;
    private static final int LINES_MAX = 1_000;
    private static final int LINE_MAX = 2_000;
    private static final int SUMMARY_MAX = 4_000;
    private static final BigDecimal COST_MAX = new BigDecimal(100_000);
    private static final int DURATION_MAX = 7 * 24 * 3_600;
    /// Real, and nothing that anybody has to answer.
    private static final Set<String> NOT_FOR_US = Set.of(
            "assistant.speechStarted",
            "assistant.started",
            "call.delete.failed",
            "call.deleted",
            "call.endpointing.request",
            "chat.created",
            "chat.deleted",
            "conversation-update",
            "handoff-destination-request",
            "hang",
            "language-change-detected",
            "language-changed",
            "model-output",
            "phone-call-control",
            "session.created",
            "session.deleted",
            "session.updated",
            "speech-update",
            "transfer-update",
            "user-interrupted",
            "voice-input",
            "voice-request",
            "workflow.node.started");

    /// Of what the platform keeps of a call, and not of the call.
    private static final Set<String> OF_THE_RECORD = Set.of("not-found", "deletion-failed");

    private VoiceReader() {}

    /// The message of a body; missing when there is none.
    static JsonNode message(JsonNode body) {
        JsonNode message = body.path("message");
        return message.isObject() ? message : MissingNode.getInstance();
    }

    /// The call that a message, or a request for a completion, is about.
    static Call call(JsonNode message, Instant now) {
        JsonNode call = message.path("call");
        return new Call(
                first(Fields.id(call.path("id")), Fields.id(message.path("callId"))),
                first(number(message.path("phoneNumber")), number(call.path("phoneNumber"))),
                first(
                        Fields.id(call.path("phoneNumberId")),
                        Fields.id(message.path("phoneNumber").path("id"))),
                first(
                        Fields.word(message.path("customer").path("number")),
                        Fields.word(call.path("customer").path("number"))),
                "outboundPhoneCall".equals(Fields.word(call.path("type"))),
                first(
                        Fields.url(call.path("monitor").path("controlUrl")),
                        Fields.url(message.path("monitor").path("controlUrl"))),
                Fields.time(call.path("createdAt"), now));
    }

    /// As it is written now, or as it was for numbers of Twilio's.
    private static @Nullable String number(JsonNode ours) {
        return first(Fields.word(ours.path("number")), Fields.word(ours.path("twilioPhoneNumber")));
    }

    static VoiceMessage read(JsonNode message, JsonMapper json, Instant now) {
        String type = Objects.requireNonNullElse(Fields.word(message.path("type")), "");
        // `transcript[transcriptType="final"]` is how one asks for the final ones alone
        int bracket = type.indexOf('[');
        String kind = bracket > 0 ? type.substring(0, bracket) : type;
        return switch (kind) {
            case "assistant-request" -> new VoiceMessage.WhoAnswers();
            case "tool-calls", "function-call" -> asks(message, kind.equals("function-call"), json);
            case "transfer-destination-request" -> new VoiceMessage.ToWhom();
            case "status-update" -> stands(message);
            case "transcript" -> heard(message, now);
            case "end-of-call-report" -> report(message, now);
            case "knowledge-base-request" -> new VoiceMessage.WantsDocuments();
            case "" -> new VoiceMessage.NotUnderstood("no_type");
            default ->
                NOT_FOR_US.contains(kind)
                        ? new VoiceMessage.NotForUs(kind)
                        : new VoiceMessage.NotUnderstood("unknown_type");
        };
    }

    private static VoiceMessage asks(JsonNode message, boolean legacy, JsonMapper json) {
        List<Asked> asked = new ArrayList<>();
        if (legacy) {
            add(asked, message.path("functionCall"), message.path("functionCall"), json);
        }
        JsonNode list = message.path("toolCallList");
        for (JsonNode one : list.isArray() ? list : message.path("toolCalls")) {
            add(asked, one, one, json);
        }
        if (asked.isEmpty()) {
            for (JsonNode one : message.path("toolWithToolCallList")) {
                add(asked, one, one.path("toolCall"), json);
            }
        }
        return asked.isEmpty()
                ? new VoiceMessage.NotUnderstood("no_tool_call")
                : new VoiceMessage.Asks(List.copyOf(asked), legacy);
    }

    private static void add(List<Asked> asked, JsonNode named, JsonNode call, JsonMapper json) {
        JsonNode function = call.path("function");
        @Nullable
        String name = first(
                Fields.word(function.path("name")),
                first(Fields.word(call.path("name")), Fields.word(named.path("name"))));
        if (name == null || asked.size() >= ASKED_MAX) {
            return;
        }
        JsonNode arguments = arguments(call.path("parameters"), call.path("arguments"), function.path("arguments"));
        @Nullable String id = Fields.id(call.path("id"));
        asked.add(new Asked(
                id == null ? "function:" + digest(name + parsed(arguments, json)) : id,
                name,
                words(parsed(arguments, json))));
    }

    private static JsonNode arguments(JsonNode... places) {
        for (JsonNode place : places) {
            if (!place.isMissingNode() && !place.isNull()) {
                return place;
            }
        }
        return MissingNode.getInstance();
    }

    /// Seen as an object, and as JSON in a text.
    private static JsonNode parsed(JsonNode arguments, JsonMapper json) {
        if (!arguments.isString()) {
            return arguments;
        }
        try {
            return json.readTree(arguments.stringValue());
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private static Map<String, String> words(JsonNode arguments) {
        Map<String, String> words = new HashMap<>();
        arguments.properties().stream().limit(ARGUMENTS_MAX).forEach(field -> {
            @Nullable String word = Fields.word(field.getValue());
            if (word != null) {
                words.put(Wording.clean(field.getKey()), word);
            }
        });
        return Map.copyOf(words);
    }

    private static VoiceMessage stands(JsonNode message) {
        String status = Objects.requireNonNullElse(Fields.word(message.path("status")), "")
                .toLowerCase(Locale.ROOT);
        if (OF_THE_RECORD.contains(status)) {
            return new VoiceMessage.NotForUs("status-update");
        }
        @Nullable
        Status stands = switch (status) {
            case "scheduled", "queued", "ringing" -> Status.RINGING;
            case "in-progress" -> Status.TALKING;
            case "forwarding" -> Status.FORWARDING;
            case "ended" -> Status.ENDED;
            default -> null;
        };
        return stands == null
                ? new VoiceMessage.NotUnderstood("unknown_status")
                : new VoiceMessage.Stands(stands, reason(message));
    }

    private static VoiceMessage heard(JsonNode message, Instant now) {
        @Nullable Line line = line(message, message.path("transcript"), now);
        boolean whole = !"partial".equals(Fields.word(message.path("transcriptType")));
        return line == null || !whole ? new VoiceMessage.NotForUs("transcript") : new VoiceMessage.Heard(line);
    }

    private static VoiceMessage report(JsonNode message, Instant now) {
        JsonNode artifact = message.path("artifact");
        @Nullable Instant started = Fields.time(message.path("startedAt"), now);
        @Nullable Instant ended = Fields.time(message.path("endedAt"), now);
        JsonNode lines = artifact.path("messages");
        @Nullable
        String summary = first(
                Fields.text(message.path("summary")),
                Fields.text(message.path("analysis").path("summary")));
        JsonNode recording = artifact.path("recording");
        return new VoiceMessage.Report(
                reason(message),
                started,
                ended,
                duration(message, started, ended),
                summary == null ? null : Splitting.shorten(summary, SUMMARY_MAX, String::length),
                transcript(lines.isArray() ? lines : message.path("messages"), artifact, message, now),
                first(
                        first(Fields.url(message.path("recordingUrl")), Fields.url(artifact.path("recordingUrl"))),
                        first(
                                Fields.url(recording.path("mono").path("combinedUrl")),
                                Fields.url(recording.path("stereoUrl")))),
                cost(message.path("cost")));
    }

    private static @Nullable String reason(JsonNode message) {
        return first(
                Fields.word(message.path("endedReason")),
                Fields.word(message.path("call").path("endedReason")));
    }

    private static @Nullable Integer duration(JsonNode message, @Nullable Instant started, @Nullable Instant ended) {
        @Nullable Double seconds = Fields.number(message.path("durationSeconds"));
        if (seconds == null && started != null && ended != null) {
            seconds = Duration.between(started, ended).toMillis() / 1_000.0;
        }
        return seconds == null || seconds < 0 || seconds > DURATION_MAX ? null : (int) Math.round(seconds);
    }

    private static @Nullable BigDecimal cost(JsonNode node) {
        @Nullable Double cost = Fields.number(node);
        if (cost == null || cost < 0 || cost > COST_MAX.doubleValue()) {
            return null;
        }
        return BigDecimal.valueOf(cost).setScale(6, RoundingMode.HALF_UP);
    }

    /// What was said, without what the platform's own model was told.
    private static List<Line> transcript(JsonNode messages, JsonNode artifact, JsonNode message, Instant now) {
        List<Line> lines = lines(messages, now);
        if (!lines.isEmpty()) {
            return lines;
        }
        @Nullable
        String text = first(Fields.text(artifact.path("transcript")), Fields.text(message.path("transcript")));
        return text == null ? List.of() : lines(text);
    }

    private static List<Line> lines(String transcript) {
        List<Line> lines = new ArrayList<>();
        for (String line : transcript.split("\n", LINES_MAX)) {
            boolean shop = line.startsWith("AI:") || line.startsWith("Assistant:");
            String words = line.substring(shop || line.startsWith("User:") ? line.indexOf(':') + 1 : 0)
                    .strip();
            if (!words.isEmpty()) {
                lines.add(new Line(
                        shop ? Line.SHOP : Line.SHOPPER, Splitting.shorten(words, LINE_MAX, String::length), null));
            }
        }
        return List.copyOf(lines);
    }

    private static List<Line> lines(JsonNode messages, Instant now) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode message : messages) {
            JsonNode words = message.path("message");
            @Nullable Line line = line(message, words.isMissingNode() ? message.path("content") : words, now);
            if (line != null && lines.size() < LINES_MAX) {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    private static @Nullable Line line(JsonNode message, JsonNode words, Instant now) {
        @Nullable
        String who = switch (Objects.requireNonNullElse(Fields.word(message.path("role")), "")) {
            case "user", "customer" -> Line.SHOPPER;
            case "assistant", "bot" -> Line.SHOP;
            default -> null;
        };
        @Nullable String text = Fields.text(words);
        if (who == null || text == null) {
            return null;
        }
        @Nullable Instant at = Fields.time(message.path("time"), now);
        return new Line(
                who,
                Splitting.shorten(text, LINE_MAX, String::length),
                at == null ? Fields.time(message.path("timestamp"), now) : at);
    }

    /// What the caller has said, by turns, as the platform's model is told it.
    static List<String> said(JsonNode request) {
        List<String> said = new ArrayList<>();
        for (JsonNode message : request.path("messages")) {
            if ("user".equals(Fields.word(message.path("role")))) {
                @Nullable String text = content(message.path("content"));
                said.add(text == null ? "" : Wording.kept(text.strip()));
            }
        }
        return said;
    }

    private static @Nullable String content(JsonNode content) {
        if (!content.isArray()) {
            return Fields.text(content);
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            @Nullable String words = Fields.text(part.path("text"));
            if (words != null) {
                text.append(text.isEmpty() ? "" : " ").append(words);
            }
        }
        return text.isEmpty() ? null : text.toString();
    }

    static String digest(String text) {
        return Wording.digest(text.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    private static @Nullable String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other;
    }
}
