package io.parley.channel;

import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ChannelApplication {
    static void main(String[] args) {
        Service.run("channel", ChannelApplication.class, args);
    }
}
