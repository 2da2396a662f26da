package io.parley.conversation.turn;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/// Takes out of a conversation everything that tells who somebody is or what they wrote; what was done stays.
@Repository
class ForgetShoppers {
    private final JdbcTemplate jdbc;

    ForgetShoppers(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void forget(Conversation conversation) {
        jdbc.update(
                """
                with words as (
                  update message set text = null, attachments = '[]', payload = null, reference = null
                  where conversation_id = ? and sender = 'SHOPPER'),
                turns as (update turn set heard = '', understood = '{}' where conversation_id = ?),
                person as (
                  update shopper set name = null, phone = null, email = null where shop_id = ? and id = ?),
                line as (delete from waitlist where shop_id = ? and conversation_id = ?)
                update conversation set customer_name = null, last_text = case when last_from = 'SHOPPER' then null else last_text end,
                  contact = contact - 'personName' - 'phone'
                where id = ?
                """,
                conversation.id(),
                conversation.id(),
                conversation.shopId(),
                conversation.shopperId(),
                conversation.shopId(),
                conversation.id(),
                conversation.id());
    }
}
