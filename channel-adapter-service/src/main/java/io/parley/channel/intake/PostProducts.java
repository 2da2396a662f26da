package io.parley.channel.intake;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.channel.account.Connection;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What is for sale under which post or live video, as the seller has said.
@Component
class PostProducts {
    private static final int POSTS_MAX = 1_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    PostProducts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Mapped(String postId, UUID productId, Instant mappedAt) {}

    /// The product of a post. In the caller's transaction. Facebook writes a post's id with the
    /// page's before it in some places and without in others.
    Optional<UUID> of(Connection channel, String postId) {
        return jdbc.sql("""
                        select product_id from post_product where shop_id = ? and channel_id = ? and post_id in (?, ?)
                        order by length(post_id) desc limit 1""")
                .params(channel.shopId(), channel.channelId(), postId, postId.substring(postId.indexOf('_') + 1))
                .query(UUID.class)
                .optional();
    }

    /// @throws Refusal notFound, when the shop has no such channel; conflict, when it has too
    ///     many such posts
    @Transactional
    public void map(UUID channelId, String postId, UUID productId) {
        if (posts(channelId).size() >= POSTS_MAX) {
            throw Refusal.conflict(
                    "too_many_posts", "Take some of the old posts away first: " + POSTS_MAX + " is most.");
        }
        jdbc.sql("""
                        insert into post_product (shop_id, channel_id, post_id, product_id, mapped_at)
                        values (?, ?, ?, ?, ?) on conflict (shop_id, channel_id, post_id)
                        do update set product_id = excluded.product_id, mapped_at = excluded.mapped_at""")
                .params(ShopScope.current(), channelId, postId, productId, at(clock.instant()))
                .update();
    }

    /// A second time changes nothing.
    ///
    /// @throws Refusal notFound, when the shop has no such channel
    @Transactional
    public void forget(UUID channelId, String postId) {
        check(channelId);
        jdbc.sql("delete from post_product where shop_id = ? and channel_id = ? and post_id = ?")
                .params(ShopScope.current(), channelId, postId)
                .update();
    }

    /// The one mapped last first.
    ///
    /// @throws Refusal notFound, when the shop has no such channel
    @Transactional(readOnly = true)
    public List<Mapped> posts(UUID channelId) {
        check(channelId);
        return jdbc.sql("""
                        select post_id, product_id, mapped_at from post_product where shop_id = ? and channel_id = ?
                        order by mapped_at desc, post_id""")
                .params(ShopScope.current(), channelId)
                .query((row, n) -> new Mapped(row.getString(1), row.getObject(2, UUID.class), instant(row, 3)))
                .list();
    }

    private void check(UUID channelId) {
        if (jdbc.sql("select count(*) from channel where shop_id = ? and id = ?")
                        .params(ShopScope.current(), channelId)
                        .query(Integer.class)
                        .single()
                == 0) {
            throw Refusal.notFound("channel_not_found", "There is no such channel; look at GET /api/channels.");
        }
    }
}
