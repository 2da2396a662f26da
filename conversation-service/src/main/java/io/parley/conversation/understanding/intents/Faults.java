package io.parley.conversation.understanding.intents;

import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Word;

/// Whether it complains of what came: what is broken may be the shopper's own, and asked to be mended.
final class Faults {
    private Faults() {}

    static void weigh(Wants wants) {
        boolean ours = wants.reading.says(Word.RECEIVED);
        // "remove the glass, my screen is cracked anyway": why, and no fault of the shop
        boolean removes = wants.has(Intent.REMOVE_FROM_CART);
        // "wrong one sorry, home instead: 3 Oak Close": the address, and nothing that came
        boolean elsewhere = wants.place != null && wants.place.said();
        if (wants.awaits(Awaited.CONFIRMATION) && !ours && (removes || elsewhere)) {
            wants.drop(Intent.COMPLAINT);
        }
        if (!ours) {
            mended(wants);
        }
        if (wants.awaits(Awaited.NOTHING) && otherCame(wants.reading)) {
            wants.add(Intent.COMPLAINT, 0.85);
        }
    }

    /// "My screen is cracked, can you change it": what is broken did not come from the shop, which mends such things.
    private static void mended(Wants wants) {
        boolean asksRepair = wants.reading.marks("repair").findAny().isPresent();
        boolean asked = asksRepair
                || wants.items.items().stream()
                        .flatMap(item -> item.products().stream())
                        .anyMatch(product ->
                                wants.at.catalogue().mends(product, word -> wants.reading.is(word, Word.MENDING)));
        if (!asked) {
            return;
        }
        boolean told = wants.has(Intent.COMPLAINT) || !wants.at.ordering() && wants.has(Intent.UPDATE_CART);
        wants.drop(Intent.COMPLAINT);
        if (!wants.at.ordering()) {
            wants.drop(Intent.UPDATE_CART);
        }
        if (told || asksRepair && wants.only(Intent.GREETING)) {
            wants.add(Intent.PRODUCT_INQUIRY, 0.8);
        }
    }

    /// "I ordered navy, you sent beige".
    private static boolean otherCame(Reading reading) {
        boolean two = reading.variants.size() > 1
                || reading.products.size() == 2
                        && reading.products.stream().allMatch(p -> p.products().size() == 1)
                        && !reading.products
                                .getFirst()
                                .products()
                                .equals(reading.products.getLast().products());
        return two
                && reading.says(Word.ORDERED)
                && reading.says(Word.CAME)
                && !Asking.whether(reading)
                && !reading.has("buying_intent")
                && reading.found("number").allMatch(hit -> hit.value().equals("1"));
    }
}
