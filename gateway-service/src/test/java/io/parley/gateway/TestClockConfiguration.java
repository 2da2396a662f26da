package io.parley.gateway;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The gateway under test takes its time from here.
@Configuration
class TestClockConfiguration {
    static final TestClock CLOCK = new TestClock();

    @Bean
    Clock clock() {
        return CLOCK;
    }
}
