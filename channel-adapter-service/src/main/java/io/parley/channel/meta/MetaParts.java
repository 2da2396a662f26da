package io.parley.channel.meta;

import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.Splitting;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Cuts a reply into what Messenger and Instagram can show, each piece within their limits. What
/// does not fit into a template is said in plain words.
final class MetaParts {
    static final int BUTTONS_MAX = 3;
    private static final int MESSENGER_CHARS_MAX = 2_000;
    private static final int INSTAGRAM_BYTES_MAX = 1_000;
    private static final int BUTTON_TEXT_CHARS_MAX = 640;
    private static final int QUICK_REPLIES_MAX = 13;
    private static final int CARDS_MAX = 10;
    private static final int TITLE_CHARS_MAX = 20;
    private static final int CARD_TEXT_CHARS_MAX = 80;
    private static final int PAYLOAD_CHARS_MAX = 1_000;
    private static final int URL_CHARS_MAX = 2_000;

    private final int textMax;
    private final ToIntFunction<String> size;

    private MetaParts(Platform platform) {
        boolean instagram = platform == Platform.INSTAGRAM;
        textMax = instagram ? INSTAGRAM_BYTES_MAX : MESSENGER_CHARS_MAX;
        size = instagram ? MetaParts::bytes : String::length;
    }

    /// The image first, then the text in as many messages as its length takes, then the cards;
    /// what can be tapped stands at the end, since a platform shows quick replies of the newest
    /// message only.
    static List<Part> of(ReplyRequested reply) {
        MetaParts parts = new MetaParts(reply.contact().platform());
        return reply.commentId() == null ? parts.all(reply) : parts.one(reply, reply.commentId());
    }

    private List<Part> all(ReplyRequested reply) {
        List<Part> parts = new ArrayList<>();
        @Nullable String image = address(reply.imageUrl());
        if (image != null) {
            parts.add(Part.image(image));
        }
        List<Link> links = links(reply);
        List<QuickReply> quick = quickReplies(reply);
        List<Card> cards = reply.cards().stream()
                .filter(card -> !card.title().isBlank())
                .map(MetaParts::fitting)
                .toList();
        List<Card> shown = cards.stream().filter(MetaParts::isShowable).toList();
        String text = said(
                reply,
                Stream.concat(cards.stream().filter(card -> !isShowable(card)).map(Card::title), plain(reply, links)));
        if (links.isEmpty()) {
            split(text, textMax).forEach(piece -> parts.add(Part.text(piece)));
        } else {
            parts.addAll(withLinks(text, links));
        }
        for (int from = 0; from < shown.size(); from += CARDS_MAX) {
            parts.add(new Part(
                    null,
                    List.of(),
                    null,
                    shown.subList(from, Math.min(shown.size(), from + CARDS_MAX)),
                    List.of(),
                    null,
                    null));
        }
        if (!parts.isEmpty() && !quick.isEmpty()) {
            parts.add(parts.removeLast().with(quick));
        }
        return parts;
    }

    /// Only one message may answer a comment, until the person has written: so everything has to
    /// be in it.
    private List<Part> one(ReplyRequested reply, String commentId) {
        String cards = String.join(
                "\n",
                reply.cards().stream()
                        .map(Card::title)
                        .filter(title -> !Wording.lists(reply.text(), title))
                        .toList());
        Stream<String> addresses = reply.links().stream()
                .map(link -> address(link.url()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
        String text = said(reply, Stream.concat(Stream.of(cards), addresses));
        if (text.isBlank()) {
            @Nullable String image = address(reply.imageUrl());
            return image == null
                    ? List.of()
                    : List.of(Part.image(image).with(quickReplies(reply)).answering(commentId));
        }
        return List.of(Part.text(Splitting.shorten(text, textMax, size))
                .with(quickReplies(reply))
                .answering(commentId));
    }

    /// Links are buttons under a text of their own, shorter than others may be.
    private List<Part> withLinks(String text, List<Link> links) {
        int max = Math.min(BUTTON_TEXT_CHARS_MAX, textMax);
        List<String> pieces =
                new ArrayList<>(split(text.isBlank() ? links.getFirst().title() : text, textMax));
        String end = pieces.removeLast();
        if (size.applyAsInt(end) > max) {
            List<String> shorter = split(end, max);
            pieces.addAll(shorter.subList(0, shorter.size() - 1));
            end = shorter.getLast();
        }
        List<Part> parts = new ArrayList<>(pieces.stream().map(Part::text).toList());
        parts.add(new Part(end, List.of(), null, List.of(), links, null, null));
        return parts;
    }

    private List<String> split(String text, int max) {
        return Splitting.split(text, max, size);
    }

    private static String said(ReplyRequested reply, Stream<String> more) {
        return String.join(
                        "\n",
                        Stream.concat(Stream.of(Wording.clean(reply.text())), more.map(Wording::clean))
                                .filter(line -> !line.isBlank())
                                .toList())
                .strip();
    }

    /// The links that cannot be buttons, as addresses.
    private static Stream<String> plain(ReplyRequested reply, List<Link> buttons) {
        return reply.links().stream()
                .filter(link ->
                        buttons.stream().noneMatch(button -> button.url().equals(link.url())))
                .map(Link::url);
    }

    private static List<Link> links(ReplyRequested reply) {
        return reply.links().stream()
                .filter(link -> !link.title().isBlank()
                        && address(link.url()) != null
                        && link.url().length() <= URL_CHARS_MAX)
                .limit(BUTTONS_MAX)
                .map(link -> new Link(title(link.title()), link.url()))
                .toList();
    }

    private static List<QuickReply> quickReplies(ReplyRequested reply) {
        return reply.quickReplies().stream()
                .filter(quick -> !quick.title().isBlank())
                .limit(QUICK_REPLIES_MAX)
                .map(MetaParts::fitting)
                .toList();
    }

    private static Card fitting(Card card) {
        String subtitle = card.subtitle();
        return new Card(
                Splitting.shorten(Wording.clean(card.title()), CARD_TEXT_CHARS_MAX, String::length),
                subtitle == null || subtitle.isBlank()
                        ? null
                        : Splitting.shorten(Wording.clean(subtitle), CARD_TEXT_CHARS_MAX, String::length),
                address(card.imageUrl()),
                card.buttons() == null
                        ? List.of()
                        : card.buttons().stream()
                                .filter(button -> !button.title().isBlank())
                                .limit(BUTTONS_MAX)
                                .map(MetaParts::fitting)
                                .toList());
    }

    /// A card needs something beside its title.
    private static boolean isShowable(Card card) {
        return card.subtitle() != null
                || card.imageUrl() != null
                || !card.buttons().isEmpty();
    }

    private static QuickReply fitting(QuickReply quick) {
        String title = title(quick.title());
        String payload = quick.payload() == null || quick.payload().isBlank() ? title : Wording.clean(quick.payload());
        return new QuickReply(title, Splitting.shorten(payload, PAYLOAD_CHARS_MAX, String::length));
    }

    private static String title(String title) {
        return Splitting.shorten(Wording.clean(title), TITLE_CHARS_MAX, String::length);
    }

    private static @Nullable String address(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
