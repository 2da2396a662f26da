package io.parley.channel.platform;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long after their last message a person may be written to.
///
/// @param open for any answer
/// @param openAfterAd the same, where the person came by an advertisement that opens a chat
/// @param humanAgent for an answer that a person wrote, when the platform knows such a tag
/// @param commentReply from a public comment to the first private message about it, where there is such a thing
/// @param templates whether an approved template may be sent at any time
public record Window(
        Duration open,
        Duration openAfterAd,
        @Nullable Duration humanAgent,
        @Nullable Duration commentReply,
        boolean templates) {}
