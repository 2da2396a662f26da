package io.parley.sandbox.ledger;

import io.parley.sandbox.Platform;
import io.parley.sandbox.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One call of a sending API. Kept as the bytes that came in, since most are never looked at.
public final class Sent {
    /// What became of the call.
    public enum Outcome {
        /// A message the person got.
        MESSAGE,
        /// Typing, seen, a reaction.
        ACTION,
        /// Refused, or lost on purpose: the person got nothing.
        REFUSED
    }

    private final long number;
    private final long atMillis;
    private final Platform platform;
    private final String accountId;
    private final String personId;
    private final String messageId;
    private final Outcome outcome;
    private final byte[] raw;
    private final long previous;

    Sent(long number, long atMillis, Entry entry, long previous) {
        this.number = number;
        this.atMillis = atMillis;
        this.platform = entry.platform();
        this.accountId = entry.accountId();
        this.personId = entry.personId();
        this.messageId = entry.messageId();
        this.outcome = entry.outcome();
        this.raw = entry.raw();
        this.previous = previous;
    }

    /// @param messageId the platform's id of the message; empty for actions and refusals
    /// @param raw       the JSON that came in
    public record Entry(
            Platform platform, String accountId, String personId, String messageId, Outcome outcome, byte[] raw) {}

    /// Counts up from 1 over the life of the sandbox.
    public long number() {
        return number;
    }

    public Instant at() {
        return Instant.ofEpochMilli(atMillis);
    }

    public Platform platform() {
        return platform;
    }

    public String accountId() {
        return accountId;
    }

    public String personId() {
        return personId;
    }

    public String messageId() {
        return messageId;
    }

    public Outcome outcome() {
        return outcome;
    }

    /// The text of the message; null when it had none.
    public @Nullable String text() {
        return textOf(json());
    }

    /// The titles of the quick replies offered.
    public List<String> quickReplies() {
        return quickRepliesOf(json());
    }

    public JsonNode json() {
        return Json.parse(raw);
    }

    long atMillis() {
        return atMillis;
    }

    byte[] raw() {
        return raw;
    }

    long previous() {
        return previous;
    }

    View view() {
        var json = json();
        return new View(
                number,
                at(),
                platform,
                accountId,
                personId,
                outcome,
                messageId.isEmpty() ? null : messageId,
                textOf(json),
                quickRepliesOf(json),
                json);
    }

    private static @Nullable String textOf(JsonNode json) {
        // Meta's way, WhatsApp's, Twilio's
        for (var place : List.of(
                "/message/text", "/text/body", "/interactive/body/text", "/image/caption", "/template/name", "/Body")) {
            var text = json.at(place);
            if (text.isString()) return text.stringValue();
        }
        return null;
    }

    private static List<String> quickRepliesOf(JsonNode json) {
        var action = json.path("interactive").path("action");
        var rows = action.path("sections").path(0).path("rows");
        return Stream.of(json.path("message").path("quick_replies"), action.path("buttons"), rows)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(reply -> reply.has("reply") ? reply.path("reply") : reply)
                .map(reply -> reply.path("title").asString(""))
                .toList();
    }

    record View(
            long number,
            Instant at,
            Platform platform,
            String accountId,
            String personId,
            Outcome outcome,
            @Nullable String messageId,
            @Nullable String text,
            List<String> quickReplies,
            JsonNode raw) {}
}
