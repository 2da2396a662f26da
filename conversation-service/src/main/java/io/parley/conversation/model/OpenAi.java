package io.parley.conversation.model;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.RequestOptions;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.StructuredChatCompletion;
import com.openai.models.chat.completions.StructuredChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.parley.conversation.understanding.Spent;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;

/// The API itself. Nothing else touches its classes, which are many: they are loaded when a shop first wants a model.
final class OpenAi {
    private final ModelSettings settings;
    private final OpenAIClient client;

    OpenAi(ModelSettings settings) {
        this.settings = settings;
        OpenAIOkHttpClient.Builder builder = OpenAIOkHttpClient.builder()
                .apiKey(settings.key().isBlank() ? "none" : settings.key())
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
        return question.responseFormat(type).build();
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
