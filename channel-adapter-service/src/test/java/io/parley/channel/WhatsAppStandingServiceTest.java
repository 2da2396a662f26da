package io.parley.channel;

import static io.parley.channel.Phones.textsTo;
import static io.parley.channel.Phones.whatsAppHook;
import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.reply;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.Stage.Connected;
import io.parley.channel.account.EndPassedProblems;
import io.parley.events.ChannelEvent.ChannelDisconnected;
import io.parley.events.ChannelEvent.ChannelTroubled;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// What WhatsApp says of an account of its own accord, and what becomes of the channel.
class WhatsAppStandingServiceTest {
    private static final String BAN = ban("DISABLE");
    private static final String REINSTATED = ban("REINSTATE");

    private final Stage stage = new Stage();
    private final String person = Phones.person();
    /// Later than each number is connected: what a platform said before counts no more.
    private final long now = Instant.now().plusSeconds(60).getEpochSecond();

    private static String ban(String state) {
        return """
                {"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"%s","waba_ban_date":"April 17, 2026"}}""".formatted(state);
    }

    private static void news(Connected number, String field, String value, long at) {
        news("2" + number.accountId(), field, value, at);
    }

    private static void news(String business, String field, String value, long at) {
        assertThat(whatsAppHook("""
                        {"object":"whatsapp_business_account","entry":[{"id":"%s","time":%d,"changes":[
                        {"field":"%s","value":%s}]}]}""".formatted(business, at, field, value)).status())
                .isEqualTo(200);
    }

    private JsonNode view(Connected number) {
        return stage.owner.get("/api/channels/" + number.id()).json();
    }

    private static List<ChannelTroubled> troubles(Connected number) {
        SERVICE.awaitIdle();
        return SERVICE.events(ChannelTroubled.class).stream()
                .filter(it -> it.channelId().equals(number.id()))
                .toList();
    }

    private ReplyRequested asked(Connected number, String text) {
        ReplyRequested reply = reply(number, person, text);
        SERVICE.publish(stage.shop, reply);
        return reply;
    }

