package io.parley.conversation.saying;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is sent: words, buttons, perhaps a picture.
///
/// @param blocked what the fact check kept back, for the record; empty when nothing
public record Reply(
        String text, List<Button> buttons, @Nullable String imageUrl, List<String> blocked) {

    /// The longest title that platforms show (Messenger and Instagram: 20 characters).
    public static final int TITLE_MAX = 20;

    /// The most buttons Messenger and Instagram take.
    public static final int BUTTONS_MAX = 13;

    /// The same in other words.
    public Reply worded(String words) {
        return new Reply(words, buttons, imageUrl, blocked);
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
