package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;

class OwnAutoConfigurationsTest {

    @Test
    void a_service_has_its_own_jar_and_those_its_manifest_lists() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, "starter.jar kafka-clients.jar");
        assertThat(OwnAutoConfigurations.withItself(Path.of("/lib/order-service.jar"), manifest))
                .containsExactlyInAnyOrder("order-service.jar", "starter.jar", "kafka-clients.jar");
    }

    @Test
    void a_jar_without_a_list_sets_no_limit() {
        assertThat(OwnAutoConfigurations.withItself(Path.of("order-service.jar"), new Manifest()))
                .isEmpty();
    }
}
