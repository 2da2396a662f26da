package io.parley.gateway.keys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration TOKEN = Duration.ofHours(2);
    private final Sealer sealer = new Sealer("a secret of some length", "http://localhost:8080");

    @Test
    void what_is_sealed_opens_for_the_same_secret_and_purpose_only() throws Exception {
        byte[] sealed = sealer.seal("private".getBytes(UTF_8), "key 1");
        assertThat(new String(sealed, UTF_8)).doesNotContain("private");
        assertThat(sealer.open(sealed, "key 1")).isEqualTo("private".getBytes(UTF_8));
        assertThatThrownBy(() -> sealer.open(sealed, "key 2")).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> new Sealer("another secret of length", "http://localhost").open(sealed, "key 1"))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> sealer.open(new byte[3], "key 1")).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_public_address_is_not_served_with_the_secret_everybody_knows() {
        assertThatThrownBy(() -> new Sealer("local-secret-not-for-the-open-internet", "https://parley.example"))
                .hasMessageContaining("PARLEY_SECRET");
    }

    @Test
    void the_newest_key_whose_time_has_come_signs_and_the_one_before_checks_for_a_while() throws Exception {
        SigningKey old = key(NOW.minus(Duration.ofDays(90)), true);
        SigningKey next = key(NOW.plus(Duration.ofMinutes(10)), true);
        List<SigningKey> keys = List.of(old, next);

        assertThat(SigningKey.signer(keys, NOW)).contains(old);
        Instant takenOver = next.signsFrom();
        assertThat(SigningKey.signer(keys, takenOver)).contains(next);
        assertThat(SigningKey.mayStillCheck(old, keys, takenOver.plus(TOKEN).minusSeconds(1), TOKEN))
                .isTrue();
        assertThat(SigningKey.mayStillCheck(old, keys, takenOver.plus(TOKEN), TOKEN))
                .isFalse();
        assertThat(SigningKey.mayStillCheck(next, keys, takenOver.plus(Duration.ofDays(900)), TOKEN))
                .isTrue();
    }

    @Test
    void a_key_that_cannot_be_unsealed_signs_nothing() throws Exception {
        assertThat(SigningKey.signer(List.of(key(NOW, false)), NOW)).isEmpty();
    }

    private static SigningKey key(Instant signsFrom, boolean open) throws Exception {
        RSAKey pair = new RSAKeyGenerator(2048).keyID(signsFrom.toString()).generate();
        return new SigningKey(pair.toPublicJWK(), open ? pair : null, signsFrom, signsFrom);
    }
}
