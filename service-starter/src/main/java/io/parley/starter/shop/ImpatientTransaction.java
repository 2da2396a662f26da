package io.parley.starter.shop;

import java.time.Duration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A transaction that fails (SQLSTATE 55P03, `lock_not_available`) rather than wait too long for a row that somebody
/// else is changing.
public class ImpatientTransaction extends TransactionTemplate {
    private static final long serialVersionUID = 1L;
    private final Duration lockWaitMax;

    /// @param lockWaitMax at least a millisecond
    public ImpatientTransaction(PlatformTransactionManager transactions, Duration lockWaitMax) {
        super(transactions);
        this.lockWaitMax = lockWaitMax;
    }

    Duration lockWaitMax() {
        return lockWaitMax;
    }
}
