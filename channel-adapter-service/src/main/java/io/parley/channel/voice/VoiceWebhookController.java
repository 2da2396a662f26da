package io.parley.channel.voice;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.channel.account.Connection;
import io.parley.channel.intake.Wording;
import io.parley.channel.voice.VoiceMessage.Asked;
import io.parley.channel.voice.VoiceMessage.Call;
import io.parley.channel.voice.VoiceNumbers.Number;
import io.parley.channel.voice.VoiceTurns.Turn;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Where a voice platform tells of calls, asks who answers them, and what to say.
@RestController
@RequestMapping(VoiceSettings.WEBHOOK)
@Public
class VoiceWebhookController {
    private static final String SOURCE = "voice";
    private static final String PERSON = "Can I talk to a person?";
    private static final int DETAIL_MAX = 4_000;

    private final VoiceNumbers numbers;
    private final VoiceCalls calls;
    private final VoiceTurns turns;
    private final VoiceAssistant assistant;
    private final ShopWords words;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter refused;

    VoiceWebhookController(
            VoiceNumbers numbers,
            VoiceCalls calls,
            VoiceTurns turns,
            VoiceAssistant assistant,
            ShopWords words,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.numbers = numbers;
        this.calls = calls;
        this.turns = turns;
        this.assistant = assistant;
        this.words = words;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
        refused = meters.counter("parley.channel.webhooks.refused", "source", SOURCE, "reason", "signature");
    }

    /// A body that is the number's own.
    private record Post(byte[] body, JsonNode message, Call call, Number number) {
        Connection channel() {
            return number.channel();
        }
    }

    /// Takes in what happens in a call, and answers where the platform waits for an answer. The
    /// secret is the number's that the body names: what names none of ours, be it no JSON at all,
    /// is nobody's.
    @PostMapping
    @Operation(summary = "Takes in what happens in calls, and says who answers them; with the number's secret")
    ResponseEntity<JsonNode> receive(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        Post post = known(body, VoiceReader.message(tree(body)), request);
        VoiceMessage message = VoiceReader.read(post.message, json, clock.instant());
        meters.counter(
                        "parley.channel.voice.messages",
                        "kind",
                        message.getClass().getSimpleName())
                .increment();
        JsonNode answer = stored(() -> ShopScope.callAs(post.channel().shopId(), () -> answer(post, message)));
        return ResponseEntity.ok(answer);
    }

    /// Says what comes next in a call, as a language model would be asked: its words are spoken as
    /// they are.
    @PostMapping("/chat/completions")
    @Operation(summary = "Says what comes next in a call, in the form of a chat completion")
    ResponseEntity<byte[]> complete(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        Post post = known(body, tree(body), request);
        String words = stored(() -> ShopScope.callAs(post.channel().shopId(), () -> next(post)));
        boolean stream = post.message.path("stream").asBoolean(false);
        Completion completion = new Completion(
                String.valueOf(post.call.id()), words, clock.instant().getEpochSecond());
        return stream
                ? ResponseEntity.ok()
                        .contentType(new MediaType(MediaType.TEXT_EVENT_STREAM, StandardCharsets.UTF_8))
                        .header("Cache-Control", "no-store")
                        .body(completion.streamed(json))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(completion.whole(json));
    }

