package io.parley.sandbox.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A mail as it arrived.
///
/// @param to   the addresses of the envelope: who really gets it
/// @param text the plain part; null when there is none
/// @param html the HTML part; null when there is none
public record Mail(
        String id,
        String from,
        List<String> to,
        String subject,
        @Nullable String text,
        @Nullable String html,
        List<String> attachments,
        Instant receivedAt,
        int bytes) {}
