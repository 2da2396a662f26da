package io.parley.sandbox.meta;

import java.util.Set;

/// Messenger: https://developers.facebook.com/docs/messenger-platform/reference/send-api
final class MessengerSendApi extends SendApi {
    private static final int TEXT_CHARS_MAX = 2_000;

    @Override
    void checkText(String text) {
        atMost("message[text]", chars(text), TEXT_CHARS_MAX);
    }

    @Override
    Set<String> attachmentTypes() {
        return Set.of("image", "video", "audio", "file", "template");
    }

    @Override
    Set<String> tags() {
        return Set.of(
                "HUMAN_AGENT", "CONFIRMED_EVENT_UPDATE", "POST_PURCHASE_UPDATE", "ACCOUNT_UPDATE", "CUSTOMER_FEEDBACK");
    }
}
