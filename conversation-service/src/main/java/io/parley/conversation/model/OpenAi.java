package io.parley.conversation.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.ObjectMappers;
import com.openai.core.RequestOptions;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.parley.conversation.understanding.Spent;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The API itself. Nothing else touches its classes, which are many.
final class OpenAi {
    private static final Duration WARM_WITHIN = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

    /// What an answer looks like, to be read once before the first shopper waits for one.
    private static final String SAMPLE = """
            {"id":"warm","object":"chat.completion","created":0,"model":"none","choices":[{"index":0,
             "finish_reason":"stop","logprobs":null,"message":{"role":"assistant","content":"{}","refusal":null}}],
             "usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}""";

    private static final Logger LOG = LoggerFactory.getLogger(OpenAi.class);

    private final ModelSettings settings;
    private final OpenAIClient client;

    /// The schema of a type is worked out once: by reflection, it costs more than the rest of a call.
    private final Map<Class<?>, ChatCompletionCreateParams.ResponseFormat> formats = new ConcurrentHashMap<>();

    OpenAi(ModelSettings settings) {
        this.settings = settings;
        OpenAIOkHttpClient.Builder builder = OpenAIOkHttpClient.builder()
                .apiKey(settings.key().isBlank() ? "none" : settings.key())
                // all that are asked at once keep their connection for the next time
                .maxIdleConnections(settings.parallel())
                .keepAliveDuration(KEEP_ALIVE)
                .maxRetries(0);
        if (!settings.url().isBlank()) {
            builder.baseUrl(settings.url());
        }
        this.client = builder.build();
    }

    /// @param value typed by the record, which is the schema the model must keep to
    record Answered<T>(T value, Spent spent) {}

    /// @throws ModelAway when there is no answer within the time, or none that fits the type
    /// @throws Passing when it may be better at the next attempt
    <T> Answered<T> ask(String instruction, String data, Class<T> type, int tokensMax, Duration within) {
        StructuredChatCompletion<T> completion = complete(question(instruction, data, type, tokensMax), within);
        Spent spent = Spent.NOTHING;
        try {
            spent = completion.usage().map(this::spent).orElse(Spent.NOTHING);
            StructuredChatCompletion.Choice<T> choice =
                    completion.choices().stream().findFirst().orElse(null);
            if (choice == null) {
                throw ModelAway.useless("empty", spent, null);
            }
            if (choice.message().refusal().isPresent()) {
                throw ModelAway.useless("refused", spent, null);
            }
            T value = choice.message().content().orElse(null);
            if (value == null) {
                throw ModelAway.useless("empty", spent, null);
            }
            return new Answered<>(value, spent);
        } catch (OpenAIException | IllegalArgumentException | NullPointerException unreadable) {
            throw ModelAway.useless("unreadable", spent, unreadable);
        }
    }

    private <T> StructuredChatCompletionCreateParams<T> question(
            String instruction, String data, Class<T> type, int tokensMax) {
        ChatCompletionCreateParams.Builder question = ChatCompletionCreateParams.builder()
                .model(settings.name())
                .maxCompletionTokens(tokensMax)
                .addSystemMessage(instruction)
                .addUserMessage(data);
        if (!settings.reasoning().isBlank()) {
            question.reasoningEffort(ReasoningEffort.of(settings.reasoning()));
        }
        return new StructuredChatCompletionCreateParams<>(
                type, question.responseFormat(format(type)).build());
    }

    private ChatCompletionCreateParams.ResponseFormat format(Class<?> type) {
        return formats.computeIfAbsent(
                type,
                of -> ChatCompletionCreateParams.builder()
                        .model(settings.name())
                        .addUserMessage("")
                        .responseFormat(of)
                        .build()
                        .rawParams()
                        .responseFormat()
                        .orElseThrow());
    }

    /// Does for these types what a call does, short of asking anything: a list of models costs no token. What goes
    /// wrong here goes wrong again when it matters, and is told then.
    void warm(List<Class<?>> types) {
        try {
            for (Class<?> type : types) {
                var asked = question("", "", type, 1).rawParams();
                ObjectMappers.jsonMapper().writeValueAsString(asked._body());
                ChatCompletion answered = ObjectMappers.jsonMapper().readValue(SAMPLE, ChatCompletion.class);
                new StructuredChatCompletion<>(type, answered)
                        .choices()
                        .forEach(choice -> choice.message().content());
            }
            int models = client.models()
                    .list(RequestOptions.builder().timeout(WARM_WITHIN).build())
                    .data()
                    .size();
            LOG.debug("the model's client is warm: {} models", models);
        } catch (JsonProcessingException | RuntimeException cold) {
            LOG.debug("the model's client is not warm: {}", cold.toString());
        }
    }

    private <T> StructuredChatCompletion<T> complete(
            StructuredChatCompletionCreateParams<T> question, Duration within) {
        try {
            return client.chat()
                    .completions()
                    .create(question, RequestOptions.builder().timeout(within).build());
        } catch (OpenAIServiceException answered) {
            List<String> retryAfter = answered.headers().values("retry-after");
            boolean soon = retryAfter.isEmpty() || retryAfter.getFirst().matches("[01](\\.\\d+)?");
            int status = answered.statusCode();
            String reason = "status_" + status;
            if (soon && (status == 429 || status >= 500)) {
                throw new Passing(reason, answered);
            }
            throw status == 400 || status == 422
                    ? ModelAway.useless(reason, Spent.NOTHING, answered)
                    : ModelAway.unwell(reason, answered);
        } catch (OpenAIIoException broken) {
            throw new Passing(broken.getCause() instanceof InterruptedIOException ? "timeout" : "io", broken);
        } catch (OpenAIException | IllegalArgumentException | NullPointerException unreadable) {
            throw ModelAway.useless("unreadable", Spent.NOTHING, unreadable);
        }
    }

    private Spent spent(CompletionUsage usage) {
        double dollars = usage.promptTokens() * settings.dollarsPerMillionIn()
                + usage.completionTokens() * settings.dollarsPerMillionOut();
        return new Spent((int) usage.promptTokens(), (int) usage.completionTokens(), Math.round(dollars));
    }

    /// What may be gone at the next attempt.
    static final class Passing extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        Passing(String reason, Throwable cause) {
            super(reason + ": " + cause.getMessage(), cause);
            this.reason = reason;
        }

        String reason() {
            return reason;
        }
    }
}
