package io.parley.starter.sample;

import io.parley.events.StockEvent.StockLow;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class Notes {
    private final JdbcClient jdbc;
    private final Outbox outbox;

    Notes(JdbcClient jdbc, Outbox outbox) {
        this.jdbc = jdbc;
        this.outbox = outbox;
    }

    /// Reads every row it is let see: the wall, not a filter, keeps other shops' out.
    @Transactional(readOnly = true)
    List<String> texts() {
        return jdbc.sql("select text from note order by id").query(String.class).list();
    }

    @Transactional
    NoteController.Written write(String text) {
        jdbc.sql("insert into note (shop_id, text) values (?, ?)")
                .params(ShopScope.current(), text)
                .update();
        UUID product = UUID.randomUUID();
        outbox.publish(new StockLow(product, product, 1, 2));
        if (text.equals("fail")) {
            throw Refusal.conflict("failing", "As asked.");
        }
        return new NoteController.Written(product, text);
    }
}
