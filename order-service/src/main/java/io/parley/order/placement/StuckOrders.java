package io.parley.order.placement;

import static io.parley.starter.Timestamps.at;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How many orders, of all shops, have waited too long for an answer about their stock. Counted when it is asked for.
@Component
class StuckOrders {
    static final Duration STUCK_AFTER = Duration.ofSeconds(60);
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StuckOrders(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
        this.clock = clock;
        Gauge.builder("parley.order.stuck", this, StuckOrders::count)
                .description("Orders captured more than 60 s ago and neither confirmed nor rejected")
                .register(meters);
    }

    double count() {
        OffsetDateTime before = at(clock.instant().minus(STUCK_AFTER));
        Long stuck = ShopScope.callAsSystem(() -> transaction.execute(status ->
                jdbc.sql("""
                        select (select count(*) from orders where status = 'CAPTURED' and placed_at < :before)
                          + (select count(*) from orders where pending_change is not null and status <> 'CAPTURED'
                               and (pending_change ->> 'at')::timestamptz < :before)""").param("before", before).query(Long.class).single()));
        return stuck == null ? Double.NaN : stuck;
    }
}
