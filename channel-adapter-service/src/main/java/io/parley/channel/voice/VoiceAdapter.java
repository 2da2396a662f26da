package io.parley.channel.voice;

import io.parley.channel.platform.Account;
import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.Profile;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Says what is to be said to whoever is on the phone: as the answer to what they said last, where
/// that is awaited; else by speaking into the call; else when they speak next. What they never
/// heard is reported as failed when the call is over.
@Component
class VoiceAdapter implements PlatformAdapter {
    static final String NUMBER_ID = "phoneNumberId";
    static final String ASSISTANT = "assistantId";
    static final String TRANSFER = "transferNumber";
    static final String RECORD = "record";
    static final ConnectForm FORM = new ConnectForm(
            "voice",
            Platform.VOICE,
            Pattern.compile("\\+[1-9][0-9]{6,14}"),
            "the number in full, a plus and digits: +15005550009",
            List.of(
                    new ConnectForm.Detail(
                            TRANSFER,
                            false,
                            Pattern.compile("\\+[1-9][0-9]{6,14}"),
                            "the number of whoever takes calls that need a person, a plus and digits"),
                    new ConnectForm.Detail(
                            NUMBER_ID,
                            false,
                            Pattern.compile("[A-Za-z0-9-]{8,64}"),
                            "the number's id at the voice platform"),
                    new ConnectForm.Detail(
                            ASSISTANT,
                            false,
                            Pattern.compile("[A-Za-z0-9-]{8,64}"),
                            "the id of an assistant at the voice platform, for its voice"),
                    new ConnectForm.Detail(
                            RECORD, false, Pattern.compile("yes|no"), "yes to have calls recorded, or no")));
    /// No person on the phone any more.
    static final Outcome.Closed CALL_OVER = new Outcome.Closed("call_over");

    private final VoiceCalls calls;
    private final CallControl control;
    private final CallBell bell;

    VoiceAdapter(VoiceCalls calls, CallControl control, CallBell bell) {
        this.calls = calls;
        this.control = control;
        this.bell = bell;
    }

    @Override
    public List<ConnectForm> forms() {
        return List.of(FORM);
    }

    @Override
    public List<Part> parts(ReplyRequested reply) {
        String words = SpokenText.of(Objects.requireNonNullElse(reply.spoken(), reply.text()));
        return words.isEmpty() ? List.of() : List.of(Part.text(words));
    }

    @Override
    public Outcome send(Account from, Outgoing message) {
        String words = Objects.requireNonNullElse(message.part().text(), "");
        Optional<VoiceCalls.Kept> kept = calls.keep(from.channelId(), message.personId(), message.mark(), words);
        if (kept.isEmpty()) {
            return CALL_OVER;
        }
        bell.ring(kept.get().call().id());
        if (!kept.get().awaited()) {
            sayWaiting(kept.get().call());
        }
        return new Outcome.Sent(message.mark());
    }

    private void sayWaiting(VoiceCalls.Known call) {
        List<VoiceCalls.Waiting> lines = calls.waiting(call.id());
        String words =
                String.join(" ", lines.stream().map(VoiceCalls.Waiting::words).toList());
        if (!lines.isEmpty() && control.say(call, words)) {
            calls.areSpoken(lines.stream().map(VoiceCalls.Waiting::mark).toList());
        }
    }

    /// A phone tells a number and nothing else.
    @Override
    public Optional<Profile> profile(Account of, String personId) {
        return Optional.of(new Profile(null, null, null));
    }
}
