package io.parley.channel.voice;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.jspecify.annotations.Nullable;

/// Numbers in one shape, E.164, so that whoever calls is known as who writes.
final class PhoneNumbers {
    private static final PhoneNumberUtil UTIL = PhoneNumberUtil.getInstance();
    private static final int GIVEN_MAX = 60;

    private PhoneNumbers() {}

    /// Null when nobody could be called there.
    ///
    /// @param near another number of the same country, for one written without its country
    static @Nullable String e164(@Nullable String given, @Nullable String near) {
        if (given == null || given.length() > GIVEN_MAX) {
            return null;
        }
        try {
            PhoneNumber number = UTIL.parse(given, region(near));
            return UTIL.isPossibleNumber(number) ? UTIL.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException e) {
            return null;
        }
    }

    private static @Nullable String region(@Nullable String near) {
        if (near == null) {
            return null;
        }
        try {
            return UTIL.getRegionCodeForCountryCode(UTIL.parse(near, null).getCountryCode());
        } catch (NumberParseException e) {
            return null;
        }
    }
}
