package io.parley.channel.entry;

import static io.parley.channel.Stage.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage;
import io.parley.channel.Stage.Connected;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ForgetOldArrivalsDbTest {
    private final Stage stage = new Stage();

    @Test
    void who_came_is_forgotten_and_that_they_came_is_not() {
        Connected page = stage.page();
        JsonNode made =
                stage.owner.post("/api/entry-points", Map.of("name", "Door")).json();
        String code = made.get("code").asString();
        String old = Stage.personId();
        String young = Stage.personId();
        for (String person : List.of(old, young)) {
            Stage.webhook(Stage.body(page, person, Map.of("referral", Map.of("ref", code))));
        }
        SERVICE.jdbc()
                .update(
                        "update entry_arrival set arrived_at = now() - interval '31 days' where conversation_key = ?",
                        page.key(old));
        SERVICE.jdbc()
                .update(
                        "update entry_conversation set first_at = now() - interval '91 days' where conversation_key = ?",
                        page.key(old));

        SERVICE.context().getBean(ForgetOldArrivals.class).forget();
        SERVICE.context().getBean(ForgetOldArrivals.class).forget();

        assertThat(keys("entry_arrival")).containsExactly(page.key(young));
        assertThat(keys("entry_conversation"))
                .hasSize(2)
                .contains(page.key(young))
                .doesNotContain(page.key(old));
        assertThat(stage.owner
                        .get("/api/entry-points/" + made.get("id").asString() + "/stats")
                        .json()
                        .get("conversations")
                        .asInt())
                .isEqualTo(2);
    }

    private List<String> keys(String table) {
        return SERVICE.jdbc()
                .queryForList("select conversation_key from " + table + " where shop_id = ?", String.class, stage.shop);
    }
}
