package io.parley.conversation.shop;

import java.util.Locale;

/// The voice a shop has chosen.
public enum Tone {
    FRIENDLY,
    LUXE,
    INFLUENCER;

    /// As it is written in settings and template files.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// An unknown tone is friendly.
    public static Tone of(String code) {
        for (Tone tone : values()) {
            if (tone.code().equals(code)) {
                return tone;
            }
        }
        return FRIENDLY;
    }
}
