package io.parley.sandbox.openai;

import io.parley.sandbox.Platform;
import io.parley.sandbox.faults.Fault;
import io.parley.sandbox.faults.FaultKind;
import io.parley.sandbox.faults.Faults;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `POST /v1/chat/completions` with a JSON schema to answer in. It understands shoppers by simple rules of its own and
/// words a text slightly anew; its errors have the form of OpenAI's.
/// Source: https://platform.openai.com/docs/api-reference/chat and …/guides/error-codes
public final class ModelApi implements StandIn {
    private final Faults faults;
    private final Clock clock;
    private static final int PROMPTS_KEPT = 300;

    private final AtomicLong count = new AtomicLong();
    private final AtomicLong atOnce = new AtomicLong();
    private final AtomicLong mostAtOnce = new AtomicLong();
    private final ConcurrentLinkedDeque<String> prompts = new ConcurrentLinkedDeque<>();

    public ModelApi(Faults faults, Clock clock) {
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.on("POST", "/v1/chat/completions", this::complete)
                .on("GET", "/v1/models", _ -> {
                    var answer = Json.object().put("object", "list");
                    answer.putArray("data")
                            .addObject()
                            .put("id", "parley-local")
                            .put("object", "model")
                            .put("created", clock.instant().getEpochSecond())
                            .put("owned_by", "parley");
                    return Reply.json(answer);
                })
                .on("GET", "/sandbox/model/calls", _ -> {
                    var answer = Json.object().put("count", count.get());
                    answer.put("mostAtOnce", mostAtOnce.get());
                    answer.putPOJO("prompts", List.copyOf(prompts));
                    return Reply.json(answer);
                });
    }

    private Reply complete(Request request) {
        count.incrementAndGet();
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            return answered(request);
        } finally {
            atOnce.decrementAndGet();
        }
    }

    private Reply answered(Request request) {
        ObjectNode asked;
        try {
            asked = request.json();
        } catch (BadInput notJson) {
            return error(400, "invalid_request_error", "We could not parse the JSON body of your request.", null);
        }
        var header = request.header("Authorization");
        if (header == null || !header.startsWith("Bearer ") || header.length() < 8)
            return error(401, "invalid_request_error", "You didn't provide an API key.", "invalid_api_key");
        var model = asked.path("model").asString("");
        if (model.isBlank()) return error(400, "invalid_request_error", "you must provide a model parameter", null);
        if (asked.path("stream").asBoolean(false))
            return error(400, "invalid_request_error", "This stand-in does not stream.", "unsupported_value");
        var messages = asked.path("messages");
        if (!messages.isArray() || messages.isEmpty())
            return error(400, "invalid_request_error", "Invalid 'messages': empty array.", "empty_array");
        var said = content(messages.get(messages.size() - 1));
        prompts.add(said);
        if (prompts.size() > PROMPTS_KEPT) prompts.poll();
        var fault = faults.next(Platform.MODEL, asked.path("user").asString(""), kind -> true);
        if (fault != null) {
            var failed = failed(fault);
            if (failed != null) return failed;
        }
        var kind = fault == null ? null : fault.kind();
        var written = kind == FaultKind.REFUSAL ? null : Json.string(answer(asked, said, kind));
        if (kind == FaultKind.BROKEN_JSON && written != null) written = written.substring(0, written.length() / 2);
        var answer = completion(model, messages.toString(), written);
        return kind == FaultKind.HALF_ANSWER ? Reply.cutShort(answer) : Reply.json(answer);
    }

    private static String content(JsonNode message) {
        var content = message.path("content");
        if (content.isString()) return content.stringValue();
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")));
        return text.toString();
    }

    private @Nullable Reply failed(Fault fault) {
        faults.await(fault.delay());
        var code = fault.code();
        return switch (fault.kind()) {
            case HANG -> Reply.silence();
            case HTTP500 ->
                error(
                        500,
                        "server_error",
                        "The server had an error while processing your request. Sorry about that!",
                        null);
            case RATE_LIMIT ->
                Reply.json(
                        429,
                        body(
                                "requests",
                                "Rate limit reached for requests. Please try again in "
                                        + (code == null ? 20 : code)
                                        + "s.",
                                "rate_limit_exceeded"),
                        Map.of("Retry-After", String.valueOf(code == null ? 20 : code)));
            case ERROR -> error(code == null ? 500 : Math.clamp(code, 400, 599), "api_error", "As ordered.", null);
            case SLOW,
                    HALF_ANSWER,
                    FAILS_LATER,
                    BROKEN_JSON,
                    REFUSAL,
                    WRONG_IDS,
                    OBEYS,
                    TOKEN_EXPIRED,
                    WINDOW_CLOSED,
                    BLOCKED -> null;
        };
    }

    private static ObjectNode answer(ObjectNode asked, String said, @Nullable FaultKind kind) {
        var schema = asked.path("response_format").path("json_schema").path("schema");
        var fields = schema.path("properties");
        JsonNode data;
        try {
            data = Json.parse(said.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (BadInput plainWords) {
            data = Json.object().put("shopper_said", said).put("text", said);
        }
        if (fields.has("intents")) return Reader.read(data, kind);
        if (fields.has("text")) return Writer.word(data, kind);
        return Json.object().put("text", said);
    }

    private ObjectNode completion(String model, String prompt, @Nullable String written) {
        var answer = Json.object()
                .put("id", "chatcmpl-" + Long.toString(clock.millis(), 36) + count.get())
                .put("object", "chat.completion")
                .put("created", clock.instant().getEpochSecond())
                .put("model", model);
        var choice = answer.putArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putNull("logprobs");
        var message = choice.putObject("message").put("role", "assistant");
        if (written == null) message.putNull("content").put("refusal", "I'm sorry, I can't assist with that.");
        else message.put("content", written).putNull("refusal");
        message.putArray("annotations");
        var in = 1 + prompt.length() / 4;
        var out = 1 + (written == null ? 10 : written.length() / 4);
        answer.putObject("usage")
                .put("prompt_tokens", in)
                .put("completion_tokens", out)
                .put("total_tokens", in + out);
        return answer;
    }

    private static Reply error(int status, String type, String message, @Nullable String code) {
        return Reply.json(status, body(type, message, code));
    }

    private static ObjectNode body(String type, String message, @Nullable String code) {
        var body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .put("code", code);
        return body;
    }
}
