package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.reading.Amount;
import io.parley.conversation.understanding.reading.Amount.Lot;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// "A kilo and a half of katli": one of 1 kg and one of 500 g.
record ByAmount(Reading reading, Surroundings at) {

    /// Gives the item as much as is said beside its name.
    ///
    /// @param counted "2 bags of coffee, half a kilo": it says which one
    /// @return what is wanted of the thing besides
    List<Building> of(Building item, boolean counted) {
        return reading.amounts.stream()
                .filter(amount -> amount.name() != null && amount.name().equals(item.product))
                .findFirst()
                .map(amount -> measured(item, amount, counted))
                .orElse(List.of());
    }

    /// "2 kilos", of what was told.
    List<Building> ofTold() {
        return reading.amounts.stream()
                .filter(amount -> amount.name() == null && !amount.lots().isEmpty())
                .findFirst()
                .map(this::told)
                .orElse(List.of());
    }

    private List<Building> told(Amount amount) {
        Building item = new Building(amount.start(), amount.end(), false);
        item.product = new Named(amount.start(), amount.end(), Set.of(amount.thing()), false, true);
        List<Building> told = new ArrayList<>(List.of(item));
        told.addAll(measured(item, amount, false));
        return told;
    }

    private List<Building> measured(Building item, Amount amount, boolean counted) {
        item.end = Math.max(item.end, amount.end());
        if (amount.lots().isEmpty() || counted && !amount.one()) {
            return List.of();
        }
        boolean many = !counted && (!amount.one() || wanted(amount));
        List<Building> besides = new ArrayList<>();
        for (Lot lot : amount.lots().subList(1, amount.lots().size())) {
            Building other = new Building(item.start, item.end, item.negated);
            other.product = item.product;
            take(other, lot, many);
            besides.add(other);
        }
        take(item, amount.lots().getFirst(), many);
        item.byArticle = item.byArticle || many && amount.one();
        return besides;
    }

    private static void take(Building item, Lot lot, boolean many) {
        item.variants = lot.variant() == null ? item.variants : Set.of(lot.variant());
        item.quantity = many ? Integer.valueOf(lot.pieces()) : item.quantity;
        item.weighed = true;
    }

    /// "Half a kilo of katli", "add dates 1 kg": that it is what is wanted, and says no more than which one is asked
    /// about or ordered already.
    private boolean wanted(Amount amount) {
        return Asking.onlyWants(reading)
                && !reading.has("price_check")
                && !at.pieces().containsKey(amount.thing())
                && (amount.clear() || Stream.of("buying_intent", "add_to_cart").anyMatch(reading::has));
    }
}
