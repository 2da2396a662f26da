package io.parley.sandbox.meta;

import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.rules.Windows;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// `/sandbox/rules`, `/sandbox/people`, `/sandbox/comments`: switch limits and windows of all
/// platforms, move the windows' clock, and say what has been.
final class RulesApi {
    private static final int COUNT_MAX = 1_000_000;
    private static final int SECONDS_MAX = 30 * 86_400;

    private final Rules rules;
    private final Windows windows;
    private final Clock clock;

    RulesApi(Rules rules, Windows windows, Clock clock) {
        this.rules = rules;
        this.windows = windows;
        this.clock = clock;
    }

    void mount(Router router) {
        router.on("GET", "/sandbox/rules", _ -> Reply.json(rules.view()))
                .on("PATCH", "/sandbox/rules", this::change)
                .on("POST", "/sandbox/people", this::heard)
                .on("POST", "/sandbox/comments", this::commented);
    }

    private Reply change(Request request) {
        var json = request.json();
        var on = Json.flag(json, "windows");
        var pairs = Json.flag(json, "pairLimit");
        var open = Json.number(json, "windowSeconds", 1, SECONDS_MAX);
        var ahead = Json.number(json, "clockAheadSeconds", 0, SECONDS_MAX);
        var sends = Json.number(json, "sendsPerSecond", 0, COUNT_MAX);
        var replies = Json.number(json, "privateRepliesPerHour", 0, COUNT_MAX);
        if (on != null) windows.on(on);
        if (pairs != null) windows.pairLimit(pairs);
        if (open != null) windows.open(Duration.ofSeconds(open));
        if (ahead != null) windows.ahead(Duration.ofSeconds(ahead));
        if (sends != null) rules.sendsPerSecond(sends);
        if (replies != null) rules.privateRepliesPerHour(replies);
        return Reply.json(rules.view());
    }

    private Reply heard(Request request) {
        var json = request.json();
        windows.heard(needed(json, "personId"), at(json, "heardAt"));
        return Reply.none();
    }

    private Reply commented(Request request) {
        var json = request.json();
        rules.commented(needed(json, "commentId"), new Rules.Comment(needed(json, "personId"), at(json, "at")));
        return Reply.none();
    }

    private static String needed(ObjectNode json, String field) {
        var value = Json.text(json, field);
        if (value == null || value.isBlank() || value.length() > 200)
            throw new BadInput("invalid_input", field + " is needed, at most 200 characters.");
        return value;
    }

    private Instant at(ObjectNode json, String field) {
        @Nullable String at = Json.text(json, field);
        try {
            return at == null ? clock.instant() : Instant.parse(at);
        } catch (DateTimeException unreadable) {
            throw new BadInput("invalid_input", field + " is an instant like 2026-11-21T09:30:00Z.");
        }
    }
}
