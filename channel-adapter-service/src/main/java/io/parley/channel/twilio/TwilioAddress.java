package io.parley.channel.twilio;

import io.parley.channel.platform.MobileNumber;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One end of a message: a number in E.164, a short code, or an id, with or without its prefix.
///
/// @param whatsApp whether the prefix says so
/// @param id without the prefix; numbers with their plus
record TwilioAddress(boolean whatsApp, String id) {
    private static final String WHATSAPP = "whatsapp:";
    private static final String RCS = "rcs:";
    private static final int ID_MAX = 100;
    private static final int NUMBER_DIGITS_MIN = 8;

    /// Null when there is nothing in it.
    static @Nullable TwilioAddress of(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        boolean whatsApp = text.toLowerCase(Locale.ROOT).startsWith(WHATSAPP);
        // richer messages to and from the same telephone
        boolean rich = text.toLowerCase(Locale.ROOT).startsWith(RCS);
        String id = text.substring(whatsApp ? WHATSAPP.length() : rich ? RCS.length() : 0)
                .strip();
        // a plus that was not escaped in a form comes as a blank
        String number = id.replaceAll("[\\s()-]", "");
        if (number.matches("\\+?\\d{" + NUMBER_DIGITS_MIN + ",20}")) {
            id = number.startsWith("+") ? number : "+" + number;
        }
        return id.isEmpty() || id.length() > ID_MAX ? null : new TwilioAddress(whatsApp, id);
    }

    /// A shopper's end: one number in two spellings is one person.
    static @Nullable TwilioAddress person(@Nullable String given) {
        @Nullable TwilioAddress as = of(given);
        return as == null || !as.isNumber()
                ? as
                : new TwilioAddress(as.whatsApp, "+" + MobileNumber.today(as.id.substring(1)));
    }

    boolean isNumber() {
        return id.startsWith("+");
    }
}
