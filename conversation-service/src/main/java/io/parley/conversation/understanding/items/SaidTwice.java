package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A thing that is named more than once: which of its namings are one, and which are meant.
public final class SaidTwice {
    private SaidTwice() {}

    /// "3 hoodies: 2 M, 1 L": a whole that is all dealt out is no more than its parts.
    static void inPortions(List<Item> items) {
        for (int i = items.size() - 2; i >= 0; i--) {
            Item whole = items.get(i);
            if (whole.quantity() == null || !whole.variants().isEmpty() || whole.negated()) {
                continue;
            }
            int dealt = items.subList(i + 1, items.size()).stream()
                    .filter(item -> item.products().equals(whole.products())
                            && !item.variants().isEmpty()
                            && !item.negated())
                    .mapToInt(item -> item.quantity() == null ? 0 : item.quantity())
                    .sum();
            if (dealt >= whole.quantity() && whole.products().size() == 1) {
                items.remove(i);
            }
        }
    }

    /// "A bed and a mattress, *both 5x6*": what is said of all of them is said of those before it too.
    static void sameForAll(List<Item> items, Reading reading, Surroundings at) {
        Item last = items.isEmpty() ? null : items.getLast();
        boolean said = last != null
                && items.size() > 1
                && last.variants().size() == 1
                && reading.variants.stream()
                        .filter(name -> name.variants().containsAll(last.variants()))
                        .anyMatch(name -> Stream.concat(
                                        reading.all("pick")
                                                .filter(pick -> pick.value().equals("both")),
                                        reading.changing("all_of_them"))
                                .anyMatch(all -> all.start() == name.end()
                                        || all.end() <= name.start() && name.start() - all.end() <= 1));
        if (last == null
                || !said
                || items.stream()
                        .anyMatch(item -> item.negated() || item.products().size() != 1)) {
            return;
        }
        items.replaceAll(item -> {
            List<UUID> like = item.variants().isEmpty()
                    ? at.catalogue()
                            .calledLike(
                                    last.variants().getFirst(), item.products().getFirst())
                    : List.of();
            return like.size() == 1 ? item.with(like, item.quantity()) : item;
        });
    }

    /// "Everything *for a 10 inch* cake, a board and a box": the size of what all of them are for, be it called like
    /// all of them or not sold.
    static void ofWhatAllAreFor(List<Item> items, Reading reading, Surroundings at) {
        List<Item> things =
                items.stream().filter(item -> item.products().size() == 1).toList();
        Set<UUID> all =
                things.stream().flatMap(item -> item.products().stream()).collect(Collectors.toSet());
        boolean clear = all.size() > 1
                && items.stream()
                        .allMatch(item -> !item.negated() && (things.contains(item) || several(item.products(), all)));
        reading.variants.stream()
                .filter(size -> clear
                        && size.end() < reading.tokens.size()
                        && reading.tokens.get(size.end()).word()
                        && reading.products.stream()
                                .allMatch(thing -> thing.start() != size.end() || several(thing.products(), all))
                        && (reading.is(size.start() - 1, Word.SERVES)
                                || reading.is(size.start() - 1, Word.A) && reading.is(size.start() - 2, Word.SERVES)))
                .filter(size -> things.stream()
                                .filter(item -> own(item, size, at).size() == 1)
                                .count()
                        > 1)
                .findFirst()
                .ifPresent(size -> {
                    items.retainAll(things);
                    items.replaceAll(item -> {
                        List<UUID> own = own(item, size, at);
                        return item.variants().isEmpty() && own.size() == 1 ? item.with(own, item.quantity()) : item;
                    });
                });
    }

    /// Whether it may be more than one of them, as "cake" is a cake board and a cake box.
    private static boolean several(Collection<UUID> products, Set<UUID> of) {
        return products.stream().filter(of::contains).count() > 1;
    }

    /// Those of the thing that are so called.
    private static List<UUID> own(Item item, NamedVariant size, Surroundings at) {
        return size.variants().stream()
                .filter(variant -> at.catalogue()
                        .having(Set.of(variant))
                        .contains(item.products().getFirst()))
                .toList();
    }

    /// "2 watering cans, green and grey": as many variants as pieces, so one of each.
    static void dealtOut(List<Item> items, Reading reading) {
        for (int i = 0; i + 1 < items.size(); i++) {
            Item first = items.get(i);
            int others = 0;
            while (i + others + 1 < items.size()
                    && another(first, items.get(i + others + 1))
                    && !instead(items.get(i + others), items.get(i + others + 1), reading)) {
                others++;
            }
            boolean one = first.quantity() != null
                    && first.quantity() == others + 1
                    && others > 0
                    && first.variants().size() == 1
                    && !first.negated();
            for (int j = i; one && j <= i + others; j++) {
                items.set(j, items.get(j).with(items.get(j).variants(), 1));
            }
            if (others == 1 && first.quantity() != null && first.quantity() % 2 == 0 && inHalves(reading)) {
                items.set(i, first.with(first.variants(), first.quantity() / 2));
                items.set(i + 1, items.get(i + 1).with(items.get(i + 1).variants(), first.quantity() / 2));
            }
        }
    }

