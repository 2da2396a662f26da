package io.parley.conversation;

import io.parley.conversation.saying.Saying;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.starter.Service;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Talks with shoppers in the shop's name.
@SpringBootApplication
@EnableScheduling
public class ConversationApplication {

    static void main(String[] args) {
        Service.run("conversation", ConversationApplication.class, args);
    }

    @Bean
    Assistant assistant() {
        return new Assistant(new LocalUnderstanding(), new Saying());
    }
}
