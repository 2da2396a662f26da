package io.parley.conversation.inbox;

import io.parley.events.ShopEvent;
import io.parley.events.ShopEvent.MemberJoined;
import io.parley.events.ShopEvent.MemberRemoved;
import io.parley.events.ShopEvent.ShopChanged;
import io.parley.events.ShopEvent.ShopClosed;
import io.parley.events.ShopEvent.ShopRegistered;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Who is in the team. What somebody who left was to answer is nobody's again.
@Component
class RememberMembers {
    private final JdbcTemplate jdbc;

    RememberMembers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @EventListenerOn(Topic.SHOP)
    void on(ShopEvent event) {
        switch (event) {
            case MemberJoined it -> jdbc.update("""
                            insert into member (shop_id, member_id, email, name, role) values (?, ?, ?, ?, ?)
                            on conflict (shop_id, member_id) do update
                            set email = excluded.email, name = excluded.name, role = excluded.role
                            """, it.shopId(), it.memberId(), it.email(), it.name(), it.role());
            case MemberRemoved it -> removed(it.shopId(), it.memberId());
            case ShopRegistered _, ShopChanged _, ShopClosed _ -> {}
        }
    }

    private void removed(UUID shop, UUID member) {
        jdbc.update("delete from member where shop_id = ? and member_id = ?", shop, member);
        jdbc.update("update conversation set assigned_to = null where shop_id = ? and assigned_to = ?", shop, member);
    }
}
