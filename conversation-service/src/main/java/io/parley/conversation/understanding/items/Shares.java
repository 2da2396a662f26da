package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.TheOther;
import io.parley.conversation.understanding.words.Lexicon.Hit;
import io.parley.conversation.understanding.words.Word;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// "Two for me and one for mum" is 3, and so is "2 plus 1"; "2 or 3" is neither. What does not add up is no count: then
/// how many is asked.
public final class Shares {
    private static final Set<String> AND = Set.of("and", "n", "&", "et", "na", "va", "with", "plus");
    private static final Set<String> PLUS = Set.of("plus", "+");

    private final Reading reading;
    private final Surroundings at;
    private final List<Number> numbers;
    private final Set<Number> dropped = new HashSet<>();
    private boolean summed;
    private boolean more;
    private boolean severalPlaces;

    /// @param numbers what is left to be counts, sizes and the rest
    /// @param summed the count is the whole and adds to nothing, and the same thing named twice is two of it
    /// @param more what is said comes on top of what was counted before
    /// @param severalPlaces it goes to more than one place, so that none is the order's
    public record Result(List<Number> numbers, boolean summed, boolean more, boolean severalPlaces) {}

    private Shares(Reading reading, Surroundings at, List<Number> numbers) {
        this.reading = reading;
        this.at = at;
        this.numbers = new ArrayList<>(numbers);
    }

    public static Result of(Reading reading, Surroundings at, List<Number> numbers) {
        return new Shares(reading, at, numbers).result();
    }

    private Result result() {
        List<Number> counts = counts();
        if (counts.stream().anyMatch(n -> shares(n).isPresent())) {
            another(counts);
        }
        alternatives(counts);
        added(counts);
        ownersFirst(counts);
        List<Number> shared = counts.stream().filter(n -> shares(n).isPresent()).toList();
        if (shared.size() > 1) {
            several(counts, shared);
        } else if (shared.size() == 1) {
            one(counts, shared.getFirst());
        } else if (counts.size() == 1 && reading.marks("share_each").findAny().isPresent()) {
            perHead(counts.getFirst(), heads(0));
        }
        boolean twice = marks().filter(this::target).map(Hit::start).distinct().count() > 1;
        return new Result(
                numbers.stream()
                        .filter(n -> !dropped.contains(n))
                        .sorted(Comparator.comparingInt(Number::start))
                        .toList(),
                summed || twice,
                more,
                severalPlaces);
    }

    private List<Number> counts() {
        List<Number> counts = new ArrayList<>(numbers.stream()
                .filter(n -> n.kind() == Kind.BARE || n.kind() == Kind.PIECES)
                .filter(n -> n.whole() > 0 && !sizeOfNamed(n))
                // "42 *moja* yangu": of that size
                .filter(n -> numbers.stream().noneMatch(size -> size.end() == n.start() && sizeOfNamed(size)))
                .toList());
        return counts;
    }

    /// "Raba *42* yangu na *38* ya mtoto": sizes of what is named or was told, and no count of either's.
    private boolean sizeOfNamed(Number number) {
        Set<UUID> having = at.catalogue().having(at.catalogue().sized(number.figures()));
        return number.kind() == Kind.BARE
                && number.whole() >= Heard.Loose.SIZE_LEAST
                && (reading.products.isEmpty()
                        ? at.awaited() == Surroundings.Awaited.VARIANT
                                        && having.stream().anyMatch(at.inHand()::contains)
                                || at.awaited() == Surroundings.Awaited.YES_OR_NO
                                        && at.focus() != null
                                        && having.contains(at.focus())
                        : reading.products.stream()
                                .flatMap(name -> name.products().stream())
                                .anyMatch(having::contains));
    }

    /// "One for me and another for my mum": one more, though no number says so.
    private void another(List<Number> counts) {
        java.util.stream.IntStream.range(0, reading.tokens.size())
                .filter(i -> reading.begins("more", i))
                .filter(i -> counts.stream().noneMatch(n -> n.start() <= i + 1 && i < n.end()))
                .mapToObj(i -> new Number(i, i + 1, 1, BigDecimal.ONE, Kind.BARE))
                .filter(n -> shares(n).isPresent())
                .forEach(n -> {
                    counts.add(n);
                    numbers.add(n);
                });
        counts.sort(Comparator.comparingInt(Number::start));
    }

    /// "2 or 3": to be asked.
    private void alternatives(List<Number> counts) {
        for (int i = 0; i + 1 < counts.size(); i++) {
            Number a = counts.get(i);
            Number b = counts.get(i + 1);
            boolean either = b.start() - a.end() == 1 && reading.is(a.end(), Word.OR);
            if (either && !sized(a) && !sized(b)) {
                dropped.add(a);
                dropped.add(b);
            }
        }
        counts.removeAll(dropped);
    }

