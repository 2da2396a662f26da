package io.parley.channel.account;

import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.LoginWalk;
import io.parley.channel.Stage;
import io.parley.events.ChannelEvent.ChannelConnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.JsonNode;

class TokenWatchServiceTest {
    private static final int THREE_DAYS = 3 * 24 * 3600;

    private final Stage stage = new Stage();
    private final LoginWalk walk = new LoginWalk(stage);
    private final TokenWatch watch = SERVICE.context().getBean(TokenWatch.class);

    private UUID connected(Map<String, ?> page) {
        String id = walk.page("Glow", page);
        walk.whole("facebook", id);
        return SERVICE.awaitEvent(ChannelConnected.class, it -> it.accountId().equals(id))
                .channelId();
    }

    private void look(UUID channel) {
        SERVICE.jdbc().update("update channel set token_checked_at = now() - interval '2 days' where id = ?", channel);
        watch.look();
    }

    private Instant end(UUID channel) {
        OffsetDateTime end = SERVICE.jdbc()
                .queryForObject("select token_ends_at from channel where id = ?", OffsetDateTime.class, channel);
        return end == null ? Instant.MAX : end.toInstant();
    }

    private byte[] sealed(UUID channel) {
        return SERVICE.jdbc().queryForObject("select sealed_token from channel where id = ?", byte[].class, channel);
    }

    private List<ChannelTroubled> troubles(UUID channel) {
        SERVICE.awaitIdle();
        return SERVICE.events(ChannelTroubled.class).stream()
                .filter(it -> it.channelId().equals(channel))
                .toList();
    }

    @Test
    void a_token_that_ends_within_a_week_is_exchanged() {
        UUID channel = connected(Map.of("tokenEndsSeconds", THREE_DAYS));
        byte[] before = sealed(channel);
        assertThat(end(channel)).isBefore(Instant.now().plus(Duration.ofDays(4)));

        look(channel);

        assertThat(end(channel)).isAfter(Instant.now().plus(Duration.ofDays(50)));
        assertThat(sealed(channel)).isNotEqualTo(before);
        assertThat(troubles(channel)).isEmpty();
    }

    @Test
    void one_that_cannot_be_exchanged_is_told_in_time_while_messages_still_pass() {
        UUID channel = connected(Map.of("tokenEndsSeconds", THREE_DAYS, "renewable", false));

        look(channel);
        look(channel);

        assertThat(troubles(channel)).hasSize(1);
        assertThat(troubles(channel).getFirst().problem()).isEqualTo("token_expired");
        assertThat(troubles(channel).getFirst().detail()).contains("ends on").contains("before then");
        JsonNode view = stage.owner.get("/api/channels/" + channel).json();
        assertThat(view.get("status").asString()).isEqualTo("ACTIVE");
        assertThat(view.get("next").toString()).contains("RECONNECT");
        JsonNode health =
                stage.owner.get("/api/channels/" + channel + "/health").json();
        assertThat(health.get("tokenEndsAt").asString()).isNotEmpty();
    }

    @Test
    void one_that_never_ends_is_left_alone() {
        UUID channel = connected(Map.of());
        byte[] before = sealed(channel);

        look(channel);

        assertThat(sealed(channel)).isEqualTo(before);
        assertThat(end(channel)).isEqualTo(Instant.MAX);
        assertThat(troubles(channel)).isEmpty();
    }

    @Test
    void one_that_has_ended_stops_the_channel() {
        UUID channel = connected(Map.of("tokenEndsSeconds", 3));
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> !end(channel).isAfter(Instant.now().minusSeconds(1)));

        look(channel);

        assertThat(troubles(channel)).hasSize(1);
        assertThat(stage.owner
                        .get("/api/channels/" + channel)
                        .json()
                        .get("status")
                        .asString())
                .isEqualTo("TROUBLED");
    }

    @Test
    void what_an_older_key_sealed_is_sealed_by_the_one_in_front() {
        UUID channel = connected(Map.of());
        String old = key(1);
        String current = key(2);
        byte[] before = new TokenVault(old).seal(stage.shop, channel, "EAAG-secret");
        SERVICE.jdbc().update("update channel set sealed_token = ? where id = ?", before, channel);
        TokenVault turned = new TokenVault(current + "," + old);
        ResealTokens job = new ResealTokens(
                turned,
                SERVICE.context().getBean(JdbcClient.class),
                SERVICE.context().getBean(PlatformTransactionManager.class));

        job.reseal();

        byte[] after = sealed(channel);
        assertThat(after).isNotEqualTo(before);
        assertThat(new TokenVault(current).open(stage.shop, channel, after)).isEqualTo("EAAG-secret");
        job.reseal();
        assertThat(sealed(channel)).isEqualTo(after);
    }

    private static String key(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
