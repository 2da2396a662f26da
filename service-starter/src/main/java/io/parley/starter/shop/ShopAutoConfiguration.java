package io.parley.starter.shop;

import io.parley.starter.events.Urgent;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
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
    Background background(
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections,
            @Value("${spring.datasource.hikari.connection-timeout}") long patienceMillis) {
        return new Background(connections, Duration.ofMillis(patienceMillis), Urgent.MOMENT);
    }

    @Bean
    ShopTransactionManager transactionManager(DataSource dataSource, Background background) {
        ShopTransactionManager manager = new ShopTransactionManager(background);
        manager.setDataSource(dataSource);
        return manager;
    }

    @Bean
    Glance glance(JdbcTemplate jdbc, Background background) {
        return new Glance(jdbc, background);
    }

    @Bean
    ShopWall shopWall(EntityManagerFactory entities, JdbcTemplate jdbc) {
        return new ShopWall(entities, jdbc);
    }

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        // as PostgreSQL keeps it: an answer and a later read of it say the same
        return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
    }
}
