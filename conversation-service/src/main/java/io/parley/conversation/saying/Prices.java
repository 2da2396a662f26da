package io.parley.conversation.saying;

import io.parley.events.Money;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Money as the shop writes it.
final class Prices {
    /// Currencies whose small change nobody writes.
    private static final Set<String> WHOLE = Set.of("NGN", "KES", "TZS", "UGX", "RWF");

    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("USD", "$"),
            Map.entry("AUD", "$"),
            Map.entry("CAD", "$"),
            Map.entry("NZD", "$"),
            Map.entry("EUR", "€"),
            Map.entry("GBP", "£"),
            Map.entry("NGN", "₦"),
            Map.entry("GHS", "GH₵"),
            Map.entry("KES", "KSh "),
            Map.entry("TZS", "TSh "),
            Map.entry("UGX", "USh "),
            Map.entry("ZAR", "R"),
            Map.entry("VND", "₫"),
            Map.entry("INR", "₹"),
            Map.entry("JPY", "¥"));

    private Prices() {}

    /// `$45.00`, `₦13,500`, `45,00 €`, `45.000 ₫`.
    static String format(Money money, Locale locale) {
        Currency currency = Currency.getInstance(money.currency());
        boolean whole = WHOLE.contains(money.currency()) && money.minor() % 100 == 0;
        int decimals = whole ? 0 : currency.getDefaultFractionDigits();
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(decimals);
        format.setMaximumFractionDigits(decimals);
        String number = format.format(money.decimal()).replace('\u202f', ' ').replace('\u00a0', ' ');
        String sign = SIGNS.getOrDefault(money.currency(), money.currency() + " ");
        boolean behind = Set.of("fr", "vi", "de", "es", "it").contains(locale.getLanguage());
        return behind ? number + " " + sign.strip() : sign + number;
    }
}
