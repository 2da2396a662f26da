package io.parley.channel.sending;

import io.parley.channel.platform.Account;
import io.parley.channel.platform.Part;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that is ours to send until its lease ends.
///
/// @param channelVersion of the channel whose token is used
/// @param address the platform's id for the person
/// @param partsSent how many of its parts the platform has
/// @param attempts this one included
/// @param patientSince when it was asked for, or asked for again
/// @param unsureSince when the next part was sent with unknown outcome; null when it was not
/// @param humanAgent to be told to the platform: a person wrote it
/// @param slowness how many times more slowly than the limits say the account sends at present; 1 is as they say
record Claimed(
        UUID replyId,
        Account account,
        long channelVersion,
        String conversationKey,
        String personId,
        String address,
        List<Part> parts,
        int partsSent,
        int attempts,
        Instant patientSince,
        @Nullable Instant unsureSince,
        boolean humanAgent,
        Windows.Case window,
        double slowness,
        @Nullable String trace) {}
