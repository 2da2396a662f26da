package io.parley.channel.voice;

import io.parley.starter.shop.ShopScope;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What the current shop is called, and in which language it speaks.
@Component
class ShopWords {
    private final JdbcClient jdbc;

    ShopWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param name some words for it, where the shop has not been told of yet
    record Words(VoiceTexts texts, String name) {}

    @Transactional(readOnly = true)
    public Words now() {
        return jdbc.sql("select name, locale from shop_copy where shop_id = ?")
                .param(ShopScope.current())
                .query((row, n) ->
                        new Words(VoiceTexts.of(row.getString("locale"), row.getString("name")), row.getString("name")))
                .optional()
                .orElseGet(() -> new Words(VoiceTexts.of(null, null), "the shop"));
    }
}
