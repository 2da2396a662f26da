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
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/// Talks with shoppers in the shop's name.
@SpringBootApplication
@EnableScheduling
@ConfigurationPropertiesScan
public class ConversationApplication {
    /// This service's jobs and the starter's; see `@Scheduled`.
    private static final int LOOKING_AFTER_MAX = 10;

    static void main(String[] args) {
        Service.run("conversation", ConversationApplication.class, args);
    }

    /// A thread for every job that looks after things, with one to spare: none waits for another to end.
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("look-after-");
        scheduler.setPoolSize(LOOKING_AFTER_MAX);
        scheduler.setWaitForTasksToCompleteOnShutdown(false);
        return scheduler;
    }

    @Bean
    Assistant assistant(Engines engines, Rewording rewording) {
        return new Assistant(engines, new Saying(), rewording);
    }
}
