package io.parley.conversation.model;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// How the model is reached and what it may take. Without address and key there is none.
///
/// @param url base of an OpenAI-compatible API, up to and with `/v1`; empty means OpenAI's own
/// @param reasoning how hard a model that reasons shall: `minimal`, `low`; empty leaves it out, for those that do not
/// @param timeLimit for understanding one turn, its second attempt included
/// @param wordingTimeLimit for wording one answer
/// @param parallel calls at once; what comes beyond is heard by the local engine
/// @param rest how long a model that keeps failing is left alone
/// @param tokensPerDay what one shop's turns may take on a day (UTC)
/// @param dollarsPerMillionIn price of a million tokens read
/// @param dollarsPerMillionOut price of a million tokens written
@ConfigurationProperties("parley.model")
record ModelSettings(
        String url,
        String key,
        String name,
        String reasoning,
        Duration timeLimit,
        Duration wordingTimeLimit,
        int parallel,
        Duration rest,
        long tokensPerDay,
        double dollarsPerMillionIn,
        double dollarsPerMillionOut) {

    boolean present() {
        return !url.isBlank() || !key.isBlank();
    }
}
