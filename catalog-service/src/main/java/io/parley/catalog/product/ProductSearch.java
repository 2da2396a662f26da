package io.parley.catalog.product;

import io.parley.starter.shop.ShopScope;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Finds products of the current shop by words, small typing errors forgiven: the best first, then the newest.
@Repository
class ProductSearch {
    /// Of the trigrams of what was typed, this part must be found: `serm` finds `serum`, `cream` does not.
    private static final String ALIKE = "0.5";

    private final JdbcClient jdbc;

    ProductSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param words empty for all products
    /// @param after the last one of the page before
    List<Found> find(String words, @Nullable Boolean available, @Nullable Found after, int rows) {
        String typed = words.strip().toLowerCase(Locale.ROOT);
        boolean searching = !typed.isEmpty();
        if (searching) {
            jdbc.sql("select set_config('pg_trgm.word_similarity_threshold', ?, true)")
                    .params(ALIKE)
                    .query(String.class)
                    .single();
        }
        String score = searching ? """
                case when search_text like :like then 1
                     else round(word_similarity(:typed, search_text)::numeric, 4) end""" : "0::numeric";
        String matching = searching ? " and (search_text like :like or :typed <% search_text)" : "";
        String among = available == null ? "" : " and available = :available";
        // without words the score says nothing, and the index by id serves any page
        String from = after == null ? "" : searching ? " where (score, id) < (:score, :id)" : " where id < :id";
        return jdbc.sql("select id, score from (select id, " + score + " as score from product"
                        + " where shop_id = :shop and deleted_at is null" + matching + among + ") found" + from
                        + " order by " + (searching ? "score desc, " : "") + "id desc limit :rows")
                .param("shop", ShopScope.current())
                .param("typed", typed)
                .param("like", "%" + typed.replaceAll("([\\\\%_])", "\\\\$1") + "%")
                .param("available", available)
                .param("score", after == null ? null : after.score)
                .param("id", after == null ? null : after.id)
                .param("rows", rows)
                .query((row, n) -> new Found(row.getObject("id", UUID.class), row.getBigDecimal("score")))
                .list();
    }

    /// @param score 0 to 1
    record Found(UUID id, BigDecimal score) {}
}
