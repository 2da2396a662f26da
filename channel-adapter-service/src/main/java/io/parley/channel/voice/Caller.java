package io.parley.channel.voice;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Wording;
import io.parley.channel.voice.VoiceMessage.Call;
import io.parley.events.Contact;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Who is on the phone. A number makes one thread of all calls from it, and joins the person with
/// what they wrote elsewhere; who hides theirs is somebody new with every call.
///
/// @param phone E.164; null when it is hidden
record Caller(String callId, String personId, @Nullable String phone) {
    static Caller of(Connection channel, Call call) {
        String callId = Wording.key(Objects.requireNonNullElse(call.id(), "unnamed"));
        @Nullable String phone = PhoneNumbers.e164(call.caller(), channel.accountId());
        return new Caller(callId, phone == null ? Wording.key("call", callId) : phone, phone);
    }

    /// Who that is, in events.
    Contact in(Contact thread) {
        return new Contact(
                thread.conversationKey(),
                thread.channelId(),
                thread.platform(),
                thread.accountId(),
                thread.personId(),
                thread.personName(),
                phone,
                List.of());
    }
}
