package io.parley.channel.telegram;

import io.parley.channel.calling.Calls;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls the Bot API. <https://core.telegram.org/bots/api#making-requests>
@Component
class BotApi {
    /// As much as bots may fetch.
    private static final int FILE_BYTES_MAX = 20 * 1024 * 1024;

    private final TelegramSettings settings;
    private final Calls calls;

    BotApi(TelegramSettings settings, Calls calls) {
        this.settings = settings;
        this.calls = calls;
    }

    /// @param status the HTTP status; the body's `error_code` says the same
    /// @param result missing unless it is ok
    /// @param retryAfter of the answer's `parameters`
    record Answer(
            int status,
            boolean ok,
            JsonNode result,
            @Nullable Duration retryAfter) {}

    /// @throws IOException when there was no whole answer
    Answer call(BotToken token, String method, ObjectNode arguments) throws IOException {
        HttpPost request = new HttpPost(settings.method(token.whole(), method));
        request.setEntity(new StringEntity(arguments.toString(), ContentType.APPLICATION_JSON));
        Calls.Answer answer = calls.call(request);
        JsonNode body = answer.body();
        int code = body.path("error_code").asInt(answer.status());
        JsonNode seconds = body.path("parameters").path("retry_after");
        @Nullable
        Duration wait = seconds.isInt() && seconds.intValue() >= 0
                ? Duration.ofSeconds(seconds.intValue())
                : answer.retryAfter();
        boolean ok = answer.status() == 200 && body.path("ok").asBoolean(false);
        return new Answer(ok ? 200 : answer.status() == 200 ? code : answer.status(), ok, body.path("result"), wait);
    }

    /// @param path of `getFile`
    /// @throws IOException when there was no whole answer
    Calls.Bytes file(BotToken token, String path) throws IOException {
        return calls.fetch(new HttpGet(settings.file(token.whole(), path)), FILE_BYTES_MAX);
    }
}
