package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.items.Parts.Part;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands around each of the parts of a message that may be an item: whether the next one is what it belongs to.
record Neighbours(Reading reading, Surroundings at, List<Part> parts) {

    /// "It isn't by size? The blue one then": what is refused is refused in its own sentence.
    boolean sentenceEnds(int i) {
        int from = i == 0 ? 0 : parts.get(i - 1).end();
        int to = parts.get(i).start();
        return i > 0
                && parts.get(i - 1).no()
                && (stops(from, to) || supposes(from, to) || takesInstead(from, to) || refusesOther(from, to));
    }

    /// "Sans *paquet* alors, 1 rouge à lèvres": something else is refused right there, in a clause of its own.
    private boolean refusesOther(int from, int to) {
        int comma = reading.clauseEnd(from);
        return comma > from
                && comma < to
                && reading.tokens.get(from).word()
                && !reading.everyday(from)
                && !reading.claimed(from)
                && parts.get(indexAt(to)).number() != null;
    }

    private int indexAt(int start) {
        return IntStream.range(0, parts.size())
                .filter(i -> parts.get(i).start() == start)
                .findFirst()
                .orElseThrow();
    }

    /// "Không lấy ấm, *mình chỉ lấy* nồi cơm": behind the comma something is taken, whatever was refused before it.
    private boolean takesInstead(int from, int to) {
        int comma = reading.clauseEnd(from);
        return comma > from
                && comma < to
                && Stream.concat(reading.found("buying_intent"), reading.changing("only_that"))
                        .anyMatch(hit -> hit.start() > comma && hit.end() == to);
    }

    /// "Vous faites pas un prix *si* on en prend 5 ?": what is refused is not what is only supposed.
    private boolean supposes(int from, int to) {
        return reading.marks("condition").anyMatch(hit -> from <= hit.start() && hit.end() <= to);
    }

    /// Whether a sentence ends between.
    boolean stops(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(reading.tokens::get)
                .anyMatch(token -> token.is("?") || token.is("!") || token.is("."));
    }

    /// Right behind a variant.
    boolean countsVariant(int i, Number number) {
        return i > 0 && parts.get(i - 1).variant() != null && parts.get(i - 1).end() == number.start();
    }

    /// Right behind a thing.
    boolean countsThing(int i) {
        return i > 0
                && parts.get(i).number() != null
                && parts.get(i - 1).product() != null
                && parts.get(i - 1).end() == parts.get(i).start();
    }

    /// "The chips *3* hickory 1 mesquite": each count touches the variant behind it, and the last one none before it.
    boolean countsOut(int i) {
        int part = i;
        while (part + 1 < parts.size()
                && parts.get(part).number() != null
                && parts.get(part + 1).variant() != null
                && parts.get(part + 1).start() == parts.get(part).end()) {
            part += 2;
        }
        return part - i > 2 && (part == parts.size() || parts.get(part).number() == null);
    }

    boolean nextIsThing(int at) {
        return at + 1 < parts.size()
                && (parts.get(at + 1).product() != null || parts.get(at + 1).variant() != null)
                && parts.get(at + 1).start() - parts.get(at).end() <= 3
                && !reading.parted(parts.get(at).end(), parts.get(at + 1).start());
    }

    /// "Replace the mask with one toner": right before the next thing, and not right behind the last one.
    boolean leadsNext(Building last, int i) {
        Part number = parts.get(i);
        return number.start() > last.end && parts.get(i + 1).start() == number.end();
    }

    /// "One *black* snapback cap", of caps that come in no colour: counted with its thing, it is said of nothing else.
    boolean ofNextThing(int i, @Nullable Number count) {
        Part part = parts.get(i);
        return count != null
                && count.end() == part.start()
                && part.variant() instanceof NamedVariant variant
                && i + 1 < parts.size()
                && parts.get(i + 1).product() instanceof Named next
                && next.start() == part.end()
                && next.certain()
                && next.products().stream().noneMatch(at.catalogue().having(variant.variants())::contains);
    }

