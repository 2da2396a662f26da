package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {

    private final PortPlan ports = new PortPlan(9000);

    @Test
    void a_service_is_told_its_place_its_database_and_the_others() {
        assertThat(ServiceSettings.of(ServicePart.ORDER, ports, Map.of()))
                .containsEntry("PARLEY_SERVICE_PORT", "9003")
                .containsEntry("PARLEY_DB_URL", "jdbc:postgresql://localhost:9012/orders")
                .containsEntry("PARLEY_KAFKA", "localhost:9013")
                .containsEntry("PARLEY_JWKS_URL", "http://localhost:9000/.well-known/jwks.json")
                .containsEntry("PARLEY_INVENTORY_URL", "http://localhost:9004")
                .containsEntry("META_GRAPH_URL", "http://localhost:9010")
                .containsEntry("TWILIO_API_URL", "http://localhost:9010")
                .containsEntry("META_DIALOG_URL", "http://localhost:9010")
                .containsEntry("PARLEY_SMTP_PORT", "9011");
    }

    @Test
    void what_the_person_set_is_stronger_than_the_sandbox() {
        Map<String, String> settings = ServiceSettings.of(
                ServicePart.CHANNEL,
                ports,
                Map.of("META_APP_SECRET", "mine", "META_GRAPH_URL", "https://graph.facebook.com/v23.0"));
        assertThat(settings)
                .containsEntry("META_APP_SECRET", "mine")
                .containsEntry("META_GRAPH_URL", "https://graph.facebook.com/v23.0");
    }
}
