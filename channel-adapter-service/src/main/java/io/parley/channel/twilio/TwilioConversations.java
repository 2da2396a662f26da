package io.parley.channel.twilio;

import io.parley.channel.account.Connection;
import io.parley.channel.calling.Calls;
import io.parley.channel.intake.Wording;
import io.parley.channel.meta.Fields;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.Outcome;
import io.parley.channel.repair.ConversationReader;
import io.parley.channel.repair.NotReadable;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads back what was written to a number, from Twilio's list of messages. There are no threads
/// there: all that one person wrote is theirs. What was written from the number needs no look: it
/// went out by this service, or by another that has its own conversation.
/// <https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources>
@Component
class TwilioConversations implements ConversationReader {
    private static final int PER_CALL = 100;
    private static final int MEDIA_MAX = 20;
    /// Longer than anybody looks back; the list is asked by whole days.
    private static final Duration OLDEST = Duration.ofDays(31);

    private final TwilioApi api;
    private final TwilioReader reader;
    private final Clock clock;

    TwilioConversations(TwilioApi api, OptOuts optOuts, Keywords keywords, TwilioAliases aliases, Clock clock) {
        this.api = api;
        this.reader = new TwilioReader(optOuts, keywords, aliases);
        this.clock = clock;
    }

    @Override
    public Set<String> ways() {
        return Set.of(TwilioAdapter.SMS.way(), TwilioAdapter.WHATSAPP.way());
    }

    /// A page of messages, as the threads they are in: somebody who is on several pages is told
    /// with each.
    @Override
    public Page<Thread> threads(Account account, @Nullable String after) {
        JsonNode answer = page(account, null, after);
        Map<String, Thread> threads = new LinkedHashMap<>();
        for (JsonNode message : answer.path("messages")) {
            @Nullable String from = Fields.id(message.path("from"));
            @Nullable TwilioAddress asked = TwilioAddress.of(from);
            @Nullable TwilioAddress person = TwilioAddress.person(from);
            @Nullable Instant at = at(message);
            if (asked != null && person != null && at != null && isInbound(message)) {
                threads.putIfAbsent(asked.id(), new Thread(asked.id(), person.id(), at));
            }
        }
        return new Page<>(List.copyOf(threads.values()), next(answer));
    }

    @Override
    public Page<MessageRef> messages(Account account, String threadId, @Nullable String after) {
        JsonNode answer = page(account, threadId, after);
        List<MessageRef> messages = new ArrayList<>();
        for (JsonNode message : answer.path("messages")) {
            @Nullable String sid = Fields.id(message.path("sid"));
            @Nullable Instant at = at(message);
            if (sid != null && at != null && isInbound(message)) {
                messages.add(new MessageRef(sid, List.of(Wording.key(sid), TwilioReader.saidKey(sid)), at));
            }
        }
        return new Page<>(messages, next(answer));
    }

    @Override
    public Read message(Account account, Connection channel, Thread thread, MessageRef ref) {
        JsonNode message = ask(account, "/Messages/" + TwilioApi.encoded(ref.id()) + ".json");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("MessageSid", ref.id());
        fields.put("SmsStatus", "received");
        Map.of("from", "From", "to", "To", "body", "Body", "num_media", "NumMedia")
                .forEach((theirs, ours) -> {
                    @Nullable String value = Fields.text(message.path(theirs));
                    if (value != null) {
                        fields.put(ours, value);
                    }
                });
        media(account, ref.id(), fields);
        return new Read(
                message.toString(), List.of(reader.late(channel, TwilioForm.of(fields), thread.id(), ref.at())));
    }

    /// Pictures are listed by themselves.
    private void media(Account account, String sid, Map<String, String> fields) {
        if ("0".equals(fields.getOrDefault("NumMedia", "0"))) {
            return;
        }
        JsonNode list = ask(account, "/Messages/" + TwilioApi.encoded(sid) + "/Media.json?PageSize=" + MEDIA_MAX);
        int number = 0;
        for (JsonNode one : list.path("media_list")) {
            @Nullable String uri = Fields.word(one.path("uri"));
            if (uri == null || !uri.startsWith("/") || number == MEDIA_MAX) {
                continue;
            }
            fields.put("MediaUrl" + number, api.address(uri.replaceFirst("\\.json$", "")));
            @Nullable String type = Fields.word(one.path("content_type"));
            if (type != null) {
                fields.put("MediaContentType" + number, type);
            }
            number++;
        }
    }

    private static boolean isInbound(JsonNode message) {
        return "inbound".equals(message.path("direction").asString("inbound"));
    }

    private static @Nullable Instant at(JsonNode message) {
        @Nullable Instant sent = time(message.path("date_sent"));
        return sent == null ? time(message.path("date_created")) : sent;
    }

    private static @Nullable Instant time(JsonNode date) {
        try {
            return date.isString()
                    ? ZonedDateTime.parse(date.stringValue(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// Newest first.
    ///
    /// @param from one person's only; null for everybody's
    private JsonNode page(Account account, @Nullable String from, @Nullable String after) {
        if (after != null) {
            return ask(account, after);
        }
        LocalDate since = LocalDate.ofInstant(clock.instant().minus(OLDEST), ZoneOffset.UTC);
        return ask(
                account,
                "/Messages.json?PageSize=" + PER_CALL + "&To="
                        + TwilioApi.encoded(TwilioAdapter.address(account, account.accountId()))
                        + (from == null ? "" : "&From=" + TwilioApi.encoded(TwilioAdapter.address(account, from)))
                        + "&DateSent%3E=" + since);
    }

    /// What of the next page's address stands below the account.
    private static @Nullable String next(JsonNode answer) {
        @Nullable String next = Fields.word(answer.path("next_page_uri"));
        if (next == null) {
            return null;
        }
        try {
            URI uri = URI.create(next);
            int below = uri.getRawPath() == null ? -1 : uri.getRawPath().indexOf("/Messages.json");
            return below < 0 || uri.getRawQuery() == null ? null : "/Messages.json?" + uri.getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private JsonNode ask(Account account, String resource) {
        @Nullable TwilioKeys keys = TwilioKeys.of(account.accessToken());
        if (keys == null) {
            throw new NotReadable(TwilioErrors.keysWrong("token_unreadable"));
        }
        try {
            Calls.Answer answer = api.get(keys, resource);
            if (answer.status() != 200) {
                throw new NotReadable(TwilioErrors.read(
                        answer.status(), answer.body().path("code").asInt(-1), answer.retryAfter()));
            }
            if (!answer.body().isObject()) {
                throw new NotReadable(new Outcome.Passing("answer_not_json", null));
            }
            return answer.body();
        } catch (IOException e) {
            throw new NotReadable(new Outcome.Passing(e.getClass().getSimpleName(), null));
        }
    }
}
