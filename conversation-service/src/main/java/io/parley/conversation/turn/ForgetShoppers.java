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

    /// Words, names, numbers and places of the whole conversation.
    ///
    /// @param answers the answer that is just being given stays
    void forget(Conversation conversation, boolean answers) {
        jdbc.update("""
                delete from what_if_reply where turn_id in (select id from turn where conversation_id = ?)
                """, conversation.id());
        jdbc.update(
                """
                with words as (
                  update message set text = null, attachments = '[]', payload = null, reference = null, reaction = null
                  where conversation_id = ? and (sender = 'SHOPPER' or sender = 'ASSISTANT' and ? or sender = 'ASSISTANT' and position <
                    (select max(position) from message where conversation_id = ? and sender = 'ASSISTANT'))),
                turns as (
                  update turn t set heard = '', said = null, understood = '{}', sought = null, utterance = null,
                    before = null, touched = null, erased = true,
                    acts = (select coalesce(jsonb_agg(jsonb_build_object('act', c)), '[]') from unnest(t.codes) c)
                  where conversation_id = ?),
                person as (
                  update shopper set name = null, phone = null, email = null where shop_id = ? and id = ?),
                known as (
                  delete from identity where shop_id = ? and shopper_id = ? and kind in ('PHONE', 'EMAIL')),
                line as (delete from waitlist where shop_id = ? and conversation_id = ?)
                update conversation set customer_name = null, last_text = case when last_from = 'SHOPPER' or ? then null else last_text end,
                  contact = contact - 'personName' - 'phone'
                where id = ?
                """,
                conversation.id(),
                !answers,
                conversation.id(),
                conversation.id(),
                conversation.shopId(),
                conversation.shopperId(),
                conversation.shopId(),
                conversation.shopperId(),
                conversation.shopId(),
                conversation.id(),
                !answers,
                conversation.id());
    }
}
