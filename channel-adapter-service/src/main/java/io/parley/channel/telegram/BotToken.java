package io.parley.channel.telegram;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What opens a bot: `123456789:AAF…`, the bot's number and a secret.
///
/// @param botId also the account's id here
record BotToken(String botId, String whole) {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{5,20}):[A-Za-z0-9_-]{30,100}");
    private static final String HMAC = "HmacSHA256";

    /// Null when it is none.
    static @Nullable BotToken of(String given) {
        Matcher matcher = SHAPE.matcher(given.strip());
        return matcher.matches() ? new BotToken(matcher.group(1), matcher.group()) : null;
    }

    /// What Telegram is told to show with every update. Made from the token, so there is nothing
    /// more to keep, and a token taken back takes it along.
    String webhookSecret() {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(whole.getBytes(StandardCharsets.UTF_8), HMAC));
            return HexFormat.of().formatHex(mac.doFinal("parley-webhook".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return botId;
    }
}
