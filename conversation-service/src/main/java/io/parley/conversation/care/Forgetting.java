package io.parley.conversation.care;

import io.parley.conversation.dialogue.Dialogue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Takes words and names out of what is stored. What happened, when, and what it counts as stays.
@Component
class Forgetting {
    /// Of what the assistant remembers, all that says nothing about anybody.
    private static final List<String> KEPT =
            List.of("handoff", "takenOver", "introduced", "optedOut", "language", "lastTurnAt");

    private static final String MESSAGES = """
            update message set text = null, attachments = '[]', payload = null, reference = null, reaction = null,
              erased = true
            where id = any (?) and not erased
            """;

    private static final String TURNS = """
            update turn t set
              heard = '', said = null, understood = '{}', sought = null, utterance = null, before = null, touched = null,
              acts = (select coalesce(jsonb_agg(jsonb_build_object('act', c)), '[]') from unnest(t.codes) c), erased = true
            where id = any (?) and not erased
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    Forgetting(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    int messages(List<UUID> ids) {
        return ids.isEmpty() ? 0 : jdbc.update(MESSAGES, (Object) ids.toArray(UUID[]::new));
    }

    int turns(List<UUID> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        Object turns = ids.toArray(UUID[]::new);
        jdbc.update("delete from what_if_reply where turn_id = any (?)", turns);
        return jdbc.update(TURNS, turns);
    }

    int notes(UUID conversation) {
        return jdbc.update("delete from note where conversation_id = ?", conversation);
    }

    /// The name and the last words of a conversation, and what the assistant remembers of it.
    void conversation(UUID id) {
        List<String> contexts =
                jdbc.queryForList("select context from conversation where id = ? for update", String.class, id);
        for (String context : contexts) {
            jdbc.update("""
                    update conversation set last_text = null, customer_name = null, context = ?::jsonb,
                      contact = contact - 'personName' - 'phone'
                    where id = ?
                    """, forgotten(context), id);
        }
    }

    /// Who a shopper said they are. That they are the same person as on another channel stays known.
    void shopper(UUID shop, UUID shopper) {
        jdbc.update(
                "update shopper set name = null, phone = null, email = null where shop_id = ? and id = ?",
                shop,
                shopper);
        jdbc.update(
                "delete from identity where shop_id = ? and shopper_id = ? and kind in ('PHONE', 'EMAIL')",
                shop,
                shopper);
    }

    private String forgotten(String context) {
        JsonNode before = json.readTree(context);
        ObjectNode after =
                json.valueToTree(Dialogue.fresh(before.path("language").asString("en")));
        KEPT.stream().filter(before::has).forEach(kept -> after.set(kept, before.get(kept)));
        JsonNode child = before.at("/shopper/child");
        if (child.asBoolean(false)) {
            ObjectNode shopper = after.get("shopper") instanceof ObjectNode known ? known : json.valueToTree(Map.of());
            shopper.set("child", child);
            after.set("shopper", shopper);
        }
        return json.writeValueAsString(after);
    }
}
