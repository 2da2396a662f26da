package io.parley.channel.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage;
import io.parley.channel.Stage.Connected;
import org.junit.jupiter.api.Test;

class ForgetOldEventsDbTest {
    private final Stage stage = new Stage();

    @Test
    void old_events_and_bodies_are_forgotten_and_young_ones_kept() {
        Connected page = stage.page();
        for (String mid : new String[] {"old", "young"}) {
            Stage.webhook(Stage.body(page, Stage.personId(), Stage.text(mid + page.accountId(), mid)));
        }
        String old = "old" + page.accountId();
        Stage.SERVICE
                .jdbc()
                .update(
                        "update webhook_body set received_at = now() - interval '31 days' where digest ="
                                + " (select body_digest from inbound_event where event_key = ?)",
                        old);
        Stage.SERVICE
                .jdbc()
                .update("update inbound_event set received_at = now() - interval '91 days' where event_key = ?", old);

        Stage.SERVICE.context().getBean(ForgetOldEvents.class).forget();

        assertThat(Stage.SERVICE
                        .jdbc()
                        .queryForList(
                                "select e.event_key from inbound_event e join webhook_body b on b.digest = e.body_digest"
                                        + " where e.channel_id = ?",
                                String.class,
                                page.id()))
                .containsExactly("young" + page.accountId());
    }
}
