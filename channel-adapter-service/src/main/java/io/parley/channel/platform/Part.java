package io.parley.channel.platform;

import io.parley.events.OutboundEvent.QuickReply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One message as it goes out: a text or an image, with the quick replies offered beside it.
public record Part(
        @Nullable String text,
        List<QuickReply> quickReplies,
        @Nullable String imageUrl) {}
