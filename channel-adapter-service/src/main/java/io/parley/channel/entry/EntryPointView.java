package io.parley.channel.entry;

import io.parley.channel.entry.DeepLinks.DeepLink;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An entry point as the seller sees it.
///
/// @param productName as the shop calls the product now
/// @param campaign the seller's own word, to tell entry points apart
/// @param code the referral code: six letters and digits, of no other entry point anywhere
/// @param link the short link: what the QR code holds, and what to write on an NFC tag (as a URI
///     record)
/// @param links straight into a conversation, for each connected account that has a public address
/// @param next of `ARCHIVE`
record EntryPointView(
        UUID id,
        String name,
        @Nullable UUID productId,
        @Nullable String productName,
        @Nullable String campaign,
        String code,
        String link,
        List<DeepLink> links,
        Instant createdAt,
        @Nullable Instant archivedAt,
        List<String> next) {}
