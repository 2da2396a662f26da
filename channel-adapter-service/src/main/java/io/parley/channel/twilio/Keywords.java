package io.parley.channel.twilio;

import io.parley.channel.account.Connection;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// The words a shop prints on posters: "text SERUM to …". Each stands for a code of the shop's,
/// and perhaps a product.
@Component
class Keywords implements TwilioReader.Words {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    /// @param keyword without blanks, in capitals
    /// @param code told as the referral's
    record Keyword(String keyword, String code, @Nullable UUID productId) {}

    Keywords(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Optional<Keyword> find(Connection channel, String word) {
        try {
            return ShopScope.callAs(
                    channel.shopId(),
                    () -> transaction.execute(status -> jdbc.sql("select keyword, code, product_id from sms_keyword"
                                    + " where shop_id = ? and channel_id = ? and keyword = ?")
                            .params(channel.shopId(), channel.channelId(), shape(word))
                            .query((row, n) -> new Keyword(
                                    row.getString("keyword"),
                                    row.getString("code"),
                                    row.getObject("product_id", UUID.class)))
                            .optional()));
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }

    /// Of one of the current shop's channels.
    List<Keyword> all(UUID channelId) {
        return Optional.ofNullable(transaction.execute(status -> {
                    check(channelId);
                    return list(channelId);
                }))
                .orElseThrow();
    }

    /// All of them anew.
    ///
    /// @throws Refusal notFound, when the shop has no such channel; invalid, when a code is no entry
    ///     point of it
    List<Keyword> replace(UUID channelId, List<Keyword> keywords) {
        return Optional.ofNullable(transaction.execute(status -> {
                    check(channelId);
                    keywords.forEach(this::checkCode);
                    jdbc.sql("delete from sms_keyword where shop_id = ? and channel_id = ?")
                            .params(ShopScope.current(), channelId)
                            .update();
                    keywords.forEach(it -> jdbc.sql("insert into sms_keyword"
                                    + " (shop_id, channel_id, keyword, code, product_id) values (?, ?, ?, ?, ?)"
                                    + " on conflict (channel_id, keyword) do update"
                                    + " set code = excluded.code, product_id = excluded.product_id")
                            .param(ShopScope.current())
                            .param(channelId)
                            .param(shape(it.keyword()))
                            .param(it.code())
                            .param(it.productId())
                            .update());
                    return list(channelId);
                }))
                .orElseThrow();
    }

    static String shape(String word) {
        return word.strip().toUpperCase(Locale.ROOT);
    }

    private List<Keyword> list(UUID channelId) {
        return jdbc.sql("select keyword, code, product_id from sms_keyword where shop_id = ? and channel_id = ?"
                        + " order by keyword")
                .params(ShopScope.current(), channelId)
                .query((row, n) -> new Keyword(
                        row.getString("keyword"), row.getString("code"), row.getObject("product_id", UUID.class)))
                .list();
    }

    /// An archived entry point's code goes on counting.
    private void checkCode(Keyword keyword) {
        boolean there = jdbc.sql("select exists (select from entry_point where shop_id = ? and code = ?)")
                .params(ShopScope.current(), keyword.code())
                .query(Boolean.class)
                .single();
        if (!there) {
            throw Refusal.invalid(
                    "code_unknown",
                    "\"" + keyword.code() + "\" is no code of this shop's entry points; make one there, then give \""
                            + keyword.keyword() + "\" its code.");
        }
    }

    private void check(UUID channelId) {
        boolean there = jdbc.sql(
                        "select exists (select from channel where shop_id = ? and id = ? and platform = 'SMS')")
                .params(ShopScope.current(), channelId)
                .query(Boolean.class)
                .single();
        if (!there) {
            throw Refusal.notFound("channel_not_found", "This shop has no such SMS number.");
        }
    }
}
