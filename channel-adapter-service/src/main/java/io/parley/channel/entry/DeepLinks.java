package io.parley.channel.entry;

import io.parley.channel.account.ReachableAccounts.Reachable;
import io.parley.events.Platform;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The links that open a conversation with the code in it, on each platform in its own way.
/// <https://developers.facebook.com/docs/messenger-platform/discovery/m-me-links>,
/// <https://faq.whatsapp.com/5913398998672934>, RFC 5724 (sms), RFC 3966 (tel),
/// <https://core.telegram.org/bots/features#deep-linking>
final class DeepLinks {
    private static final int DIGITS_MIN = 3;
    private static final int DIGITS_MAX = 15;

    private DeepLinks() {}

    /// @param name the account's own
    record DeepLink(UUID channelId, Platform platform, String name, String url) {}

    /// One for each account that has a public address, chats before calls.
    ///
    /// @param firstMessage where the code has to travel in the message
    static List<DeepLink> of(List<Reachable> accounts, String code, String firstMessage) {
        return accounts.stream()
                .flatMap(account -> url(account, code, firstMessage)
                        .map(url -> new DeepLink(account.channelId(), account.platform(), account.name(), url))
                        .stream())
                .sorted(Comparator.comparing(link -> link.platform() == Platform.VOICE))
                .toList();
    }

    private static Optional<String> url(Reachable account, String code, String firstMessage) {
        return switch (account.platform()) {
            case MESSENGER ->
                Optional.of("https://m.me/" + encoded(username(account).orElse(account.accountId())) + "?ref=" + code);
            case INSTAGRAM -> username(account).map(name -> "https://ig.me/m/" + encoded(name) + "?ref=" + code);
            case WHATSAPP ->
                number(account)
                        .map(number -> "https://wa.me/" + number.replace("+", "") + "?text=" + encoded(firstMessage));
            case SMS -> number(account).map(number -> "sms:" + number + "?body=" + encoded(firstMessage));
            case TELEGRAM -> username(account).map(name -> "https://t.me/" + encoded(name) + "?start=" + code);
            case VOICE -> number(account).map(number -> "tel:" + number);
            // a page of the shop's own: where it stands is not ours to know
            case WEB -> Optional.empty();
        };
    }

    private static Optional<String> username(Reachable account) {
        String name = account.username() == null ? "" : account.username().strip();
        name = name.startsWith("@") ? name.substring(1) : name;
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /// The number people dial: the account's id where that is one, or else its public name.
    private static Optional<String> number(Reachable account) {
        boolean isNumber = account.accountId().startsWith("+") || account.platform() == Platform.SMS;
        @Nullable String given = isNumber ? account.accountId() : account.username();
        if (given == null || !given.matches("[+0-9 ().\\-\\u00A0]+")) {
            return Optional.empty();
        }
        String digits = given.replaceAll("[^0-9]", "");
        if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX) {
            return Optional.empty();
        }
        // a short code has no plus, and no country
        boolean shortCode = account.platform() == Platform.SMS && !given.startsWith("+");
        return Optional.of(shortCode ? digits : "+" + digits);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
