package io.parley.order.placement;

import io.parley.events.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.List;

/// What an order comes to, in minor units of one currency: `total = subtotal − discount + shipping + tax`, always.
///
/// @param subtotal sum of the lines
@Embeddable
record Totals(
        @Column String currency,
        @Column long subtotal,
        @Column long discount,
        @Column long shipping,
        @Column long tax,
        @Column long total) {

    Totals {
        if (discount < 0 || shipping < 0 || tax < 0) {
            throw new IllegalArgumentException("discount, shipping and tax cannot be negative");
        }
        long sum = Math.addExact(Math.addExact(Math.subtractExact(subtotal, discount), shipping), tax);
        if (total != sum || total < 0) {
            throw new IllegalArgumentException("a total of " + total + " where the parts sum up to " + sum);
        }
    }

    /// @throws IllegalArgumentException when currencies are mixed or the told total is not what the parts sum up to
    static Totals of(List<OrderLine> lines, Money discount, Money shipping, Money tax, Money toldTotal) {
        Money subtotal = lines.stream()
                .map(line -> line.unitPrice().times(line.quantity()))
                .reduce(Money.zero(toldTotal.currency()), Money::plus);
        Money sum = subtotal.minus(discount).plus(shipping).plus(tax);
        if (!sum.equals(toldTotal)) {
            throw new IllegalArgumentException("told a total of " + toldTotal + " where the parts sum up to " + sum);
        }
        return new Totals(
                sum.currency(), subtotal.minor(), discount.minor(), shipping.minor(), tax.minor(), sum.minor());
    }

    /// @throws IllegalArgumentException as [#of(List, Money, Money, Money, Money)] does
    static Totals ofLinesOnly(List<OrderLine> lines, Money toldTotal) {
        Money nothing = Money.zero(toldTotal.currency());
        return of(lines, nothing, nothing, nothing, toldTotal);
    }

    static long sum(List<OrderLine> lines) {
        return lines.stream()
                .mapToLong(line -> line.unitPrice().times(line.quantity()).minor())
                .reduce(0, Math::addExact);
    }

    /// Whether nothing but the lines makes it up.
    boolean areOfLinesOnly() {
        return discount == 0 && shipping == 0 && tax == 0;
    }

    Money money(long minor) {
        return new Money(minor, currency);
    }
}