    /// "3 big coconut oils and *2 small ones*", "gel kubwa tatu na *ndogo mbili*", and "add 2 small ones" to 3 big ones
    /// that are ordered: the same thing again, in the other of its sizes.
    ///
    /// @return what chose the other size
    static List<Hit> inAnotherSize(List<Item> items, List<Number> numbers, Reading reading, Surroundings at) {
        Item first = items.size() == 1 ? items.getFirst() : items.isEmpty() ? ordered(reading, at) : null;
        if (first == null || first.negated() || first.products().size() != 1) {
            return List.of();
        }
        boolean named = !items.isEmpty();
        if (named && (first.quantity() == null || first.variants().size() != 1)) {
            return List.of();
        }
        for (Hit hit : reading.all("pick").toList()) {
            boolean bySize = hit.value().equals("biggest") || hit.value().equals("smallest");
            boolean behind = reading.products.stream().allMatch(p -> p.end() <= hit.start());
            Optional<UUID> size = bySize && behind
                    ? at.catalogue()
                            .bySize(first.products().getFirst(), hit.value().equals("biggest"))
                    : Optional.empty();
            Optional<Number> count = countOf(hit, numbers, reading);
            if (size.isPresent() && count.isPresent() && !first.variants().equals(List.of(size.get()))) {
                items.add(first.with(List.of(size.get()), count.get().whole()));
                numbers.remove(count.get());
                return List.of(hit);
            }
        }
        return List.of();
    }

    /// Right before the size, right behind it, or before a word for pieces: "2 chai nhỏ".
    private static Optional<Number> countOf(Hit size, List<Number> numbers, Reading reading) {
        return numbers.stream()
                .filter(n -> n.end() == size.start()
                        || n.start() == size.end()
                        || n.end() == size.start() - 1 && reading.marked("unit_pieces", n.end()))
                .findFirst();
    }

    /// The one thing in sizes that is ordered, where the message adds to it.
    private static @Nullable Item ordered(Reading reading, Surroundings at) {
        boolean instead = reading.all("correction").anyMatch(hit -> hit.value().equals("instead"));
        boolean adds = !instead
                && (reading.has("add_to_cart")
                        || reading.has("more")
                        || reading.is(0, Word.AND)
                        || reading.is(0, Word.JOINS));
        List<UUID> sized = at.settled().stream()
                .distinct()
                .filter(product -> at.catalogue().bySize(product, true).isPresent())
                .toList();
        return adds && at.ordering() && sized.size() == 1 ? new Item(sized, List.of(), null, false, false, "") : null;
    }

    /// "Half vanilla, half chocolate".
    public static boolean inHalves(Reading reading) {
        return halves(reading) == 2;
    }

    /// "Half vanilla", "half black soap".
    public static long halves(Reading reading) {
        return Stream.concat(
                        reading.variants.stream().map(NamedVariant::start),
                        reading.products.stream().map(Named::start))
                .distinct()
                .filter(start -> reading.is(start - 1, Word.HALF))
                .count();
    }

    /// The same product in another variant, with no count of its own.
    private static boolean another(Item first, Item next) {
        return next.products().equals(first.products())
                && next.variants().size() == 1
                && !next.variants().equals(first.variants())
                && next.quantity() == null
                && !next.negated();
    }

    /// "2 serums and a lipstick… no, rather the gloss *instead of the red*": of what is only being named the
    /// one gives way to the other, which is as many.
    static void insteadOfNamed(List<Item> items, Reading reading, Surroundings at) {
        int last = items.size() - 1;
        Item off = last < 2 ? null : items.get(last);
        boolean instead = off != null
                && off.negated()
                && !items.get(last - 1).negated()
                && reading.marks("instead_of").findAny().isPresent();
        if (off == null || !instead) {
            return;
        }
        // "the red", of a lipstick
        Collection<UUID> of =
                off.products().isEmpty() ? at.catalogue().having(Set.copyOf(off.variants())) : off.products();
        Item given = items.subList(0, last - 1).stream()
                .filter(item -> !item.negated()
                        && item.products().size() == 1
                        && of.containsAll(item.products())
                        && !at.inHand().containsAll(item.products()))
                .filter(item -> item.variants().isEmpty() || item.variants().equals(off.variants()))
                .findFirst()
                .orElse(null);
        if (given == null) {
            return;
        }
        Item taken = items.get(last - 1);
        items.set(last - 1, taken.quantity() == null ? taken.with(taken.variants(), given.quantity()) : taken);
        items.remove(last);
        items.remove(given);
    }

