package io.parley.loyalty.account;

import io.parley.starter.shop.ShopScope;
import java.math.BigDecimal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How the current shop rewards.
@Repository
class Programs {
    private final JdbcClient jdbc;

    Programs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// [Program#USUAL] until the shop says otherwise.
    Program current() {
        return jdbc.sql("select * from program where shop_id = ?")
                .params(ShopScope.current())
                .query((row, n) -> new Program(
                        plain(row.getBigDecimal("points_per_unit")),
                        row.getLong("silver_from"),
                        row.getLong("gold_from"),
                        row.getLong("platinum_from")))
                .optional()
                .orElse(Program.USUAL);
    }

    void set(Program program) {
        jdbc.sql("""
                        insert into program (shop_id, points_per_unit, silver_from, gold_from, platinum_from)
                        values (?, ?, ?, ?, ?)
                        on conflict (shop_id) do update set
                          points_per_unit = excluded.points_per_unit, silver_from = excluded.silver_from,
                          gold_from = excluded.gold_from, platinum_from = excluded.platinum_from
                        """)
                .params(
                        ShopScope.current(),
                        program.pointsPerUnit(),
                        program.silverFrom(),
                        program.goldFrom(),
                        program.platinumFrom())
                .update();
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
