package io.parley.sandbox.meta;

import java.util.Set;

/// Instagram: text is limited in bytes, and only the human agent's tag exists.
final class InstagramSendApi extends SendApi {
    private static final int TEXT_BYTES_MAX = 1_000;

    @Override
    void checkText(String text) {
        atMost("message[text]", bytes(text), TEXT_BYTES_MAX);
    }

    @Override
    Set<String> attachmentTypes() {
        return Set.of("image", "video", "audio", "file", "template", "like_heart");
    }

    @Override
    Set<String> tags() {
        return Set.of("HUMAN_AGENT");
    }
}
