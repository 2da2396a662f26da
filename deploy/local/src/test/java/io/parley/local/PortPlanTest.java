package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortPlanTest {

    private final PortPlan ports = new PortPlan(8080);

    @Test
    void every_port_follows_the_front_door() {
        assertThat(ports.of(ServicePart.GATEWAY)).isEqualTo(8080);
        assertThat(ports.of(ServicePart.LOYALTY)).isEqualTo(8088);
        assertThat(ports.sandbox()).isEqualTo(8090);
        assertThat(ports.smtp()).isEqualTo(8091);
        assertThat(ports.postgres()).isEqualTo(8092);
        assertThat(ports.kafka()).isEqualTo(8093);
        assertThat(ports.kafkaController()).isEqualTo(8094);
    }

    @Test
    void no_port_is_given_twice() {
        assertThat(ports.places())
                .extracting(PortPlan.Place::port)
                .doesNotHaveDuplicates()
                .hasSize(14);
    }

    @Test
    void the_first_taken_port_is_named_with_its_purpose() {
        assertThat(ports.firstTaken(port -> port != 8083)).contains(new PortPlan.Place("order", 8083));
        assertThat(ports.firstTaken(port -> true)).isEmpty();
    }

    @Test
    void another_base_is_one_whose_ports_are_all_free() {
        assertThat(ports.nextFreeBase(port -> port < 8180 || port > 8185)).hasValue(8280);
        assertThat(ports.nextFreeBase(port -> false)).isEmpty();
    }

    @Test
    void a_port_somebody_listens_on_is_not_free() throws Exception {
        int port;
        try (ServerSocket loopback = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = loopback.getLocalPort();
            assertThat(PortPlan.isFree(port)).isFalse();
        }
        assertThat(PortPlan.isFree(port)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 80, 65_001, 70_000})
    void a_base_that_cannot_work_is_refused(int base) {
        assertThatThrownBy(() -> new PortPlan(base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Integer.toString(base));
    }
}