    private static void sent(ReplyRequested reply) {
        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(reply.replyId()));
    }

    @Test
    void what_a_banned_number_is_asked_to_say_waits_until_it_is_reinstated() {
        Connected number = Phones.whatsApp(stage);

        news(number, "account_update", BAN, now);
        news(number, "account_update", BAN, now);

        assertThat(troubles(number)).singleElement().satisfies(trouble -> {
            assertThat(trouble.problem()).isEqualTo("policy_block");
            assertThat(trouble.detail()).contains("Business Support Home");
        });
        assertThat(view(number).get("status").asString()).isEqualTo("TROUBLED");
        ReplyRequested reply = asked(number, "Yes, in 50ml.");
        SERVICE.awaitIdle();
        assertThat(textsTo(person)).isEmpty();

        news(number, "account_update", REINSTATED, now + 1);

        sent(reply);
        assertThat(textsTo(person)).containsExactly("Yes, in 50ml.");
        assertThat(view(number).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(view(number).has("problem")).isFalse();
    }

    @Test
    void news_that_comes_after_newer_news_changes_nothing() {
        Connected number = Phones.whatsApp(stage);
        news(number, "account_update", REINSTATED, now + 2);

        news(number, "account_update", BAN, now + 1);

        assertThat(view(number).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(troubles(number)).isEmpty();
    }

    @Test
    void news_from_before_the_number_was_connected_changes_nothing() {
        Connected number = Phones.whatsApp(stage);

        news(number, "account_update", BAN, now - 3_600);

        assertThat(view(number).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(troubles(number)).isEmpty();
    }

    @Test
    void an_account_that_may_not_answer_until_a_day_answers_from_then_on() {
        Connected number = Phones.whatsApp(stage);
        news(number, "account_update", """
                {"event":"ACCOUNT_RESTRICTION","restriction_info":[
                {"restriction_type":"RESTRICTED_CUSTOMER_INITIATED_MESSAGING","expiration":%d}]}""".formatted(now + 3 * 86_400), now);
        assertThat(view(number).get("problem").asString()).isEqualTo("restricted");
        ReplyRequested reply = asked(number, "We open at nine.");
        EndPassedProblems ending = SERVICE.context().getBean(EndPassedProblems.class);

        ending.end();
        assertThat(view(number).get("status").asString())
                .as("it is not that day yet")
                .isEqualTo("TROUBLED");
        SERVICE.jdbc().update("update channel set problem_ends_at = now() where id = ?", number.id());
        ending.end();

        sent(reply);
        assertThat(view(number).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(view(number).has("problem")).isFalse();
    }

    @Test
    void a_number_that_is_rated_low_is_warned_of_by_itself_and_answers_all_the_while() {
        Connected rated = Phones.whatsApp(stage);
        Connected other = Phones.whatsApp(stage);
        String business = "2" + rated.accountId();
        SERVICE.jdbc()
                .update(
                        "update channel set details = jsonb_set(details, '{wabaId}', to_jsonb(?::text)) where id = ?",
                        business,
                        other.id());
        String quality = """
                {"display_phone_number":"%s","event":"%s","current_limit":"TIER_250"}""";
        String shown = view(rated).get("username").asString().replaceAll("\\D", "");

        news(business, "phone_number_quality_update", quality.formatted(shown, "FLAGGED"), now);

        assertThat(view(rated).get("problem").asString()).isEqualTo("low_quality");
        assertThat(view(rated).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(view(other).has("problem")).isFalse();
        sent(asked(rated, "Yes, it is."));

        news(business, "phone_number_quality_update", quality.formatted(shown, "UNFLAGGED"), now + 1);

        assertThat(view(rated).has("problem")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            account_update        | {"event":"ACCOUNT_VIOLATION","violation_info":{"violation_type":"SCAM"}}            | violation         | ACTIVE
            account_update        | {"event":"DISABLED_UPDATE","ban_info":{"waba_ban_state":"SCHEDULE_FOR_DISABLE"}}   | disable_scheduled | ACTIVE
            account_update        | {"event":"ACCOUNT_RESTRICTION","restriction_info":[{"restriction_type":"RESTRICTED_BIZ_INITIATED_MESSAGING"}]} | starts_restricted | ACTIVE
            account_review_update | {"decision":"REJECTED"}                                                            | review_rejected   | TROUBLED
            account_review_update | {"decision":"PENDING"}                                                             | review_pending    | ACTIVE
            account_alerts        | {"entity_type":"BUSINESS","entity_id":"1","alert_info":{"alert_severity":"CRITICAL","alert_status":"ACTIVE","alert_type":"OBA_REJECTED","alert_description":"Edit the display name."}} | account_alert | ACTIVE
            """)
    void the_seller_is_told_what_is_the_matter(String field, String value, String problem, String status) {
        Connected number = Phones.whatsApp(stage);

        news(number, field, value, now);

        assertThat(troubles(number)).extracting(ChannelTroubled::problem).containsExactly(problem);
        assertThat(view(number).get("problem").asString()).isEqualTo(problem);
        assertThat(view(number).get("status").asString()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"event":"ACCOUNT_DELETED"}                                                                         | account_deleted
            {"event":"PARTNER_REMOVED","waba_info":{"waba_id":"WABA","owner_business_id":"1"}}                  | access_removed
            {"event":"PARTNER_APP_UNINSTALLED","waba_info":{"waba_id":"WABA","partner_app_id":"1517776481860111"}} | access_removed
            """)
    void an_account_that_is_no_longer_there_or_ours_is_disconnected_and_says_why(String value, String reason) {
        Connected number = Phones.whatsApp(stage);
        String business = "2" + number.accountId();

        news(business, "account_update", value.replace("WABA", business), now);
        news(business, "account_update", value.replace("WABA", business), now);

        assertThat(view(number).get("status").asString()).isEqualTo("DISCONNECTED");
        assertThat(view(number).get("problem").asString()).isEqualTo(reason);
        assertThat(view(number).get("problemDetail").asString()).contains("connect it");
        assertThat(view(number).get("next")).extracting(JsonNode::asString).containsExactly("RECONNECT");
        SERVICE.awaitIdle();
        assertThat(SERVICE.events(ChannelDisconnected.class))
                .filteredOn(it -> it.channelId().equals(number.id()))
                .extracting(ChannelDisconnected::reason)
                .containsExactly(reason);

        Phones.whatsApp(stage, number.accountId());

        assertThat(view(number).get("status").asString()).isEqualTo("ACTIVE");
        assertThat(view(number).has("problem")).isFalse();
    }

    /// News of partners come under the id of the account's owner.
    @Test
    void news_of_partners_concern_the_account_that_they_name() {
        Connected gone = Phones.whatsApp(stage);
        Connected other = Phones.whatsApp(stage);
        String removed = """
                {"event":"PARTNER_REMOVED","waba_info":{"waba_id":"%s"}}""";

        news("77001122", "account_update", removed.formatted("2" + gone.accountId()), now);
        news(other, "account_update", removed.formatted("99887766"), now);

        assertThat(view(gone).get("status").asString()).isEqualTo("DISCONNECTED");
        assertThat(view(other).get("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void an_app_of_somebody_elses_may_come_and_go() {
        Connected number = Phones.whatsApp(stage);

        news(number, "account_update", """
                {"event":"PARTNER_APP_UNINSTALLED","waba_info":{"waba_id":"2%s","partner_app_id":"5"}}""".formatted(number.accountId()), now);

        assertThat(view(number).get("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void a_number_whose_phone_was_parted_from_the_platform_waits_until_they_are_together_again() {
        Connected number = Phones.whatsApp(stage);

        news(number, "account_update", """
                {"event":"ACCOUNT_OFFBOARDED"}""", now);
        assertThat(view(number).get("problem").asString()).isEqualTo("permission");
        assertThat(view(number).get("status").asString()).isEqualTo("TROUBLED");
        news(number, "account_update", """
                {"event":"ACCOUNT_RECONNECTED"}""", now + 1);

        assertThat(view(number).get("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void access_that_has_ended_is_not_given_back_by_a_reinstatement() {
        Connected number = Phones.whatsApp(stage);
        Phones.fault(Map.of("kind", "token_expired", "personId", person, "times", 1));
        asked(number, "hello");
        SERVICE.awaitEvent(ChannelTroubled.class, it -> it.channelId().equals(number.id()));

        news(number, "account_update", BAN, now + 1);
        news(number, "account_update", REINSTATED, now + 2);

        assertThat(view(number).get("problem").asString()).isEqualTo("token_expired");
        assertThat(view(number).get("status").asString()).isEqualTo("TROUBLED");
    }
}
