package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private static final int FIRST_PORT_OF_CONNECTIONS = 32_768;
    private static final int PORTS_OF_AN_INSTALLATION = 20;

    @ParameterizedTest
    @ValueSource(ints = {1_024, 8_080, 19_990, 20_000, 23_000, 29_999, 43_000, 65_000})
    void it_trains_on_ports_that_neither_the_running_installation_nor_its_connections_use(int base) {
        int training = Training.awayFrom(base);

        assertThat(training).isBetween(1_024, FIRST_PORT_OF_CONNECTIONS - PORTS_OF_AN_INSTALLATION);
        assertThat(Math.abs(training - base)).isGreaterThan(PORTS_OF_AN_INSTALLATION);
    }
}
