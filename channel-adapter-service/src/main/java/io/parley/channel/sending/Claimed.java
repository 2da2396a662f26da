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
/// @param partsSent how many of its parts the platform has
/// @param attempts this one included
record Claimed(
        UUID replyId,
        Account account,
        long channelVersion,
        String conversationKey,
        String personId,
        List<Part> parts,
        int partsSent,
        int attempts,
        Instant requestedAt,
        @Nullable String trace) {}
