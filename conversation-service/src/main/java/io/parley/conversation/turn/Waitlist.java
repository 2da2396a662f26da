package io.parley.conversation.turn;

import static io.parley.starter.Timestamps.at;

import io.parley.starter.Ids;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Who waits for what, in the order they asked.
@Repository
class Waitlist {
    private final JdbcTemplate jdbc;

    Waitlist(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /// @param variantId absent when any variant will do
    record Waiter(
            UUID id,
            UUID conversationId,
            UUID productId,
            @Nullable UUID variantId) {}

    /// Waiting twice for the same is waiting once.
    void add(UUID shopId, UUID conversationId, UUID productId, @Nullable UUID variantId) {
        jdbc.update("""
                insert into waitlist (shop_id, id, conversation_id, product_id, variant_id) values (?, ?, ?, ?, ?)
                on conflict do nothing
                """, shopId, Ids.next(), conversationId, productId, variantId);
    }

    /// The next in line for a variant, those who take any variant of its product among them; kept for the caller until
    /// the transaction ends.
    List<Waiter> line(UUID shopId, UUID productId, UUID variantId, int most) {
        return jdbc.query(
                """
                select id, conversation_id, product_id, variant_id from waitlist
                where shop_id = ? and product_id = ? and told_at is null and (variant_id is null or variant_id = ?)
                order by id limit ? for update skip locked
                """,
                (row, _) -> new Waiter(
                        row.getObject("id", UUID.class),
                        row.getObject("conversation_id", UUID.class),
                        row.getObject("product_id", UUID.class),
                        row.getObject("variant_id", UUID.class)),
                shopId,
                productId,
                variantId,
                most);
    }

    void told(UUID shopId, UUID id, Instant now) {
        jdbc.update("update waitlist set told_at = ? where shop_id = ? and id = ?", at(now), shopId, id);
    }
}
