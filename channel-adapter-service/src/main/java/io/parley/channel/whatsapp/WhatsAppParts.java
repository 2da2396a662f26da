package io.parley.channel.whatsapp;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.Splitting;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lays a reply out for WhatsApp: up to three buttons, up to ten rows of a list, a picture with
/// words under it, one link as a button; products without a picture are buttons or rows too. What has no place beside
/// something else becomes text.
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages>
final class WhatsAppParts {
    static final int BUTTONS_MAX = 3;
    static final int BUTTON_CHARS_MAX = 20;
    static final int ROWS_MAX = 10;
    static final int ROW_CHARS_MAX = 24;
    static final int ROW_DESCRIPTION_CHARS_MAX = 72;
    private static final int TEXT_CHARS_MAX = 4_096;
    /// Of the words beside buttons, and under a picture.
    private static final int BODY_CHARS_MAX = 1_024;
    /// Rows have the shorter ids: 200 characters.
    private static final int PAYLOAD_CHARS_MAX = 200;
    private static final int CARDS_SHOWN_BIG = 3;
    private static final int CARD_TITLE_CHARS_MAX = 80;
    private static final int CARD_SUBTITLE_CHARS_MAX = 600;

    private WhatsAppParts() {}

    static List<Part> of(ReplyRequested reply) {
        return of(reply, false);
    }

    /// @param catalogue whether the shop has one at WhatsApp: products that are all in it are shown
    ///     from it, in one message
    static List<Part> of(ReplyRequested reply, boolean catalogue) {
        List<Part> parts = new ArrayList<>();
        List<Card> cards = reply.cards().stream()
                .filter(card -> !card.title().isBlank())
                .limit(ROWS_MAX)
                .toList();
        boolean pictured = cards.stream().anyMatch(card -> isWeb(card.imageUrl()));
        boolean fromCatalogue = catalogue && !cards.isEmpty() && cards.stream().allMatch(WhatsAppJson::isInCatalogue);
        boolean rows = cards.size() > CARDS_SHOWN_BIG || fromCatalogue;
        List<QuickReply> offered = fitting(reply.quickReplies());
        if (!rows && !pictured && offered.isEmpty() && !cards.isEmpty()) {
            List<QuickReply> names = cards.stream().map(WhatsAppParts::toTap).toList();
            boolean fit = names.stream().allMatch(name -> name.title().length() <= BUTTON_CHARS_MAX);
            offered = fit ? fitting(names) : offered;
            rows = !fit;
            cards = fit ? List.of() : cards;
        }
        List<Link> links = reply.links().stream()
                .filter(link -> isWeb(link.url()) && !link.title().isBlank())
                .toList();
        boolean button = links.size() == 1
                && offered.isEmpty()
                && !rows
                && links.getFirst().url().startsWith("https://");
        String text = Wording.clean(reply.text()).strip();
        if (!button) {
            text = withLinks(text, links);
        }
        if (!rows) {
            for (Card card : cards) {
                parts.add(card(card));
            }
        }
        @Nullable String image = isWeb(reply.imageUrl()) ? reply.imageUrl() : null;
        boolean withBody = image != null || button || rows || !offered.isEmpty();
        List<String> pieces = pieces(text, withBody);
        for (int i = 0; i < pieces.size() - 1; i++) {
            parts.add(Part.text(pieces.get(i)));
        }
        @Nullable String last = pieces.isEmpty() ? null : pieces.getLast();
        if (offered.size() > BUTTONS_MAX && image != null) {
            // a list has no picture
            parts.add(Part.image(image));
            image = null;
        }
        if (rows) {
            if (image != null) {
                parts.add(Part.image(image));
            }
            parts.add(new Part(last == null ? "…" : last, List.of(), null, cards, List.of(), null, null));
            if (!offered.isEmpty()) {
                parts.add(new Part("…", offered, null));
            }
        } else if (last != null || image != null) {
            @Nullable String body = last == null && (button || !offered.isEmpty()) ? "…" : last;
            parts.add(new Part(
                    body,
                    offered,
                    image,
                    List.of(),
                    button
                            ? List.of(new Link(
                                    shorten(links.getFirst().title(), BUTTON_CHARS_MAX),
                                    links.getFirst().url()))
                            : List.of(),
                    null,
                    null));
        } else if (!parts.isEmpty() && !offered.isEmpty()) {
            parts.add(new Part("…", offered, null));
        }
        return List.copyOf(parts);
    }

