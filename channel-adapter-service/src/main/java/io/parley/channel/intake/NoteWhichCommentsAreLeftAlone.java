package io.parley.channel.intake;

import io.parley.events.ConversationEvent.CommentLeftAlone;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Reaction;
import io.parley.starter.shop.ShopScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A comment without an answer stands with its reason among what a channel set aside, for the seller to look at.
@Component
class NoteWhichCommentsAreLeftAlone {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    NoteWhichCommentsAreLeftAlone(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListenerOn(Topic.CONVERSATION)
    Reaction on(CommentLeftAlone comment) {
        return () -> note(comment);
    }

    private void note(CommentLeftAlone comment) {
        ObjectNode shown = json.createObjectNode().put("commentId", comment.commentId());
        if (comment.text() != null) {
            shown.put("text", comment.text());
        }
        String key = Wording.key("comment", comment.commentId());
        // an edited one has a row for each of its wordings: it is the newest that is told of
        jdbc.sql("""
                        update inbound_event set reason = :reason, detail = :detail
                        where shop_id = :shop and channel_id = :channel and kind = 'COMMENT' and event_key =
                          (select event_key from inbound_event where shop_id = :shop and channel_id = :channel
                             and kind = 'COMMENT' and (event_key = :key or event_key like :edited)
                           order by received_at desc limit 1)""")
                .param("reason", comment.reason())
                .param("detail", Wording.clean(shown.toString()))
                .param("shop", ShopScope.current())
                .param("channel", comment.channelId())
                .param("key", key)
                .param("edited", key.replaceAll("([%_\\\\])", "\\\\$1") + ":%")
                .update();
    }
}
