package io.parley.starter.shop;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;

/// The wall within a transaction that does several pieces of work, each for a shop of its own.
public class ShopWall {
    private final EntityManagerFactory entities;
    private final JdbcTemplate jdbc;

    ShopWall(EntityManagerFactory entities, JdbcTemplate jdbc) {
        this.entities = entities;
        this.jdbc = jdbc;
    }

    /// From here on the transaction sees the rows of the shop in scope.
    public void move() {
        jdbc.query("select set_config('parley.shop', ?, true)", _ -> {}, ShopScope.setting());
    }

    /// Ends a piece of work: what it changed goes to the database, behind its own wall, and the next one finds none of
    /// its entities.
    public void settle() {
        EntityManager manager = Objects.requireNonNull(
                EntityManagerFactoryUtils.getTransactionalEntityManager(entities), "outside a transaction");
        manager.flush();
        manager.clear();
    }
}
