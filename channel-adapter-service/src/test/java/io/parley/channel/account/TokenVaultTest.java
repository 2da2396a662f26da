package io.parley.channel.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TokenVaultTest {
    private static final String OLD = key((byte) 1);
    private static final String NEW = key((byte) 2);
    private final UUID shop = UUID.randomUUID();
    private final UUID channel = UUID.randomUUID();

    private static String key(byte fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, fill);
        return Base64.getEncoder().encodeToString(key);
    }

    @Test
    void what_is_sealed_opens_and_is_not_to_be_read() {
        TokenVault vault = new TokenVault(NEW);
        byte[] sealed = vault.seal(shop, channel, "EAAG-secret");

        assertThat(vault.open(shop, channel, sealed)).isEqualTo("EAAG-secret");
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret");
        assertThat(vault.seal(shop, channel, "EAAG-secret")).isNotEqualTo(sealed);
    }

    @Test
    void it_opens_for_its_own_channel_only() {
        TokenVault vault = new TokenVault(NEW);
        byte[] sealed = vault.seal(shop, channel, "EAAG-secret");

        assertThatThrownBy(() -> vault.open(shop, UUID.randomUUID(), sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> vault.open(UUID.randomUUID(), channel, sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_new_key_in_front_seals_while_the_old_one_still_opens() {
        byte[] before = new TokenVault(OLD).seal(shop, channel, "old");
        TokenVault turned = new TokenVault(NEW + "," + OLD);
        byte[] after = turned.seal(shop, channel, "new");

        assertThat(turned.open(shop, channel, before)).isEqualTo("old");
        assertThat(new TokenVault(NEW).open(shop, channel, after)).isEqualTo("new");
        assertThatThrownBy(() -> new TokenVault(NEW).open(shop, channel, before))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_key_that_is_none_says_what_one_is() {
        assertThatThrownBy(() -> new TokenVault("c2hvcnQ=")).hasMessageContaining("32 random bytes");
        assertThatThrownBy(() -> new TokenVault("***")).hasMessageContaining("not Base64");
    }
}
