package io.parley.conversation;

import io.parley.conversation.saying.Saying;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.turn.Rewording;
import io.parley.conversation.understanding.Engines;
import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Talks with shoppers in the shop's name.
@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan
public class ConversationApplication {

    static void main(String[] args) {
        Service.run("conversation", ConversationApplication.class, args);
    }

    @Bean
    Assistant assistant(Engines engines, Rewording rewording) {
        return new Assistant(engines, new Saying(), rewording);
    }
}
