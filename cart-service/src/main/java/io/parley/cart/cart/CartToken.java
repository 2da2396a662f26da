package io.parley.cart.cart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// What opens a guest's cart: 128 unguessable bits, of which the service keeps the hash only.
record CartToken(String text) {
    private static final int BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static CartToken random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return of(bytes);
    }

    /// The token of the cart that a command with this idempotency key begins: the same command again, after its answer
    /// was lost, is given the same cart. As unguessable as the key.
    static CartToken begunBy(Visitor visitor, String idempotencyKey) {
        String before = visitor.token() == null ? "" : visitor.token().text();
        return of(Arrays.copyOf(
                sha256(String.join("\n", "cart", visitor.shopId().toString(), before, idempotencyKey)), BYTES));
    }

    String hash() {
        return HexFormat.of().formatHex(sha256(text));
    }

    @Override
    public String toString() {
        return "CartToken[…]";
    }

    private static CartToken of(byte[] bytes) {
        return new CartToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