    /// "An eko tee *in black*", which comes in no black: that is no other thing's colour either.
    boolean ofLastThing(Building last, Part part) {
        int lead = part.start() - 1;
        return last.product != null
                && last.end == lead
                && (reading.is(lead, Word.IN) || reading.is(lead, Word.SHADE_BEFORE));
    }

    /// "2 serums, 50ml cream": the variant stands before its product.
    boolean leadsToProduct(int i, Building last) {
        return i + 1 < parts.size()
                && parts.get(i + 1).product() != null
                && (reading.parted(last.end, parts.get(i).start()) || becomesNext(i, last))
                && !reading.parted(parts.get(i).end(), parts.get(i + 1).start());
    }

    /// "Swap the assam for *100g earl grey*".
    private boolean becomesNext(int i, Building last) {
        return parts.get(i).start() > last.end
                && parts.get(i + 1).start() == parts.get(i).end()
                && reading.changing("swaps").anyMatch(hit -> hit.end() <= last.start);
    }

    boolean nextProductHas(int i, NamedVariant variant) {
        for (int next = i + 1; next < parts.size(); next++) {
            Part part = parts.get(next);
            Part before = parts.get(next - 1);
            boolean listed = next > i + 1 || part.product() == null;
            boolean apart =
                    listed ? part.start() - before.end() > 3 || part.no() : reading.parted(before.end(), part.start());
            if (apart) {
                return false;
            }
            if (part.product() != null) {
                return part.product().products().stream()
                        .anyMatch(at.catalogue().having(variant.variants())::contains);
            }
        }
        return false;
    }

    /// "2 of the 50 and 1 cream", "2 of the 8x10 and an oak frame", of prints that were told: the product behind has a
    /// count of its own.
    boolean nextIsCountedItself(int i) {
        return i + 1 < parts.size() && articleNext(i)
                || i + 2 < parts.size()
                        && parts.get(i + 1).number() != null
                        && (parts.get(i + 2).product() != null || saidAgainNext(i))
                        && (reading.parted(parts.get(i).end(), parts.get(i + 1).start()) || joinsAnother(i));
    }

    /// "2 thùng + 1 *thùng sơn lót*": the product behind it comes in the same, and is said to.
    private boolean saidAgainNext(int i) {
        return i + 3 < parts.size()
                && parts.get(i).variant() instanceof NamedVariant variant
                && parts.get(i + 2).variant() instanceof NamedVariant again
                && variant.variants().containsAll(again.variants())
                && parts.get(i + 3).product() != null
                && ofFocus(i);
    }

    /// "2 hũ nửa ký *với* 1 hũ tôm chua nhỏ", of another paste that was told and comes so.
    private boolean joinsAnother(int i) {
        return ofFocus(i)
                && IntStream.range(parts.get(i).end(), parts.get(i + 1).start())
                        .anyMatch(at -> reading.is(at, Word.AND) || reading.is(at, Word.JOINS));
    }

    /// Whether what was told last comes so.
    private boolean ofFocus(int i) {
        UUID focus = at.focus();
        return focus != null
                && parts.get(i).variant() instanceof NamedVariant variant
                && at.catalogue().having(variant.variants()).contains(focus);
    }

    private boolean articleNext(int i) {
        int article = parts.get(i + 1).start() - 1;
        return ofFocus(i)
                && parts.get(i + 1).number() == null
                && reading.is(article, Word.A)
                && reading.joined(parts.get(i).end(), article);
    }

    /// "(Nipe mbili,) na chaji ya 20W moja": the count stands behind the thing.
    boolean countedBehind(int i) {
        int next = i + 1;
        while (next < parts.size() && parts.get(next).variant() != null) {
            next++;
        }
        return next < parts.size()
                && parts.get(next).number() != null
                && parts.get(next).start() - parts.get(next - 1).end() <= 1
                && !reading.parted(parts.get(i).end(), parts.get(next).start())
                && !nextIsThing(next);
    }
}
