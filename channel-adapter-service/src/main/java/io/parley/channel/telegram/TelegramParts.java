package io.parley.channel.telegram;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.Splitting;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lays a reply out for Telegram: pictures with words under them, and what can be tapped below. Many
/// products, or such without a picture, are a keyboard of their names.
/// <https://core.telegram.org/bots/api#sendmessage>
final class TelegramParts {
    private static final int TEXT_CHARS_MAX = 4_096;
    private static final int CAPTION_CHARS_MAX = 1_024;
    private static final int CARDS_MAX = 10;
    private static final int CARDS_SHOWN_BIG = 3;
    private static final int TITLE_CHARS_MAX = 64;
    private static final int PAYLOAD_BYTES_MAX = 64;
    private static final int BUTTONS_MAX = 20;

    private TelegramParts() {}

    static List<Part> of(ReplyRequested reply) {
        List<Part> parts = new ArrayList<>();
        List<Card> cards = reply.cards().stream()
                .filter(card -> !card.title().isBlank())
                .limit(CARDS_MAX)
                .toList();
        boolean big = cards.size() <= CARDS_SHOWN_BIG && cards.stream().anyMatch(card -> isWeb(card.imageUrl()));
        if (big) {
            cards.forEach(card -> parts.add(card(card)));
        }
        List<QuickReply> offered = fitting(
                big
                        ? reply.quickReplies()
                        : Stream.concat(cards.stream().map(TelegramParts::toTap), reply.quickReplies().stream())
                                .toList());
        List<Link> buttons = new ArrayList<>();
        StringBuilder text = new StringBuilder(Wording.clean(reply.text()).strip());
        for (Link link : reply.links()) {
            String title = Wording.clean(link.title()).strip();
            if (link.url().startsWith("https://") && !title.isEmpty()) {
                buttons.add(new Link(shorten(title, TITLE_CHARS_MAX), link.url()));
            } else {
                text.append(text.isEmpty() ? "" : "\n")
                        .append(title)
                        .append(": ")
                        .append(link.url());
            }
        }
        String whole = text.toString();
        @Nullable String image = isWeb(reply.imageUrl()) ? reply.imageUrl() : null;
        if (image != null && whole.length() > CAPTION_CHARS_MAX) {
            parts.add(Part.image(image));
            image = null;
        }
        List<String> pieces = Splitting.split(whole, TEXT_CHARS_MAX, String::length);
        for (int i = 0; i < pieces.size() - 1; i++) {
            parts.add(Part.text(pieces.get(i)));
        }
        boolean toTap = !offered.isEmpty() || !buttons.isEmpty();
        @Nullable String last = pieces.isEmpty() ? null : pieces.getLast();
        if (last != null || image != null) {
            parts.add(new Part(last, offered, image, List.of(), buttons, null, null));
        } else if (toTap && !parts.isEmpty()) {
            parts.add(new Part("…", offered, null, List.of(), buttons, null, null));
        }
        return List.copyOf(parts);
    }

    private static QuickReply toTap(Card card) {
        return new QuickReply(
                card.title(),
                card.buttons().isEmpty() ? "" : card.buttons().getFirst().payload());
    }

    private static Part card(Card card) {
        StringBuilder text = new StringBuilder(Wording.clean(card.title()).strip());
        if (card.subtitle() != null && !card.subtitle().isBlank()) {
            text.append('\n').append(Wording.clean(card.subtitle()).strip());
        }
        return new Part(
                shorten(text.toString(), CAPTION_CHARS_MAX),
                fitting(card.buttons()),
                isWeb(card.imageUrl()) ? card.imageUrl() : null);
    }

    /// What comes back with a tap has 64 bytes; a longer one gives way to the words on the button,
    /// which are understood as if they had been typed.
    private static List<QuickReply> fitting(List<QuickReply> given) {
        List<QuickReply> offered = new ArrayList<>();
        Set<String> payloads = new HashSet<>();
        for (QuickReply quick : given) {
            String title = shorten(Wording.clean(quick.title()).strip(), TITLE_CHARS_MAX);
            String payload = Wording.clean(quick.payload()).strip();
            if (payload.isEmpty() || bytes(payload) > PAYLOAD_BYTES_MAX) {
                payload = Splitting.shorten(title, PAYLOAD_BYTES_MAX, TelegramParts::bytes);
            }
            if (!title.isEmpty() && offered.size() < BUTTONS_MAX && payloads.add(payload)) {
                offered.add(new QuickReply(title, payload));
            }
        }
        return List.copyOf(offered);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String shorten(String text, int max) {
        return Splitting.shorten(text, max, String::length);
    }

    private static boolean isWeb(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://"));
    }
}
