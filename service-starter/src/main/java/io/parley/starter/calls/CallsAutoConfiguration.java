package io.parley.starter.calls;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.web.ServiceToken;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/// The other services, to be called.
@AutoConfiguration
public class CallsAutoConfiguration {

    @Bean
    OtherServices otherServices(ServiceToken tokens, JsonMapper json, MeterRegistry meters) {
        return new OtherServices(tokens, json, meters);
    }
}
