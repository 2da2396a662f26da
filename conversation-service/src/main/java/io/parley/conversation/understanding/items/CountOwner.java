package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.items.Parts.Part;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.reading.Asking;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/// Whose a count is that stands among things: of the one before it, of the one behind, or of nothing that is named.
final class CountOwner {
    private final Reading reading;
    private final Surroundings at;
    private final List<Part> parts;
    private final Neighbours near;
    private final boolean numberFirst;

    CountOwner(Reading reading, Surroundings at, List<Part> parts, Neighbours near) {
        this.reading = reading;
        this.at = at;
        this.parts = parts;
        this.near = near;
        numberFirst = parts.stream()
                .filter(part -> !part.no())
                .findFirst()
                .filter(part -> part.number() != null)
                .isPresent();
    }

    /// "(get me three,) and a 40mm one", "one of them and 100g chai": what follows is another thing.
    boolean countsAnother(Number count, Part part) {
        return one(part.start()) && reading.parted(count.end(), part.start())
                || reading.joined(count.end(), part.start());
    }

    boolean mends(Building last, Number number) {
        return last.quantity != null
                && last.product != null
                && !last.negated
                && (number.whole() < Heard.Loose.SIZE_LEAST || comesNotIn(last, number))
                && (saysRather(last, number)
                        || number.whole() < Heard.Loose.SIZE_LEAST
                                && reading.all("correction")
                                        .anyMatch(hit -> hit.start() >= last.end
                                                && hit.end() <= number.start()
                                                && number.start() - hit.end() <= 1));
    }

    private boolean comesNotIn(Building last, Number number) {
        return last.product != null
                && at.catalogue().having(at.catalogue().sized(number.figures())).stream()
                        .noneMatch(last.product.products()::contains);
    }

    /// "2 toners, *no 3*", "sabuni tatu, *hapana, mbili* tu": a no and a count, and nothing else behind the thing.
    private boolean saysRather(Building last, Number number) {
        boolean no = IntStream.range(last.end, number.start())
                .anyMatch(i -> reading.is(i, Word.MENDS)
                        && reading.begins("no", i)
                        && IntStream.range(i + 1, number.start())
                                .allMatch(j -> reading.tokens.get(j).is(",")));
        boolean nothingBefore = IntStream.range(last.end, number.start())
                .allMatch(i -> reading.tokens.get(i).separates()
                        || reading.is(i, Word.MENDS)
                        || reading.everyday(i)
                        || reading.marked("unit_pieces", i)
                        || reading.nicety(i));
        int end = number.end() + (reading.marked("unit_pieces", number.end()) ? 1 : 0);
        return no
                && nothingBefore
                && (number.kind() == Kind.BARE || number.kind() == Kind.PIECES)
                && (reading.closes(end)
                        || reading.nicety(end)
                        || reading.changing("only_that").anyMatch(only -> only.start() == end));
    }

    boolean belongsBehind(Building last, int i, Number number) {
        return (last.quantity == null || last.byArticle && number.kind() == Kind.PIECES)
                && !last.negated
                && apart(last.end, number.start()) <= BEHIND_MAX
                && !near.countsOut(i)
                && !(near.nextIsThing(i)
                        && (numberFirst
                                || reading.parted(last.end, number.start())
                                // "1kg tôm với 2 khay hàu"
                                || reading.is(number.start() - 1, Word.JOINS)
                                // "đổi trà sang 2 hũ bơ"
                                || reading.is(number.start() - 1, Word.CHANGED_TO)
                                // "thay balo bằng 1 gói tất"
                                || reading.is(number.start() - 1, Word.SWAPPED_FOR)
                                        && reading.changing("swaps").anyMatch(swap -> swap.end() <= last.start)
                                || near.leadsNext(last, i)));
    }

    /// "Les chambres *j'en veux* que une", "the wine gele, *make e be* 3", "la toile *la plus grande*, 2": what says
    /// that
    /// it is wanted, or which one, parts nothing.
    private long apart(int from, int to) {
        return IntStream.range(from, to)
                .filter(i -> !reading.within("buying_intent", i)
                        && !reading.within("pick", i)
                        && reading.all("update_cart").noneMatch(made -> made.end() == to && made.start() <= i))
                .count();
    }

    /// "Vikoi viwili, *bluu moja* na nyeupe moja": of all that were counted, so many are of this variant.
    boolean dealsOut(Building last, int i, Number number) {
        return last.quantity != null
                && last.quantity > number.whole()
                && !last.negated
                && !near.countsOut(i)
                && near.countsVariant(i, number)
                && i + 2 < parts.size()
                && parts.get(i + 2).number() instanceof Number next
                && near.countsVariant(i + 2, next);
    }

