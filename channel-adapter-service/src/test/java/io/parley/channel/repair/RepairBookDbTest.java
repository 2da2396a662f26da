package io.parley.channel.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage;
import io.parley.channel.repair.RepairBook.Claim;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class RepairBookDbTest {
    private static final int CHANNELS = 40;

    private final JdbcTemplate jdbc = Stage.SERVICE.jdbc();
    private final RepairBook book = Stage.SERVICE.context().getBean(RepairBook.class);
    /// A way that no adapter takes, so that nobody else claims these.
    private final String way = "test-" + UUID.randomUUID();

    @Test
    void each_claim_takes_one_due_channel_and_leaves_the_others_to_the_next() {
        UUID shop = new Stage().shop;
        for (int i = 0; i < CHANNELS; i++) {
            jdbc.update(
                    "insert into channel (id, shop_id, platform, way, account_id, name, sealed_token, status,"
                            + " connected_at, version) values (?, ?, 'FACEBOOK', ?, ?, 'Glow', '', 'ACTIVE', now(), 1)",
                    UUID.randomUUID(),
                    shop,
                    way,
                    way + i);
        }

        Set<UUID> claimed = new HashSet<>();
        for (int i = 1; i <= CHANNELS; i++) {
            claimed.add(ShopScope.callAsSystem(() -> book.claim(List.of(way)))
                    .orElseThrow()
                    .channelId());

            assertThat(leased()).isEqualTo(i);
            if (i == 1) {
                // as the database plans it once it knows the tables
                jdbc.execute("analyze channel, channel_repair");
            }
        }
        assertThat(claimed).hasSize(CHANNELS);
        assertThat(ShopScope.callAsSystem(() -> book.claim(List.of(way)))).isEmpty();
    }

    @Test
    void what_is_asked_for_while_a_channel_is_looked_at_is_looked_for_again() {
        UUID shop = new Stage().shop;
        jdbc.update(
                "insert into channel (id, shop_id, platform, way, account_id, name, sealed_token, status,"
                        + " connected_at, version) values (?, ?, 'FACEBOOK', ?, ?, 'Glow', '', 'ACTIVE', now(), 1)",
                UUID.randomUUID(),
                shop,
                way,
                way);
        Claim first = ShopScope.callAsSystem(() -> book.claim(List.of(way))).orElseThrow();

        ShopScope.callAs(shop, () -> {
            book.after(first.channelId(), Duration.ofMillis(1));
            book.ended(first, "complete", false, false);
            return null;
        });

        Claim again = await().until(() -> ShopScope.callAsSystem(() -> book.claim(List.of(way))), Optional::isPresent)
                .orElseThrow();
        ShopScope.callAs(shop, () -> {
            book.ended(again, "complete", false, false);
            return null;
        });
        assertThat(ShopScope.callAsSystem(() -> book.claim(List.of(way))))
                .as("once")
                .isEmpty();
    }

    private int leased() {
        Integer count = jdbc.queryForObject(
                "select count(*) from channel_repair r join channel c on c.id = r.channel_id"
                        + " where c.way = ? and r.lease_until is not null",
                Integer.class,
                way);
        return count == null ? 0 : count;
    }
}
