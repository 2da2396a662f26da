package io.parley.sandbox.phone;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One technical event behind a chat, for the panel beside the phone.
///
/// @param what      of a webhook: message, read, …; of a send: text, typing_on, …; of a mail: its subject
/// @param status    HTTP status; 0 when nobody answered
/// @param tookMs    how long the answer to this took
/// @param afterMs   how long after the shopper's last message it came
/// @param attempt   which try this was
/// @param signature the header a webhook went out with
/// @param link      where on the sandbox to read more
record Happening(
        Instant at,
        Kind kind,
        String what,
        @Nullable Integer status,
        @Nullable Long tookMs,
        @Nullable Long afterMs,
        @Nullable Integer attempt,
        @Nullable String signature,
        @Nullable JsonNode body,
        @Nullable String link) {
    enum Kind {
        /// The sandbox posted a webhook to the shop.
        WEBHOOK,
        /// The shop called the Graph API.
        SEND,
        /// The shop called the Graph API and was refused.
        REFUSED,
        /// The shop sent a mail.
        MAIL
    }
}
