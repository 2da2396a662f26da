package io.parley.sandbox.twilio;

import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;

/// A refusal as Twilio words it.
final class TwilioError extends RuntimeException {
    private final int http;
    private final int code;

    TwilioError(int http, int code, String message) {
        super(message, null, false, false);
        this.http = http;
        this.code = code;
    }

    int http() {
        return http;
    }

    /// For people: what was refused.
    String summary() {
        return code + " " + getMessage();
    }

    Reply reply() {
        return Reply.json(
                http,
                Json.object()
                        .put("code", code)
                        .put("message", getMessage())
                        .put("more_info", "https://www.twilio.com/docs/errors/" + code)
                        .put("status", http));
    }
}