    /// "A turmeric soap, *no, two soaps*": the kind stands for the one of it that was just named, so many of it.
    static void recountedKind(List<Item> items, Reading reading) {
        int last = items.size() - 1;
        Item kind = last < 1 ? null : items.get(last);
        Item named = last < 1 ? null : items.get(last - 1);
        if (kind == null || named == null || kind.negated() || named.negated() || kind.quantity() == null) {
            return;
        }
        int at = reading.token(kind.words(), reading.token(named.words(), 0) + 1);
        boolean mends = named.products().size() == 1
                && named.quantity() != null
                && kind.products().size() > 1
                && kind.products().containsAll(named.products())
                && kind.variants().isEmpty()
                && IntStream.range(reading.clauseStart(at), at)
                        .anyMatch(i -> reading.begins("no", i) || reading.begins("correction", i));
        if (mends) {
            items.set(last - 1, named.with(named.variants(), kind.quantity()));
            items.remove(last);
        }
    }

    /// "Lightning. No wait, type c": of two that answer which one, the later is meant.
    static void meantInstead(List<Item> items, Reading reading, Surroundings at) {
        boolean two = items.size() == 2
                && items.stream().allMatch(item -> item.products().size() == 1 && !item.negated() && !item.category())
                && reading.products.size() == 2;
        boolean mended = two
                && reading.all("correction")
                        .anyMatch(hit -> hit.start()
                                        >= reading.products.getFirst().end()
                                && hit.end() <= reading.products.getLast().start());
        if (mended && at.awaited() == Awaited.PRODUCT) {
            items.removeFirst();
        }
    }

    /// "2 glasses +1.5, *non +2.0*"
    private static boolean instead(Item before, Item later, Reading reading) {
        return before.variants().size() == 1
                && later.variants().size() == 1
                && corrected(
                        reading, before.variants().getFirst(), later.variants().getFirst());
    }

    /// "The blue ukulele no actually the black one": of two variants of one thing the later is meant, as many of it.
    static void ratherThat(List<Item> items, Reading reading) {
        for (int i = items.size() - 1; i > 0; i--) {
            Item before = items.get(i - 1);
            Item later = items.get(i);
            boolean mended = another(before, later.with(later.variants(), null))
                    && before.variants().size() == 1
                    && (later.quantity() == null || later.quantity().equals(before.quantity()))
                    && corrected(
                            reading,
                            before.variants().getFirst(),
                            later.variants().getFirst());
            if (mended) {
                items.set(
                        i,
                        later.with(later.variants(), later.quantity() == null ? before.quantity() : later.quantity()));
                items.remove(i - 1);
            }
        }
    }

    /// "Rouge, non noir".
    private static boolean mends(Reading reading, int before) {
        // "non +2.0"
        int at = before > 0 && reading.tokens.get(before).is("+") ? before - 1 : before;
        return at > 0
                && reading.is(at, Word.MENDS)
                && reading.tokens.get(at - 1).separates();
    }

    private static boolean corrected(Reading reading, UUID before, UUID later) {
        return reading.variants.stream()
                .filter(first -> first.variants().contains(before))
                .anyMatch(first -> reading.variants.stream()
                        .filter(next -> next.variants().contains(later) && next.start() >= first.end())
                        .anyMatch(next -> mends(reading, next.start() - 1)
                                || reading.all("correction")
                                        .anyMatch(hit -> hit.start() >= first.end()
                                                && hit.end() <= next.start()
                                                && next.start() - hit.end() <= 2)));
    }

    /// "1 oolong, 1 lotus. No, leave the oolong, a jasmine", "2 lipsticks, red and berry, remove the red": what was
    /// named before is taken back, and its count goes to the one thing that comes instead.
    static void takenBack(List<Item> items, Reading reading) {
        for (int i = items.size() - 1; i > 0; i--) {
            Item refused = items.get(i);
            if (!refused.negated() || refused.products().size() != 1) {
                continue;
            }
            for (int j = i - 1; j >= 0; j--) {
                Item before = items.get(j);
                boolean same = before.products().equals(refused.products())
                        && (refused.variants().isEmpty() || refused.variants().equals(before.variants()));
                if (before.negated() || !same) {
                    continue;
                }
                if (refused.quantity() != null && before.quantity() != null) {
                    recounted(items, j, i, reading);
                    break;
                }
                if (i + 1 == items.size() - 1
                        && !items.getLast().negated()
                        && items.getLast().quantity() == null) {
                    items.set(i + 1, items.getLast().with(items.getLast().variants(), before.quantity()));
                }
                items.remove(i);
                items.remove(j);
                // both are gone: the one before it stands one further down
                i--;
                break;
            }
        }
    }

