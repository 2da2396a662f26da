package io.parley.starter.shop;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/// Transactions that know their shop.
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
        })
public class ShopAutoConfiguration {

    @Bean
    ShopTransactionManager transactionManager(DataSource dataSource) {
        ShopTransactionManager manager = new ShopTransactionManager();
        manager.setDataSource(dataSource);
        return manager;
    }

    @Bean
    Glance glance(JdbcTemplate jdbc) {
        return new Glance(jdbc);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        // as PostgreSQL keeps it: an answer and a later read of it say the same
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
