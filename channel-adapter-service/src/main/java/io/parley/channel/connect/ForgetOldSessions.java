package io.parley.channel.connect;

import io.parley.starter.shop.ShopScope;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Forgets what was granted and not chosen in time, and a day later that anybody asked.
@Component
class ForgetOldSessions {
    private static final Logger LOG = LoggerFactory.getLogger(ForgetOldSessions.class);

    private final Sessions sessions;

    ForgetOldSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forget() {
        try {
            ShopScope.callAsSystem(sessions::forgetOld);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("old logins will be forgotten later: {}", e.getMessage());
        }
    }
}