    /// "One black and one turmeric, *not two black*" keeps the one, "3 soaps, *no, 2 soaps*" wants two, and "3 soaps,
    /// *take off one soap*" leaves two.
    private static void recounted(List<Item> items, int named, int refused, Reading reading) {
        Item before = items.get(named);
        Item off = items.remove(refused);
        int many = before.quantity() == null ? 0 : before.quantity();
        int less = off.quantity() == null ? many : off.quantity();
        int from = reading.token(before.words(), 0);
        int thing = reading.token(off.words(), from + 1);
        if (saysBefore(reading, thing, Word.MENDS)) {
            items.set(named, before.with(before.variants(), less));
        } else if (reading.found("remove_from_cart").anyMatch(hit -> hit.start() > from && hit.end() <= thing)) {
            if (less < many) {
                items.set(named, before.with(before.variants(), many - less));
            } else {
                items.remove(named);
            }
        }
    }

    private static boolean saysBefore(Reading reading, int thing, Word word) {
        return IntStream.range(reading.clauseStart(thing), thing).anyMatch(i -> reading.is(i, word));
    }

    /// "40 croissants for the office. Plain butter ones": what comes later says which of them.
    static void saidLater(List<Item> items) {
        for (int i = 0; i + 1 < items.size(); i++) {
            Item open = items.get(i);
            if (open.products().size() < 2 || open.quantity() == null || open.negated()) {
                continue;
            }
            List<Item> later = items.subList(i + 1, items.size()).stream()
                    .filter(item -> item.products().size() == 1
                            && item.quantity() == null
                            && !item.negated()
                            && !item.category()
                            && open.products().containsAll(item.products()))
                    .toList();
            List<Item> parts = items.subList(i + 1, items.size()).stream()
                    .filter(item -> item.products().size() == 1
                            && item.quantity() != null
                            && !item.negated()
                            && open.products().containsAll(item.products()))
                    .toList();
            int sum = parts.stream()
                    .mapToInt(item -> item.quantity() == null ? 0 : item.quantity())
                    .sum();
            if (parts.size() > 1 && sum == open.quantity()) {
                // "3 croissants, 2 butter 1 almond"
                items.remove(i--);
                continue;
            }
            if (later.size() == 1 && open.variants().isEmpty()) {
                Item which = later.getFirst();
                items.set(i, new Item(which.products(), which.variants(), open.quantity(), false, false, open.words()));
                items.remove(which);
            }
        }
    }

    /// "Oil for hair" names the hair oil once.
    static void once(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            Item item = items.get(i);
            boolean saysMore = item.quantity() != null || !item.variants().isEmpty() || item.negated();
            if (!saysMore
                    && !item.products().isEmpty()
                    && item.products().equals(items.get(i - 1).products())) {
                items.remove(i);
            }
        }
    }

    /// "Two bottles, Water Bottle 750ml": the same thing again, now with its size.
    static void saidAgain(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            Item before = items.get(i - 1);
            Item again = items.get(i);
            boolean same = again.products().size() == 1
                    && items.stream()
                                    .filter(item -> item.products().equals(again.products()))
                                    .count()
                            == 2;
            boolean more = before.quantity() != null
                    && before.variants().isEmpty()
                    && again.quantity() == null
                    && again.variants().size() == 1;
            if (same && more && before.products().equals(again.products()) && !before.negated() && !again.negated()) {
                items.set(i - 1, again.with(again.variants(), before.quantity()));
                items.remove(i);
            }
        }
    }

    /// "The hydra cream for dry skin" names one thing.
    static void kinds(List<Item> items) {
        boolean named = items.stream()
                .anyMatch(item -> !item.category() && !item.products().isEmpty());
        if (named) {
            items.removeIf(item -> item.category() && item.quantity() == null);
        }
    }

    /// "A soap for me and a soap for mum": two.
    static void addUp(List<Item> items) {
        for (int i = items.size() - 1; i > 0; i--) {
            Item twin = items.get(i);
            for (int j = 0; j < i; j++) {
                Item first = items.get(j);
                boolean same = !first.negated()
                        && !twin.negated()
                        && first.products().equals(twin.products())
                        && first.variants().equals(twin.variants());
                if (same && first.quantity() != null && twin.quantity() != null) {
                    items.remove(i);
                    items.set(j, first.with(first.variants(), first.quantity() + twin.quantity()));
                    break;
                }
            }
        }
    }
}
