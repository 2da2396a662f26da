package io.parley.channel.voice;

import io.parley.channel.platform.Splitting;
import io.parley.channel.voice.VoiceNumbers.Number;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Who answers a shop's calls: the voice platform hears and speaks, and we are the model that it
/// asks what to say, so that nothing is said that the conversation did not decide.
/// <https://docs.vapi.ai/server-url/events>, `assistant-request`
@Component
class VoiceAssistant {
    private static final List<String> WANTED = List.of(
            "status-update", "transcript", "tool-calls", "transfer-destination-request", "hang", "end-of-call-report");
    /// Languages that the transcriber is told to expect; else it is left to the platform.
    private static final Set<String> TRANSCRIBED = Set.of("en", "fr", "es", "pt", "de", "vi");
    private static final int NAME_MAX = 40;
    private static final int SILENCE_SECONDS = 30;
    private static final int CALL_SECONDS_MAX = 1_200;
    private static final int MODEL_SECONDS = 20;

    private final VoiceSettings settings;
    private final ShopWords words;

    VoiceAssistant(VoiceSettings settings, ShopWords words) {
        this.settings = settings;
        this.words = words;
    }

    /// What is said first.
    String greeting(Number number) {
        VoiceTexts texts = words.now().texts();
        return isRecorded(number) ? texts.recorded() + " " + texts.greeting() : texts.greeting();
    }

    /// The answer to the question who answers. A seller's own assistant lends its voice only.
    ObjectNode answer(Number number) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        @Nullable String own = number.detail(VoiceAdapter.ASSISTANT);
        if (own == null) {
            describe(answer.putObject("assistant"), number);
        } else {
            answer.put("assistantId", own);
            describe(answer.putObject("assistantOverrides"), number);
        }
        return answer;
    }

    private void describe(ObjectNode assistant, Number number) {
        ShopWords.Words shop = words.now();
        assistant.put("name", Splitting.shorten(shop.name(), NAME_MAX, String::length));
        assistant.put("firstMessage", greeting(number));
        assistant.put("firstMessageMode", "assistant-speaks-first");
        String secret = number.account().accessToken();
        ObjectNode model = assistant.putObject("model");
        model.put("provider", "custom-llm")
                .put("url", settings.modelUrl())
                .put("model", "parley")
                .put("metadataSendMode", "variable")
                .put("timeoutSeconds", MODEL_SECONDS);
        // shows that the questions come from there: the number's own secret, back to who holds it
        model.putObject("headers").put(VoiceSecret.SECRET, secret);
        assistant
                .putArray("credentials")
                .addObject()
                .put("provider", "custom-llm")
                .put("apiKey", secret);
        if (TRANSCRIBED.contains(shop.texts().language())) {
            assistant
                    .putObject("transcriber")
                    .put("provider", "deepgram")
                    .put("model", "nova-2")
                    .put("language", shop.texts().language());
        }
        WANTED.forEach(assistant.putArray("serverMessages")::add);
        assistant.put("silenceTimeoutSeconds", SILENCE_SECONDS).put("maxDurationSeconds", CALL_SECONDS_MAX);
        assistant.putObject("monitorPlan").put("controlEnabled", true).put("listenEnabled", false);
        assistant.putObject("artifactPlan").put("recordingEnabled", isRecorded(number));
    }

    private static boolean isRecorded(Number number) {
        return "yes".equals(number.detail(VoiceAdapter.RECORD));
    }
}
