package io.parley.channel.twilio;

import org.jspecify.annotations.Nullable;

/// What opens an account: sealed together as one, so that neither is ever of another channel.
///
/// @param authToken also signs what Twilio posts
record TwilioKeys(String accountSid, String authToken) {
    String together() {
        return accountSid + ":" + authToken;
    }

    /// Null when they are none.
    static @Nullable TwilioKeys of(String together) {
        int colon = together.indexOf(':');
        return colon <= 0 || colon == together.length() - 1
                ? null
                : new TwilioKeys(together.substring(0, colon), together.substring(colon + 1));
    }

    @Override
    public String toString() {
        return accountSid;
    }
}
