package io.parley.starter.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Begins every transaction by telling PostgreSQL whose it is, and how long it waits for a lock.
class ShopTransactionManager extends JpaTransactionManager {
    private static final String BEGIN =
            "select set_config('parley.shop', ?, true), set_config('lock_timeout', ?, true)";
    private static final String NO_END = "0";

    private final Background background;

    ShopTransactionManager(Background background) {
        this.background = background;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        boolean entered = background.enter();
        try {
            super.doBegin(transaction, definition);
        } catch (RuntimeException e) {
            if (entered) {
                background.leave();
            }
            throw e;
        }
        if (entered) {
            TransactionSynchronizationManager.bindResource(background, true);
        }
        try (PreparedStatement set = connection().prepareStatement(BEGIN)) {
            set.setString(1, ShopScope.setting());
            set.setString(2, lockWaitMax(definition));
            set.execute();
        } catch (SQLException e) {
            doRollbackQuietly(transaction);
            throw new CannotCreateTransactionException("could not set the shop of the transaction", e);
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            if (TransactionSynchronizationManager.unbindResourceIfPossible(background) != null) {
                background.leave();
            }
        }
    }

    private static String lockWaitMax(TransactionDefinition definition) {
        return definition instanceof ImpatientTransaction impatient
                ? impatient.lockWaitMax().toMillis() + "ms"
                : NO_END;
    }

    private void doRollbackQuietly(Object transaction) {
        doCleanupAfterCompletion(transaction);
    }

    private Connection connection() {
        ConnectionHolder holder = (ConnectionHolder)
                TransactionSynchronizationManager.getResource(Objects.requireNonNull(getDataSource(), "data source"));
        return Objects.requireNonNull(holder, "the transaction's connection").getConnection();
    }
}