    /// "Thermos *moja* ya 2L", "rompa *tatu*": right behind the thing, spelled out, it counts, though the thing comes
    /// in 1L too; so does a figure with the size behind it, "brashi *2* nchi 4".
    boolean countsSizeBehind(Number number) {
        boolean spelled = number.whole() < Heard.Loose.SIZE_LEAST
                && reading.tokens.get(number.start()).word();
        boolean sizeNext = number.whole() < Heard.Loose.SIZE_LEAST
                && reading.variants.stream()
                        .anyMatch(v -> v.start() == number.end()
                                && IntStream.range(v.start(), v.end()).anyMatch(reading::number));
        return spelled
                || sizeNext
                || number.end() < reading.tokens.size()
                        && Names.links(reading.tokens.get(number.end()).norm())
                        && reading.variants.stream().anyMatch(v -> v.start() == number.end() + 1);
    }

    /// "2 robusta *1* arabica", "switch *2* socket 3": close between two things where counts stand before them, or
    /// behind, it counts one of them, though the first comes in 1 kg and the other in 2 gang.
    boolean countsBetween(Building last, int i, Number number) {
        boolean touches = number.kind() == Kind.BARE && number.start() == last.end && last.product != null;
        boolean thingNext = i + 1 < parts.size()
                && parts.get(i + 1).product() != null
                && parts.get(i + 1).start() == number.end();
        boolean before = last.quantity != null && thingNext && !near.countedBehind(i + 1);
        boolean behind = last.quantity == null
                && (thingNext && near.countedBehind(i + 1)
                        || i > 2
                                && near.countsThing(i - 2)
                                && parts.get(i - 1).product() != null
                                // "le bac 30, chauffage 25": behind a comma it may be a size
                                && parts.get(i - 2).end() == parts.get(i - 1).start());
        return touches && !calledJustSo(last, number) && (before || behind);
    }

    /// "2 sneakers *42* belt", of sneakers that come in "42".
    private boolean calledJustSo(Building last, Number number) {
        return number.whole() >= Heard.Loose.SIZE_LEAST
                && at.catalogue().sized(number.figures()).stream()
                        .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                        .anyMatch(variant -> variant.name().equals(number.figures()))
                && !comesNotIn(last, number);
    }

    private static final int BEHIND_MAX = 3;

    /// "Take 2. And the purse": parted from the thing, the count answers what was asked, or the thing has a count
    /// of its own.
    boolean countsNoThing(Number count, int i, Named product) {
        boolean answered = one(product.start())
                || answersOffer(count, product)
                || at.awaited() == Surroundings.Awaited.QUANTITY
                || at.focus() != null && near.countedBehind(i);
        // "two of them and chain oil"
        boolean ofThem = !at.inHand().isEmpty()
                && reading.marks("some_of_them")
                        .anyMatch(hit -> hit.start() <= count.start()
                                && count.end() < hit.end()
                                && reading.joined(hit.end(), product.start()));
        return ofThem
                || answered && reading.parted(count.end(), product.start())
                || near.stops(count.end(), product.start()) && reading.joined(count.end(), product.start())
                || oneAndThat(count, product);
    }

    /// "The bags, big pack, x2 and a harness": the count stands behind the one, and the other has its article.
    boolean countsLast(Building last, Number count, Part part) {
        return last.quantity == null
                && !last.negated
                && last.product != null
                && one(part.start())
                && part.start() - count.end() >= 2
                && !reading.is(count.end(), Word.OF);
    }

    /// "Nataka moja na sandals", when a bag was offered: one bag.
    private boolean oneAndThat(Number count, Named product) {
        return at.awaited() == Surroundings.Awaited.YES_OR_NO
                && at.focus() != null
                && !product.products().contains(at.focus())
                && (reading.is(count.end(), Word.AND) || reading.is(count.end(), Word.WITH))
                && product.start() - count.end() <= 2;
    }

    /// "une arnaque": no count, unless how many was asked.
    boolean article(Number number) {
        return at.awaited() != Surroundings.Awaited.QUANTITY
                        && number.whole() == 1
                        && number.kind() != Kind.PIECES
                        && reading.is(number.start(), Word.MAYBE_ARTICLE)
                        && reading.wordCount() > 2
                        && number.end() < reading.tokens.size()
                        && !reading.tokens.get(number.end()).separates()
                        && !closes(number.end())
                        && number.end() - number.start() == 1
                || at.awaited() == Surroundings.Awaited.NOTHING
                        && reading.has("custom_request")
                        && reading.tokens.get(number.start()).word();
    }

    /// "Oui une *svp*", "envoyez m'en une *à Dakar*": nothing that could be counted stands behind.
    private boolean closes(int at) {
        return reading.marked("polite", at) || reading.marked("place_weak", at) && reading.town(at + 1);
    }

