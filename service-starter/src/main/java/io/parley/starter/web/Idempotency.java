package io.parley.starter.web;

import io.parley.starter.shop.ShopScope;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Answers a repeated POST as the first time: same `Idempotency-Key` and same request, same answer, done once.
public class Idempotency {
    private static final int KEY_LENGTH_MAX = 255;
    private static final String PENDING = "";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    Idempotency(JdbcTemplate jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
    }

    /// Does the work in a transaction that also remembers the answer, or gives the remembered one.
    ///
    /// @param key the header's value; without one the work is simply done
    /// @param request everything the answer depends on; a different request under the same key is a conflict
    /// @throws Refusal conflict, when the key was used for another request
    public <T> T once(@Nullable String key, Object request, Class<T> answerType, Supplier<T> work) {
        if (key == null || key.isBlank()) {
            return inTransaction(work);
        }
        if (key.length() > KEY_LENGTH_MAX) {
            throw Refusal.invalid(
                    "idempotency_key_invalid", "Idempotency-Key may have " + KEY_LENGTH_MAX + " characters at most.");
        }
        UUID shop = ShopScope.current();
        String hash = hash(json.writeValueAsBytes(request));
        return inTransaction(() -> {
            // a second request with the key waits here for the first one's end
            int first = jdbc.update(
                    "insert into idempotency (shop_id, key, request_hash, response) values (?, ?, ?, ?)"
                            + " on conflict do nothing",
                    shop,
                    key,
                    hash,
                    PENDING);
            if (first == 0) {
                return remembered(shop, key, hash, answerType);
            }
            T answer = work.get();
            jdbc.update(
                    "update idempotency set response = ? where shop_id = ? and key = ?",
                    json.writeValueAsString(answer),
                    shop,
                    key);
            return answer;
        });
    }

    private <T> T remembered(UUID shop, String key, String hash, Class<T> answerType) {
        var row = jdbc.queryForMap(
                "select request_hash, response from idempotency where shop_id = ? and key = ?", shop, key);
        if (!hash.equals(row.get("request_hash"))) {
            throw Refusal.conflict(
                    "idempotency_key_reused", "This Idempotency-Key was used for another request; take a new one.");
        }
        return json.readValue((String) row.get("response"), answerType);
    }

    private <T> T inTransaction(Supplier<T> work) {
        @Nullable T answer = transaction.execute(status -> work.get());
        if (answer == null) {
            throw new IllegalStateException("an answer is needed");
        }
        return answer;
    }

    private static String hash(byte[] request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
