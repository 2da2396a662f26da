package io.parley.loyalty.account;

import static io.parley.loyalty.Loyalty.service;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.events.LoyaltyEvent.PointsEarned;
import io.parley.loyalty.Loyalty;
import io.parley.starter.Ids;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;

class LedgerDbTest {
    private final Loyalty shop = new Loyalty();

    @Test
    void the_database_itself_refuses_a_second_line_for_one_cause() {
        PointsEarned earned = earned();

        assertThatThrownBy(() -> service().jdbc().update("""
                        insert into points_entry
                          (shop_id, account_id, number, at, source, source_id, points, balance)
                        select shop_id, account_id, number + 1, at, source, source_id, points, balance
                        from points_entry where account_id = ?
                        """, earned.accountId()))
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void the_database_itself_refuses_a_balance_below_nothing() {
        PointsEarned earned = earned();

        assertThatThrownBy(() ->
                        service().jdbc().update("update account set points = -1 where id = ?", earned.accountId()))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    private PointsEarned earned() {
        UUID shopper = Ids.next();
        service().publish(shop.shop(), shop.bought(shopper, 4_500));
        return service().awaitEvent(PointsEarned.class, e -> e.shopperId().equals(shopper));
    }
}