    /// "2 please, and the broom", when a cushion was offered: two cushions.
    private boolean answersOffer(Number count, Named thing) {
        UUID focus = at.focus();
        boolean alone = count.end() < reading.tokens.size()
                && (reading.tokens.get(count.end()).separates()
                        || reading.marked("unit_pieces", count.end())
                        || reading.marked("polite", count.end()));
        return at.awaited() == Surroundings.Awaited.YES_OR_NO
                && focus != null
                && alone
                && !thing.products().contains(focus);
    }

    /// "I have 3 kids, which lotion": three of something that is not sold, in a clause of its own.
    boolean ofSomethingElse(Number number, int product) {
        if (OfTold.counts(number, reading, at)) {
            return true;
        }
        boolean clauses = false;
        for (int i = number.end(); i < product; i++) {
            clauses |=
                    reading.tokens.get(i).separates() && !reading.tokens.get(i).is("&");
        }
        return clauses
                && reading.tokens.get(number.end()).word()
                && number.kind() == Kind.BARE
                && !reading.marked("polite", number.end())
                && !reading.everyday(number.end());
    }

    /// Whether it counts a thing that is not wanted so, right behind it.
    boolean countsRefused(Building last, Part number) {
        return last.negated && last.product != null && last.quantity == null && number.start() == last.end;
    }

    /// Whether the number takes the place of a count that was not meant.
    boolean recounted(Building last, Part number) {
        return last.negated
                && last.product != null
                && last.quantity != null
                && number.start() - last.end <= 2
                && reading.parted(last.end, number.start())
                && reading.found("remove_from_cart").findAny().isEmpty();
    }

    /// "Make the tapes 3", of tapes that are 3 m or 5 m long: which was said before, so it is how many.
    boolean recounts(Building last, Number number) {
        return last.product != null
                && last.product.products().size() == 1
                && (at.settled().containsAll(last.product.products())
                        || at.awaited() == Surroundings.Awaited.QUANTITY
                                && at.inHand().containsAll(last.product.products()))
                && (number.whole() < Heard.Loose.SIZE_LEAST || reading.has("update_cart") || reading.made(last.start));
    }

    /// "a serum": one of it; "the serum" says nothing.
    boolean one(int start) {
        if (start == 0) {
            return false;
        }
        if (!reading.tokens.get(start - 1).plain() && !reading.within("number", start - 1)) {
            // "crème à mains", "ăn pate"
            return false;
        }
        String before = reading.tokens.get(start - 1).norm();
        int here = start;
        boolean sized = reading.all("pick").anyMatch(hit -> hit.end() == here && hit.length() == 1);
        if (sized) {
            // "a big bag"
            return one(start - 1);
        }
        int of = reading.is(before, Word.POINTER) ? start - 2 : start - 1;
        boolean contained = of > 1 && reading.is(of, Word.OF) && reading.marked("unit_pieces", of - 1);
        if (contained) {
            // "a pack of filters", "a pack of the thin ones"
            return one(of - 1);
        }
        // "what's a dribble bib"
        boolean asked = !reading.has("buying_intent")
                && reading.all("product_inquiry").anyMatch(hit -> hit.start() == 0 && hit.end() == here);
        // "can you write on a cake", "do you deliver? it's for a phone"
        boolean onlyArticle = asked
                || reading.is(before, Word.ARTICLE)
                        && (reading.has("custom_request")
                                || reading.has("recommend")
                                || reading.has("availability_check") && !reading.has("buying_intent")
                                || reading.has("delivery_question") && !reading.has("buying_intent"));
        return !onlyArticle
                && reading.is(before, Word.A)
                && (!reading.has("price_check")
                        || parts.stream().anyMatch(p -> p.number() != null && p.start() < start));
    }

    /// "Could I have *a large one*", "and *a nude one* too", "*a mustard* please": one of it, unless it is only asked
    /// about or something becomes it.
    boolean oneSuch(int start, int end) {
        boolean whole =
                reading.is(end, Word.PRONOUN) || reading.is(end, Word.TOO) || reading.closes(end) || forSomebody(end);
        // "need it for a cafetiere"
        boolean what = !reading.is(start - 2, Word.SERVES);
        return whole && what && onlyOne() && Asking.onlyWants(reading) && one(start);
    }

    /// "A plain grey *for my husband*"
    private boolean forSomebody(int at) {
        return reading.is(at, Word.SERVES)
                && IntStream.range(at + 1, Math.min(at + 3, reading.tokens.size()))
                        .anyMatch(reading::person);
    }

    /// "Clear one and a peach one" names two.
    private boolean onlyOne() {
        return reading.variants.size() == 1
                && reading.all("pick")
                        .allMatch(pick -> reading.variants.getFirst().start() >= pick.start()
                                && reading.variants.getFirst().end() <= pick.end());
    }

    /// "Half a dozen", where that is sold as one.
    boolean holdsArticle(NamedVariant variant) {
        for (int i = variant.start() + 1; i < variant.end(); i++) {
            if (reading.is(i, Word.ARTICLE)) {
                return true;
            }
        }
        return false;
    }
}