    /// "Me 2, my sister 1": whose it is stands before each count.
    private void ownersFirst(List<Number> counts) {
        List<Number> owned = counts.stream().filter(this::behindOwner).toList();
        if (owned.size() < 2) {
            return;
        }
        int sum = owned.stream().mapToInt(Number::whole).sum();
        Number before = counts.stream()
                .filter(n -> n.start() < owned.getFirst().start())
                .reduce((_, last) -> last)
                .orElse(null);
        if (before != null && before.whole() == sum) {
            dropped.addAll(owned);
            counts.removeAll(owned);
            summed = true;
        } else {
            replace(counts, owned, sum);
        }
    }

    private boolean behindOwner(Number number) {
        int from = from(number);
        boolean owner = from < number.start() && reading.marked("person", from);
        boolean opens = from == 0
                || reading.tokens.get(from - 1).separates()
                || reading.tokens.get(from - 1).is(":")
                || AND.contains(token(from - 1))
                || reading.products.stream().anyMatch(p -> p.end() == from)
                || numbers.stream().anyMatch(n -> n.end() == from);
        boolean goodsNext = reading.products.stream().anyMatch(p -> p.start() == number.end())
                || reading.variants.stream().anyMatch(v -> v.start() == number.end());
        return owner && opens && !goodsNext && !sizeOfCounted(number, from);
    }

