package io.parley.sandbox.telegram;

import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import org.jspecify.annotations.Nullable;

/// A refusal as Telegram words it.
final class TelegramError extends RuntimeException {
    private final int code;
    private final @Nullable Integer retryAfter;

    TelegramError(int code, String description) {
        this(code, description, null);
    }

    /// @param retryAfter in seconds
    TelegramError(int code, String description, @Nullable Integer retryAfter) {
        super(description, null, false, false);
        this.code = code;
        this.retryAfter = retryAfter;
    }

    Reply reply() {
        var body = Json.object().put("ok", false).put("error_code", code).put("description", getMessage());
        if (retryAfter != null) body.putObject("parameters").put("retry_after", retryAfter.intValue());
        return Reply.json(code, body);
    }
}
