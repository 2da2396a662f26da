package io.parley.channel.voice;

import io.parley.channel.sending.Fates;
import io.parley.channel.voice.VoiceMessage.Report;
import io.parley.starter.shop.ShopScope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Ends calls whose report never came, and tells what was never said in them.
@Component
class EndForgottenCalls {
    static final String REASON = "report-missing";
    private static final Logger LOG = LoggerFactory.getLogger(EndForgottenCalls.class);
    private static final int CALLS_MAX = 200;

    private final VoiceCalls calls;
    private final Fates fates;
    private final TransactionTemplate transaction;

    EndForgottenCalls(VoiceCalls calls, Fates fates, PlatformTransactionManager transactions) {
        this.calls = calls;
        this.fates = fates;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelay = 5, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void end() {
        try {
            ShopScope.callAsSystem(() -> calls.forgotten(CALLS_MAX)).forEach(this::end);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("forgotten calls will be looked for again: {}", e.getMessage());
        }
    }

    private void end(VoiceCalls.Forgotten call) {
        ShopScope.callAs(call.channel().shopId(), () -> {
            transaction.executeWithoutResult(status -> {
                Report nothing = new Report(REASON, null, null, null, null, List.of(), null, null);
                calls.report(call.id(), nothing)
                        .lost()
                        .forEach(mark -> fates.failed(call.channel(), mark, mark, VoiceAdapter.CALL_OVER));
            });
            return null;
        });
    }
}