    /// "Moja *ya 42*": a size of one, and nobody's share.
    private boolean sizeOfCounted(Number number, int from) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && sized(number)
                && numbers.stream().anyMatch(n -> n.end() == from && n.whole() < Heard.Loose.SIZE_LEAST);
    }

    private int from(Number number) {
        int from = number.start();
        while (from > 0 && (reading.marked("person", from - 1) || LINKED.contains(token(from - 1)))) {
            from--;
        }
        return from;
    }

    private String token(int at) {
        return reading.tokens.get(at).norm();
    }

    private static final Set<String> LINKED =
            Set.of("is", "takes", "wants", "gets", "need", "needs", "get", "want", "prend", "veut", "lay");

    private boolean sized(Number number) {
        return !at.catalogue().sized(number.figures()).isEmpty();
    }

    /// "2 plus 1", "2 and one more".
    private void added(List<Number> counts) {
        for (int i = counts.size() - 2; i >= 0; i--) {
            Number a = counts.get(i);
            Number b = counts.get(i + 1);
            if (b.start() - a.end() != 1 || owns(counts, i + 1)) {
                continue;
            }
            String between = reading.tokens.get(a.end()).norm();
            boolean onTop = AND.contains(between)
                    && reading.all("more")
                            .anyMatch(hit ->
                                    hit.start() <= b.end() && hit.end() > b.start() && !TheOther.is(reading, hit))
                    && shares(b).isEmpty();
            if (PLUS.contains(between) || onTop) {
                replace(counts, List.of(a, b), a.whole() + b.whole());
            }
        }
    }

    /// Whose each is, is said of at least two of them.
    private void several(List<Number> counts, List<Number> shared) {
        severalPlaces = shared.stream().filter(this::goesTo).count() > 1;
        List<Number> owners = new ArrayList<>();
        List<Number> bare = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            boolean of = shared.contains(counts.get(i));
            if (owns(counts, i)) {
                owners.add(counts.get(i));
            } else if (of) {
                bare.add(counts.get(i));
            }
        }
        if (bare.isEmpty()) {
            return;
        }
        int sum = bare.stream().mapToInt(Number::whole).sum();
        Number before = counts.stream()
                .filter(n -> n.start() < bare.getFirst().start())
                .reduce((_, last) -> last)
                .orElse(null);
        if (severalPlaces || owners.size() > 1) {
            owners.stream().filter(shared::contains).forEach(dropped::add);
            dropped.addAll(bare);
        } else if (before == null) {
            replace(counts, bare, sum);
        } else if (shared.contains(before)) {
            List<Number> all = new ArrayList<>(List.of(before));
            all.addAll(bare);
            replace(counts, all, before.whole() + sum);
        } else if (before.whole() == sum) {
            dropped.addAll(bare);
            summed = true;
        } else {
            dropped.add(before);
            dropped.addAll(bare);
        }
    }

    /// Whose it is, is said of one count only.
    private void one(List<Number> counts, Number number) {
        int heads = heads(shares(number).orElseThrow().end());
        boolean dealt = reading.all("each").noneMatch(hit -> ofGoods(hit)) && reading.has("each") || repeated(number);
        int index = counts.indexOf(number);
        Number before = index == 0 ? null : counts.get(index - 1);
        boolean perHead = reading.marks("share_each").findAny().isPresent();
        if (perHead || dealt && heads > 1) {
            perHead(number, heads);
        } else if (number.whole() == 1 && heads > 1 && !owns(counts, index)) {
            // one for both of them, or one for each?
            dropped.add(number);
        } else if (before != null
                && number.start() > 0
                && AND.contains(reading.tokens.get(number.start() - 1).norm())
                && !owns(counts, index)) {
            // "2 serums and 1 for my sister": three, or one of the two?
            dropped.add(before);
            dropped.add(number);
        } else if (before != null && explains(counts, before, number)) {
            dropped.add(number);
        } else if (before == null
                && !owns(counts, index)
                && at.ordering()
                && at.awaited() != Surroundings.Awaited.QUANTITY
                && !reading.has("correction")
                && !reading.has("update_cart")) {
            more = true;
        }
    }

    /// "Make that 3, *one for my mum*": of so many in all, it lowers nothing.
    private boolean explains(List<Number> counts, Number all, Number number) {
        return number.whole() < all.whole()
                && !owns(counts, counts.indexOf(number))
                && !owns(counts, counts.indexOf(all))
                && (reading.parted(all.end(), number.start()) || reading.is(number.start() - 1, Word.OF_WHICH));
    }

    private void perHead(Number number, int heads) {
        if (heads < 2) {
            dropped.add(number);
        } else {
            replace(new ArrayList<>(), List.of(number), number.whole() * heads);
        }
    }

    /// "One one for me and my sister", "moja moja".
    private boolean repeated(Number number) {
        return number.end() - number.start() == 2
                && reading.tokens
                        .get(number.start())
                        .norm()
                        .equals(reading.tokens.get(number.end() - 1).norm());
    }

    /// "One of each": of the things, not of the people.
    private boolean ofGoods(Hit each) {
        boolean of = false;
        for (int i = each.start(); i < each.end(); i++) {
            of |= Set.of("of", "de", "za", "loai", "thu", "aina")
                    .contains(reading.tokens.get(i).norm());
        }
        return of
                || each.start() > 0
                        && Set.of("of", "de")
                                .contains(reading.tokens.get(each.start() - 1).norm());
    }

    /// How many people are named from there on: "me and my two sisters" are three.
    private int heads(int from) {
        int heads = 0;
        for (int i = from; i < reading.tokens.size(); i++) {
            boolean opens = i == from
                    || reading.tokens.get(i - 1).is(",")
                    || AND.contains(reading.tokens.get(i - 1).norm());
            if (!opens || !reading.marked("person", i)) {
                continue;
            }
            int next = i + 1;
            heads += numbers.stream()
                    .filter(n -> n.start() == next)
                    .mapToInt(Number::whole)
                    .findFirst()
                    .orElse(1);
        }
        return heads;
    }

    private void replace(List<Number> counts, List<Number> all, int sum) {
        Number first = all.getFirst();
        Number whole = new Number(first.start(), first.end(), sum, BigDecimal.valueOf(sum), Kind.PIECES);
        dropped.addAll(all);
        counts.removeAll(all);
        counts.add(whole);
        counts.sort(Comparator.comparingInt(Number::start));
        numbers.add(whole);
        summed = true;
    }

    private Stream<Hit> marks() {
        return reading.markers.stream()
                .filter(hit -> hit.section().equals("share") || hit.section().equals("share_own"));
    }

    /// What says whose the count is: "2 serums for my sister".
    private Optional<Hit> shares(Number number) {
        for (int i = number.end(); i < reading.tokens.size() && i - number.end() < 8; i++) {
            int here = i;
            Optional<Hit> mark = marks().filter(hit -> hit.start() == here)
                    .filter(this::target)
                    .max(Comparator.comparingInt(Hit::length));
            if (mark.isPresent() || goesTo(here)) {
                return mark.isPresent() ? mark : Optional.of(new Hit(here, here + 1, "share", "en", "", 1, false, 1));
            }
            boolean another = numbers.stream()
                    .anyMatch(n -> n != number && n.start() <= here && here < n.end() && here >= number.end());
            boolean between = reading.claimed(i)
                    || reading.marked("unit_pieces", i)
                    || reading.marked("unit_size", i)
                    || reading.marked("share_each", i)
                    || reading.everyday(i)
                            && Set.of(
                                            "of", "the", "de", "more", "is", "are", "will", "be", "est", "sont", "sera",
                                            "ni", "s")
                                    .contains(reading.tokens.get(i).norm());
            if (another || !between || reading.tokens.get(i).separates()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean target(Hit mark) {
        int next = mark.end();
        if (mark.section().equals("share_own")) {
            return true;
        }
        return next < reading.tokens.size()
                && reading.tokens.get(next).word()
                && numbers.stream().noneMatch(n -> n.start() == next)
                && !reading.inThing(next)
                && reading.variants.stream().noneMatch(v -> v.start() == next)
                && !reading.marked("date", next);
    }

    private boolean goesTo(Number number) {
        return shares(number)
                .filter(hit -> goesTo(hit.start()) || reading.towns.contain(reading.tokens, hit.end(), hit.end() + 1))
                .isPresent();
    }

    /// "To Abuja".
    private boolean goesTo(int at) {
        return (reading.marked("place_weak", at) || reading.marked("place_before", at))
                && at + 1 < reading.tokens.size()
                && !reading.inThing(at + 1)
                && reading.towns.contain(reading.tokens, at + 1, at + 2);
    }

    /// Whether a thing of the shop stands between this count and the next.
    private boolean owns(List<Number> counts, int index) {
        int from = counts.get(index).end();
        int to = index + 1 < counts.size() ? counts.get(index + 1).start() : reading.tokens.size();
        return Stream.concat(
                        reading.products.stream().map(p -> p.start()),
                        reading.variants.stream().map(v -> v.start()))
                .anyMatch(start -> start >= from && start < to);
    }
}