    private Post known(byte[] body, JsonNode message, HttpServletRequest request) {
        Call call = VoiceReader.call(message, clock.instant());
        Number number = numbers.find(call)
                .filter(it -> VoiceSecret.isRight(it.account().accessToken(), body, request::getHeader))
                .orElse(null);
        if (number == null) {
            refused.increment();
            throw Refusal.unauthenticated(
                    "secret_wrong",
                    "The call must name a connected number and carry its secret: X-Vapi-Secret, Authorization:"
                            + " Bearer, or an HMAC-SHA256 in X-Vapi-Signature.");
        }
        return new Post(body, message, call, number);
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private JsonNode answer(Post post, VoiceMessage message) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        if (post.call.id() == null) {
            // nothing can be put down to a call without a name; who rings is answered all the same
            aside(post, message instanceof VoiceMessage.NotForUs, "no_call", List.of());
            return message instanceof VoiceMessage.WhoAnswers ? assistant.answer(post.number) : nothing;
        }
        return switch (message) {
            case VoiceMessage.WhoAnswers _ -> {
                open(post);
                aside(post, true, "assistant-request", List.of());
                yield assistant.answer(post.number);
            }
            case VoiceMessage.Asks asks -> results(post, asks);
            case VoiceMessage.ToWhom _ -> toWhom(post);
            case VoiceMessage.Stands stands -> {
                VoiceCalls.Over over = calls.stands(open(post).id(), stands.status(), stands.reason());
                aside(post, true, "status-update", over.lost());
                yield nothing;
            }
            case VoiceMessage.Heard heard -> {
                calls.heard(open(post).id(), heard.line());
                aside(post, true, "transcript", List.of());
                yield nothing;
            }
            case VoiceMessage.Report report -> {
                VoiceCalls.Over over = calls.report(open(post).id(), report);
                aside(post, true, "end-of-call-report", over.lost());
                yield nothing;
            }
            case VoiceMessage.WantsDocuments _ -> {
                aside(post, true, "knowledge-base-request", List.of());
                nothing.putArray("documents");
                yield nothing;
            }
            case VoiceMessage.NotForUs it -> {
                aside(post, true, it.type(), List.of());
                yield nothing;
            }
            case VoiceMessage.NotUnderstood it -> {
                aside(post, false, it.reason(), List.of());
                yield nothing;
            }
        };
    }

    private VoiceCalls.Known open(Post post) {
        return calls.open(post.channel(), post.call, Caller.of(post.channel(), post.call));
    }

    /// Each question is a turn of the conversation; the answer is to be spoken as it is, not to be
    /// put in the assistant's own words.
    private JsonNode results(Post post, VoiceMessage.Asks asks) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode results = answer.putArray("results");
        for (Asked asked : asks.asked()) {
            ObjectNode result = results.addObject().put("name", asked.name()).put("toolCallId", asked.id());
            @Nullable VoiceTool tool = VoiceTool.of(asked.name());
            @Nullable String said = tool == null ? null : tool.said(asked.arguments());
            if (said == null) {
                aside(post, false, tool == null ? "unknown_tool" : "tool_without_words", List.of());
                result.put("error", "Ask with ask_shop and what the caller said, in `said`.");
                continue;
            }
            String spoken = turns.answer(post.number, open(post), Turn.of(asked.id(), said), post.body);
            result.put("result", spoken);
            result.putObject("message").put("type", "request-complete").put("content", spoken);
        }
        if (asks.legacy()) {
            JsonNode first = results.path(0);
            answer.put(
                    "result", first.path("result").asString(first.path("error").asString("")));
            answer.remove("results");
        }
        return answer;
    }

    /// To the shop's own number; where it has none the conversation is told that a person is
    /// wanted, and what it says is what the caller hears.
    private JsonNode toWhom(Post post) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        VoiceTexts texts = words.now().texts();
        VoiceCalls.Known call = open(post);
        @Nullable String number = post.number.detail(VoiceAdapter.TRANSFER);
        if (number == null) {
            String said = turns.answer(post.number, call, new Turn("person", PERSON), post.body);
            return answer.put("error", said.equals(texts.holding()) ? texts.nobody() : said);
        }
        aside(post, true, "transfer-destination-request", List.of());
        answer.putObject("destination")
                .put("type", "number")
                .put("number", number)
                .put("message", texts.connecting());
        return answer;
    }

    /// What to say to the caller's last words; the greeting, when they have said nothing yet.
    private String next(Post post) {
        List<String> said = VoiceReader.said(post.message);
        if (post.call.id() == null || said.isEmpty() || said.getLast().isBlank()) {
            return assistant.greeting(post.number);
        }
        VoiceCalls.Known call = open(post);
        return turns.answer(post.number, call, turns.last(call, said), post.body);
    }

    private void aside(Post post, boolean understood, String reason, List<String> lost) {
        String event = Wording.clean(post.message.toString());
        Caller caller = Caller.of(post.channel(), post.call);
        turns.aside(
                post.channel(),
                caller.personId(),
                post.body,
                event.length() <= DETAIL_MAX ? event : Wording.clean(event.substring(0, DETAIL_MAX)),
                understood,
                reason,
                lost,
                caller.callId());
    }

    private interface Work<T> {
        T done();
    }

    private static <T> T stored(Work<T> work) {
        try {
            return work.done();
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }
}
