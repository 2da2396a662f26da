package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/// The things a message names, and the numbers and variants that belong to none of them.
///
/// @param instead variants that are refused beside the one that is wanted: "navy, not burgundy"
/// @param picked phrases that chose a size and pick nothing else
public record NamedItems(
        List<Item> items, List<Number> numbers, List<UUID> variants, List<Hit> picked, List<Item> instead) {
    public static final NamedItems NONE = new NamedItems(List.of(), List.of(), List.of(), List.of(), List.of());

    /// What was named is what is not wanted.
    public NamedItems refused() {
        return new NamedItems(items.stream().map(Item::refused).toList(), numbers, variants, picked, instead);
    }

    /// "3 things: the shorts, a turban and the bag": one of each, where so many are named and none of them is counted.
    public NamedItems oneOfEach(int listed) {
        boolean all = items.size() == listed
                && items.stream().allMatch(item -> item.products().size() == 1 && !item.negated());
        boolean uncounted = items.stream()
                .allMatch(item -> item.quantity() == null || Integer.valueOf(1).equals(item.quantity()));
        return all && uncounted
                ? new NamedItems(
                        items.stream()
                                .map(item -> item.with(item.variants(), 1))
                                .toList(),
                        numbers,
                        variants,
                        picked,
                        instead)
                : this;
    }

    /// What is asked about without its name.
    public NamedItems of(UUID product) {
        return new NamedItems(
                List.of(new Item(List.of(product), List.of(), null, false, false, "")),
                numbers,
                variants,
                picked,
                instead);
    }

    /// "The fox one, how long is a game?": what may be several things is the one that is named beside it.
    public NamedItems withoutKinds() {
        List<Item> meant = items.stream()
                .filter(item -> item.products().size() < 2
                        || item.negated()
                        || item.quantity() != null && item.quantity() > 1
                        || items.stream()
                                .noneMatch(other -> other.products().size() == 1
                                        && item.products().containsAll(other.products())))
                .toList();
        return meant.size() == items.size() ? this : new NamedItems(meant, numbers, variants, picked, instead);
    }

    /// "One pair in blue *instead of red*", of two red ones: the others stay.
    public NamedItems someOf() {
        List<Item> meant = items.stream()
                .filter(item -> !item.negated()
                        || items.stream()
                                .noneMatch(other -> !other.negated()
                                        && !other.variants().isEmpty()
                                        && !Collections.disjoint(other.products(), item.products())))
                .toList();
        return meant.size() == items.size() || meant.isEmpty()
                ? this
                : new NamedItems(meant, numbers, variants, picked, List.of());
    }

    /// What is only compared: nothing of it is refused or counted.
    public NamedItems compared() {
        return new NamedItems(
                items.stream()
                        .map(item ->
                                new Item(item.products(), item.variants(), null, false, item.category(), item.words()))
                        .toList(),
                List.of(),
                variants,
                picked,
                List.of());
    }

    private static boolean atLarge(Item item, Reading reading) {
        String word = Token.normal(item.words());
        return reading.is(word, Word.AT_LARGE)
                && (item.products().isEmpty() || !reading.called(item.products().getFirst(), word));
    }

    /// Without what only may be meant: who complains of "the shoes" names none of several.
    public NamedItems clear(Reading reading) {
        return new NamedItems(
                items.stream()
                        .filter(item -> item.products().size() < 2 && !atLarge(item, reading)
                                || item.quantity() != null
                                || !item.variants().isEmpty()
                                || item.negated())
                        .toList(),
                numbers,
                variants,
                picked,
                instead);
    }
}
