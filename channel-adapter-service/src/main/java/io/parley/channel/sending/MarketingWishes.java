package io.parley.channel.sending;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.account.Connection;
import io.parley.starter.shop.ShopScope;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who wants no advertisements from an account, however they said so. What is marked as marketing
/// is not sent to them; all else is. The newest word counts, in whatever order the platform brings
/// them.
@Component
public class MarketingWishes {
    private static final Duration REST = Duration.ofHours(24);

    /// Stands for everybody an account could write to.
    static final String EVERYBODY = "";

    private final JdbcClient jdbc;

    MarketingWishes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A person's own word. In the caller's transaction.
    public void told(Connection channel, String personId, boolean wanted, Instant at) {
        keep(channel.shopId(), channel.channelId(), personId, wanted, "person", at);
    }

    /// The platform refused a message, since the person has stopped them. In the caller's
    /// transaction, within the shop.
    void refused(UUID channelId, String personId, Instant at) {
        keep(ShopScope.current(), channelId, personId, false, "platform", at);
    }

    /// The platform kept an advertisement from somebody who has had enough for now: none is tried
    /// for a day. In the caller's transaction, within the shop.
    void rests(UUID channelId, String personId, Instant now) {
        jdbc.sql("""
                        insert into marketing_rest as r (shop_id, channel_id, person_id, rests_until) values (?, ?, ?, ?)
                        on conflict (shop_id, channel_id, person_id) do update
                          set rests_until = greatest(r.rests_until, excluded.rests_until)""")
                .params(ShopScope.current(), channelId, personId, at(now.plus(REST)))
                .update();
    }

    private void keep(UUID shopId, UUID channelId, String personId, boolean wanted, String by, Instant at) {
        jdbc.sql("""
                        insert into marketing_wish as w (shop_id, channel_id, person_id, wanted, told_by, told_at)
                        values (:shop, :channel, coalesce((select a.person_id from person_alias a
                          where a.shop_id = :shop and a.channel_id = :channel and a.alias = :person), :person),
                          :wanted, :by, :at)
                        on conflict (shop_id, channel_id, person_id) do update
                          set wanted = excluded.wanted, told_by = excluded.told_by, told_at = excluded.told_at
                          where w.told_at <= excluded.told_at""")
                .param("shop", shopId)
                .param("channel", channelId)
                .param("person", personId)
                .param("wanted", wanted)
                .param("by", by)
                .param("at", at(at))
                .update();
    }
}
