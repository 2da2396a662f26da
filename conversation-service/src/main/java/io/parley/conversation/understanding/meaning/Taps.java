package io.parley.conversation.understanding.meaning;

import io.parley.conversation.understanding.meaning.Heard.Tap;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The payloads of buttons, `kind:value`. A confirmation carries the draft it belongs to, so that a button from an
/// older summary cannot confirm a newer one.
public final class Taps {
    public static final String CONFIRM = "confirm";
    public static final String CHANGE = "change";
    public static final String PRODUCT = "product";
    public static final String VARIANT = "variant";
    public static final String QUANTITY = "quantity";
    public static final String YES = "yes";
    public static final String NO = "no";
    public static final String PERSON = "person";

    /// What was picked in the platform's own catalogue: `reference*pieces`, parted by commas.
    public static final String PICKED = "picked";

    /// A word to write, printed on a poster or told aloud: it says nothing but what it leads to. Its value is empty.
    public static final String KEYWORD = "keyword";

    /// A word that carriers want answered: who this is, and how to stop it. Its value is empty.
    public static final String HELP = "help";

    private static final Set<String> KINDS =
            Set.of(CONFIRM, CHANGE, PRODUCT, VARIANT, QUANTITY, YES, NO, PERSON, PICKED, KEYWORD, HELP);

    private static final int LENGTH_MAX = 200;
    private static final int PICKED_LENGTH_MAX = 4_000;

    private Taps() {}

    public static String of(String kind, Object value) {
        return kind + ":" + value;
    }

    /// @return null when the payload is none of ours: then the button's title is read as text
    public static @Nullable Tap read(@Nullable String payload) {
        boolean picked = payload != null && payload.startsWith(PICKED + ":");
        if (payload == null || payload.length() > (picked ? PICKED_LENGTH_MAX : LENGTH_MAX)) {
            return null;
        }
        int colon = payload.indexOf(':');
        String kind = colon < 0 ? payload : payload.substring(0, colon);
        String value = colon < 0 ? "" : payload.substring(colon + 1);
        if (!KINDS.contains(kind)) {
            return null;
        }
        boolean wellFormed = switch (kind) {
            case PRODUCT, VARIANT -> uuid(value) != null;
            case QUANTITY -> value.matches("\\d{1,4}");
            case PICKED -> value.matches("[^,*]{1,100}\\*\\d{1,4}(,[^,*]{1,100}\\*\\d{1,4}){0,19}");
            default -> true;
        };
        return wellFormed ? new Tap(kind, value) : null;
    }

    /// The button of somebody else, on the page's own menu for instance.
    public static boolean foreign(@Nullable String payload) {
        return payload != null && read(payload) == null;
    }

    /// @return null when it is not a UUID
    public static @Nullable UUID uuid(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }
}