    /// The product by its name; without a button it is asked for by that too.
    private static QuickReply toTap(Card card) {
        return new QuickReply(Wording.clean(card.title()).strip(), WhatsAppJson.payload(card));
    }

    /// A picture with words under it and up to three things to tap.
    private static Part card(Card card) {
        StringBuilder text = new StringBuilder("*")
                .append(shorten(card.title(), CARD_TITLE_CHARS_MAX).replace("*", ""))
                .append('*');
        if (card.subtitle() != null && !card.subtitle().isBlank()) {
            text.append('\n').append(shorten(card.subtitle(), CARD_SUBTITLE_CHARS_MAX));
        }
        List<QuickReply> buttons = fitting(card.buttons()).stream()
                .limit(BUTTONS_MAX)
                .map(it -> new QuickReply(shorten(it.title(), BUTTON_CHARS_MAX), it.payload()))
                .toList();
        return new Part(text.toString(), buttons, isWeb(card.imageUrl()) ? card.imageUrl() : null);
    }

    /// The last one short enough to stand beside something.
    private static List<String> pieces(String text, boolean withBody) {
        List<String> pieces = new ArrayList<>(Splitting.split(text, TEXT_CHARS_MAX, String::length));
        if (withBody && !pieces.isEmpty() && pieces.getLast().length() > BODY_CHARS_MAX) {
            String last = pieces.removeLast();
            pieces.addAll(Splitting.split(last, BODY_CHARS_MAX, String::length));
        }
        return pieces;
    }

    private static String withLinks(String text, List<Link> links) {
        StringBuilder all = new StringBuilder(text);
        for (Link link : links) {
            all.append(all.isEmpty() ? "" : "\n")
                    .append(Wording.clean(link.title()).strip())
                    .append(": ")
                    .append(link.url());
        }
        return all.toString();
    }

    /// No two with the same words or the same answer: the platform refuses such.
    private static List<QuickReply> fitting(List<QuickReply> given) {
        List<QuickReply> offered = new ArrayList<>();
        long count = given.stream().filter(it -> !it.title().isBlank()).count();
        int titleMax = count <= BUTTONS_MAX ? BUTTON_CHARS_MAX : ROW_CHARS_MAX + ROW_DESCRIPTION_CHARS_MAX;
        Set<String> titles = new HashSet<>();
        Set<String> payloads = new HashSet<>();
        for (QuickReply quick : given) {
            String title = Wording.clean(quick.title()).strip();
            String payload = shorten(quick.payload().isBlank() ? title : quick.payload(), PAYLOAD_CHARS_MAX);
            if (title.isEmpty() || offered.size() == ROWS_MAX || !payloads.add(payload)) {
                continue;
            }
            String shown = shorten(title, titleMax);
            if (!titles.add(row(shown))) {
                String mark = " " + (offered.size() + 1);
                shown = shorten(title, Math.min(titleMax, BUTTON_CHARS_MAX) - mark.length()) + mark;
                titles.add(row(shown));
            }
            offered.add(new QuickReply(shown, payload));
        }
        return List.copyOf(offered);
    }

    /// The title of a row; what does not fit goes under it.
    static String row(String title) {
        return title.length() <= ROW_CHARS_MAX ? title : shorten(title, ROW_CHARS_MAX);
    }

    static String shorten(String text, int max) {
        return Splitting.shorten(Wording.clean(text), max, String::length);
    }

    private static boolean isWeb(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://"));
    }
}
