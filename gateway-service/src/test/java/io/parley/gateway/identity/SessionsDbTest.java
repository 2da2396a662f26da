package io.parley.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.gateway.GatewayUnderTest;
import io.parley.gateway.GatewayUnderTest.Seller;
import io.parley.testing.Http;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionsDbTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();

    private Integer count(String sql, Object... values) {
        return gateway.service().jdbc().queryForObject("select count(*) from " + sql, Integer.class, values);
    }

    @Test
    void eight_at_once_with_one_token_leave_one_living_branch() throws Exception {
        Seller seller = gateway.newSeller();
        Http browser = gateway.http().with("Cookie", "parley_refresh=" + seller.cookie());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Http.Answer> refresh = () -> browser.post("/api/auth/refresh", null);
            List<Future<Http.Answer>> answers =
                    threads.invokeAll(Stream.generate(() -> refresh).limit(8).toList());
            for (Future<Http.Answer> answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
            String kept = GatewayUnderTest.cookie(answers.getLast().get());
            assertThat(gateway.http()
                            .with("Cookie", "parley_refresh=" + kept)
                            .post("/api/auth/refresh", null)
                            .status())
                    .isEqualTo(200);
        }
        assertThat(count(
                        "refresh_token t join session s on s.id = t.session_id where s.user_id = ? and spent_at is null",
                        seller.userId()))
                .isEqualTo(1);
    }

    @Test
    void what_is_over_for_thirty_days_is_forgotten() {
        Seller seller = gateway.newSeller();
        gateway.clock().advance(Duration.ofDays(31));
        gateway.service().context().getBean(Sessions.class).forgetOld();
        assertThat(count("session where user_id = ?", seller.userId())).isZero();
        assertThat(count("refresh_token where expires_at < now()")).isZero();
    }

    @Test
    void without_a_shop_in_scope_no_shop_is_seen() {
        gateway.newSeller();
        assertThat(count("shop")).isPositive();
        Integer seen = gateway.service()
                .context()
                .getBean(org.springframework.jdbc.core.JdbcTemplate.class)
                .queryForObject("select count(*) from shop", Integer.class);
        assertThat(seen).isZero();
    }
}
