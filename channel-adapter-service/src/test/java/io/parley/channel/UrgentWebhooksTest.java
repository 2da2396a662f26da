package io.parley.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.ClassPathResource;

/// Which requests go before the reading of events: `parley.web.urgent`.
class UrgentWebhooksTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/webhooks/meta",
                "/webhooks/meta",
                "/api/webhooks/whatsapp",
                "/api/webhooks/twilio",
                "/webhooks/twilio",
                "/api/webhooks/telegram/5f3c"
            })
    void what_a_platform_repeats_and_at_last_drops_goes_first(String path) {
        assertThat(path).matches(urgent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/webhooks/voice", "/webhooks/voice", "/api/channels", "/api/e/x7"})
    void a_caller_who_waits_for_what_is_read_and_all_others_do_not(String path) {
        assertThat(path).doesNotMatch(urgent());
    }

    private static String urgent() {
        YamlPropertiesFactoryBean file = new YamlPropertiesFactoryBean();
        file.setResources(new ClassPathResource("channel.yml"));
        return Objects.requireNonNull(file.getObject()).getProperty("parley.web.urgent");
    }
}
