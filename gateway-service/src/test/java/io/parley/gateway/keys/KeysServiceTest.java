package io.parley.gateway.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.parley.gateway.GatewayUnderTest;
import io.parley.gateway.GatewayUnderTest.Seller;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysServiceTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    private JWKSet shown() throws Exception {
        return JWKSet.parse(gateway.http().get("/.well-known/jwks.json").text());
    }

    @Test
    void tokens_of_the_key_before_stay_good_when_another_signs() throws Exception {
        Seller before = gateway.newSeller();
        ShortTokens.rotate(gateway.service().context());
        Seller after = gateway.newSeller();

        String firstKid = SignedJWT.parse(before.token()).getHeader().getKeyID();
        String secondKid = SignedJWT.parse(after.token()).getHeader().getKeyID();
        assertThat(firstKid).isNotEqualTo(secondKid);
        assertThat(shown().getKeys()).extracting(key -> key.getKeyID()).contains(firstKid, secondKid);
        assertThat(shown().getKeys()).noneMatch(key -> key.isPrivate());
        for (Seller seller : List.of(before, after)) {
            assertThat(gateway.as(seller).get("/api/users/me").status()).isEqualTo(200);
        }
    }

    @Test
    void a_token_says_who_where_and_what_for() throws Exception {
        Seller seller = gateway.newSeller();
        var claims = SignedJWT.parse(seller.token()).getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("parley");
        assertThat(claims.getAudience()).containsExactly("parley");
        assertThat(claims.getSubject()).isEqualTo(seller.userId().toString());
        assertThat(claims.getStringClaim("shop")).isEqualTo(seller.shopId().toString());
        assertThat(claims.getStringClaim("role")).isEqualTo("owner");
        assertThat(claims.getStringListClaim("permissions")).contains("orders:write", "members:invite");
    }
}
