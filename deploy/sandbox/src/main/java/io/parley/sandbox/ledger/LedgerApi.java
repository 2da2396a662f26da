package io.parley.sandbox.ledger;

import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// `/sandbox/sent`: what the shop sent, for tests and for the curious.
public final class LedgerApi implements StandIn {
    private static final int LIMIT_MAX = 10_000;
    private static final int LIMIT_DEFAULT = 1_000;

    private final Ledger ledger;

    public LedgerApi(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Page(List<Sent.View> items, @Nullable Long next) {}

    @Override
    public void mount(Router router) {
        router.on("GET", "/sandbox/sent", this::list)
                .on(
                        "GET",
                        "/sandbox/sent/count",
                        request -> Reply.json(Json.object().put("count", ledger.count(wanted(request)))))
                .on("GET", "/sandbox/sent/repeats", request -> {
                    var repeats = ledger.repeats(wanted(request));
                    var answer = Json.object().put("count", repeats.size());
                    answer.putPOJO("items", repeats);
                    return Reply.json(answer);
                })
                .on("DELETE", "/sandbox/sent", _ -> {
                    ledger.clear();
                    return Reply.none();
                });
    }

    private Reply list(Request request) {
        var limit = request.query("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        var after = after(request);
        var person = request.query("personId");
        var fits = wanted(request);
        var found = person == null
                ? ledger.after(after, limit, fits)
                : ledger.to(person, fits.and(sent -> sent.number() > after)).stream()
                        .limit(limit)
                        .toList();
        return Reply.json(new Page(
                found.stream().map(Sent::view).toList(),
                found.size() == limit ? found.getLast().number() : null));
    }

    private static long after(Request request) {
        var after = request.query("after");
        if (after == null) return 0;
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException notANumber) {
            throw new BadInput("invalid_input", "after is the number of the last entry you have.");
        }
    }

    private static Predicate<Sent> wanted(Request request) {
        Predicate<Sent> wanted = kind(request.query("kind"));
        var person = request.query("personId");
        if (person != null) wanted = wanted.and(sent -> sent.personId().equals(person));
        var since = request.query("since");
        if (since != null) {
            var from = millis(since);
            wanted = wanted.and(sent -> sent.atMillis() >= from);
        }
        var text = request.query("text");
        if (text != null)
            wanted = wanted.and(
                    sent -> Objects.requireNonNullElse(sent.text(), "").contains(text));
        return wanted;
    }

    private static Predicate<Sent> kind(@Nullable String kind) {
        if (kind == null) return sent -> sent.outcome() == Sent.Outcome.MESSAGE;
        if (kind.equals("all")) return _ -> true;
        try {
            var outcome = Sent.Outcome.valueOf(kind.toUpperCase(Locale.ROOT));
            return sent -> sent.outcome() == outcome;
        } catch (IllegalArgumentException unknown) {
            throw new BadInput("invalid_input", "kind is message (default), action, refused or all.");
        }
    }

    /// An ISO instant, or milliseconds since 1970.
    private static long millis(String since) {
        try {
            return since.chars().allMatch(Character::isDigit)
                    ? Long.parseLong(since)
                    : Instant.parse(since).toEpochMilli();
        } catch (DateTimeParseException | NumberFormatException | ArithmeticException unreadable) {
            throw new BadInput(
                    "invalid_input", "since is an instant like 2026-11-21T09:30:00Z, or milliseconds since 1970.");
        }
    }
}
