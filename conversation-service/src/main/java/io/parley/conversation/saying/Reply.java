package io.parley.conversation.saying;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is sent: words, buttons, perhaps a picture, products to show or to choose from. The words can be read alone.
///
/// @param cards those of a choice stand among the buttons too, unless [#pictured()]: a platform shows what it
///     shows best
/// @param spoken for a call: two short sentences at most, nothing to be seen
/// @param blocked what the fact check kept back, for the record; empty when nothing
public record Reply(
        String text,
        List<Button> buttons,
        @Nullable String imageUrl,
        List<Card> cards,
        String spoken,
        List<String> blocked) {

    /// The longest title that platforms show (Messenger and Instagram: 20 characters).
    public static final int TITLE_MAX = 20;

    /// The most buttons Messenger and Instagram take.
    public static final int BUTTONS_MAX = 13;

    /// The most cards Messenger and Instagram put side by side.
    public static final int CARDS_MAX = 10;

    /// One product.
    ///
    /// @param sku by which the platform's own catalogue may know it
    public record Card(
            String title,
            String subtitle,
            @Nullable String imageUrl,
            List<Button> buttons,
            @Nullable String sku) {
        private static final int LENGTH_MAX = 80;

        public Card {
            title = cut(title);
            subtitle = cut(subtitle);
        }

        private static String cut(String text) {
            return text.codePointCount(0, text.length()) <= LENGTH_MAX
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, LENGTH_MAX - 1))
                                    .stripTrailing() + "…";
        }
    }

    /// Whether the products are worth showing side by side.
    public boolean pictured() {
        return pictured(cards);
    }

    static boolean pictured(List<Card> cards) {
        return cards.size() > 1 && cards.stream().anyMatch(card -> card.imageUrl() != null);
    }

    /// Whether it stands in for words that could not be sent, and says that the owner is asked.
    public boolean asksOwner() {
        return blocked.stream().anyMatch(objection -> !objection.startsWith(FactCheck.NEVER));
    }

    /// The same in other words.
    public Reply worded(String words) {
        return new Reply(words, buttons, imageUrl, cards, spoken, blocked);
    }

    /// @param payload what comes back when it is tapped
    public record Button(String title, String payload) {
        public Button {
            title = shortened(title);
        }

        private static String shortened(String title) {
            return title.codePointCount(0, title.length()) <= TITLE_MAX
                    ? title
                    : title.substring(0, title.offsetByCodePoints(0, TITLE_MAX - 1))
                                    .stripTrailing() + "…";
        }
    }
}
