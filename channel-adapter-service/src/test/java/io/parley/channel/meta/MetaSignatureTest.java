package io.parley.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaSignatureTest {
    // RFC 4231, test case 2
    private static final String RIGHT = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    private final byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
    private final MetaSignature signature = new MetaSignature(new MetaSettings("Jefe", "", URI.create("http://graph")));

    @Test
    void the_right_signature_is_right_in_either_case() {
        assertThat(signature.isRight(body, RIGHT)).isTrue();
        assertThat(signature.isRight(body, "sha256=" + RIGHT.substring(7).toUpperCase(java.util.Locale.ROOT)))
                .isTrue();
    }

    @Test
    void one_changed_byte_makes_it_wrong() {
        body[3]++;
        assertThat(signature.isRight(body, RIGHT)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha256=zz",
                "sha1=5bdcc146bf60754e6a042426089575c75a003f08",
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec38",
                "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec384300"
            })
    void everything_else_is_wrong(@Nullable String header) {
        assertThat(signature.isRight(body, header)).isFalse();
    }
}
