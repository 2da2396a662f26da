package io.parley.channel.voice;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What came of a call.
enum CallOutcome {
    /// The shop's assistant spoke with the caller.
    ANSWERED,
    /// It was passed on to a person.
    TRANSFERRED,
    /// A person was wanted and none was there: what the caller said waits in the conversation.
    MESSAGE_TAKEN,
    /// The caller said nothing.
    ABANDONED,
    /// It broke before anything was said.
    FAILED;

    /// Whether a platform's reason for the end means that something broke.
    static boolean isFailure(@Nullable String reason) {
        String why = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        return why.contains("error") || why.contains("fail") || why.contains("fault");
    }

    static boolean isTransfer(@Nullable String reason) {
        String why = reason == null ? "" : reason.toLowerCase(Locale.ROOT);
        return why.contains("forwarded") || why.contains("transferred");
    }
}
