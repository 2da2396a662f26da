package io.parley.conversation.people;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/// Phone numbers, however they are written, as E.164.
final class Phones {
    private static final int WRITTEN_MAX = 40;
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private Phones() {}

    /// @param region ISO 3166 of the shop, for numbers without a country's; `ZZ` when it is not known
    /// @return empty for what is no number that can be called
    static Optional<String> e164(String written, String region) {
        if (written.length() > WRITTEN_MAX) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = NUMBERS.parse(written, region);
            return NUMBERS.isValidNumber(number)
                    ? Optional.of(NUMBERS.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }
}
