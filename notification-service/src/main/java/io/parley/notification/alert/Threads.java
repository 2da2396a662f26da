package io.parley.notification.alert;

import io.parley.events.Contact;
import io.parley.starter.shop.ShopScope;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Which conversation a thread on a platform is, as conversation-service last told.
@Component
class Threads {
    private final JdbcClient jdbc;

    Threads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void remember(UUID conversationId, Contact contact) {
        jdbc.sql("""
                        insert into conversation (shop_id, conversation_key, conversation_id) values (?, ?, ?)
                        on conflict (shop_id, conversation_key) do update
                        set conversation_id = excluded.conversation_id""")
                .params(ShopScope.current(), contact.conversationKey(), conversationId)
                .update();
    }

    /// Empty for one that started before this service listened.
    Optional<UUID> conversation(String conversationKey) {
        return jdbc.sql("select conversation_id from conversation where shop_id = ? and conversation_key = ?")
                .params(ShopScope.current(), conversationKey)
                .query(UUID.class)
                .optional();
    }

    /// What is settled of a thread when its seller tries again.
    static String replies(String conversationKey) {
        return "replies " + conversationKey;
    }
}
