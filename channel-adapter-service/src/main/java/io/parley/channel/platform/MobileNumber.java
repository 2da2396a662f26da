package io.parley.channel.platform;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Numbers that WhatsApp and telephone networks write in two ways: mobile ones of Brazil, Mexico
/// and Argentina. WhatsApp knows many by what they were called when their owner joined it.
public final class MobileNumber {
    /// Eight digits, as they were before a nine was put before all mobile numbers.
    private static final Pattern BRAZIL = Pattern.compile("55([1-9][1-9])([6-9]\\d{7})");
    /// With the one that was dialled before mobile numbers until 2019.
    private static final Pattern MEXICO = Pattern.compile("521(\\d{10})");
    /// Without the nine that says, from abroad, that it is a mobile number.
    private static final Pattern ARGENTINA = Pattern.compile("54([1-8]\\d{9})");

    private MobileNumber() {}

    /// As networks dial it today, E.164 without its plus; any other number as it is.
    ///
    /// @param digits with the country's code, nothing but digits
    public static String today(String digits) {
        Matcher brazil = BRAZIL.matcher(digits);
        if (brazil.matches()) {
            return "55" + brazil.group(1) + "9" + brazil.group(2);
        }
        Matcher mexico = MEXICO.matcher(digits);
        if (mexico.matches()) {
            return "52" + mexico.group(1);
        }
        Matcher argentina = ARGENTINA.matcher(digits);
        return argentina.matches() ? "549" + argentina.group(1) : digits;
    }
}
