package io.parley.conversation.understanding.items;

import io.parley.conversation.understanding.items.Parts.Part;
import io.parley.conversation.understanding.reading.Reading;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Which parts of a message stay as they are, and which ones their own clause takes off.
record LetGo(Reading reading, List<Part> parts) {
    private static final double LET_GO_WEAK = 0.5;

    /// "Ủa mà M thôi khỏi": little words before it.
    private static final int OPENS_MAX = 3;

    /// "Remove a glove, *keep* the M".
    boolean kept(Part part) {
        boolean refused = parts.stream().anyMatch(before -> before.no() && before.end() == part.start());
        return keptBehind(part.end())
                || !refused
                        && IntStream.rangeClosed(0, reading.question() ? KEPT_BEHIND_MAX : 1)
                                .takeWhile(back -> back == 0 || little(part.start() - back))
                                .anyMatch(back -> reading.endsMark("keep", part.start() - back));
    }

    /// "Do you have butter? Keep *my 3* black soaps"
    private static final int KEPT_BEHIND_MAX = 2;

    private boolean little(int at) {
        return at >= 0
                && !reading.is(at, Word.AND)
                && (reading.everyday(at)
                        || reading.person(at)
                        || reading.marked("unit_pieces", at)
                        || reading.question() && counts(at));
    }

    private boolean counts(int at) {
        return reading.number(at) || reading.begins("number", at);
    }

    /// "Krimu *usiguse*", "cream *ibaki*", "sabuni tatu *zibaki*": the rest of its clause.
    private boolean keptBehind(int at) {
        return reading.marks("keep")
                .anyMatch(keep ->
                        (keep.start() == at || keep.start() == at + 1 && counts(at)) && reading.closes(keep.end()));
    }

    /// "Remove the 24, *28 and 30*": what takes off the one takes off those that are joined to it.
    boolean alsoGoes(Building last, Part part) {
        return last.negated
                && last.end < part.start()
                && IntStream.range(last.end, part.start())
                        .allMatch(i -> reading.tokens.get(i).is(",")
                                || reading.is(i, Word.AND)
                                || Names.ARTICLES.contains(reading.tokens.get(i).norm()))
                && reading.all("remove_from_cart").anyMatch(hit -> !hit.gapped() && hit.end() <= last.end)
                && reading.all("correction").noneMatch(hit -> hit.start() >= part.end())
                && !reading.number(part.end());
    }

    /// "Enlevez les sacoches *et la pompe*": nothing but a word that joins and one that points stands between, and
    /// nothing is said of it.
    boolean alsoGoes(Building last, Part part, List<UUID> ordered) {
        boolean takenOff = Stream.of("remove_from_cart", "cancel_order", "negation")
                .flatMap(reading::all)
                .filter(off -> !off.section().equals("negation")
                        || reading.marks("let_go").anyMatch(drops -> drops.start() == off.start()))
                // "no bag, and the pump" keeps the pump
                .filter(off -> !reading.is(off.start(), Word.NOT) && !reading.is(off.start(), Word.NO))
                .anyMatch(off ->
                        !off.gapped() && off.end() <= last.start && off.start() >= reading.clauseStart(last.start));
        return last.negated
                && takenOff
                && part.product() != null
                && ordered.containsAll(part.product().products())
                && part.start() - last.end <= 2
                && reading.is(last.end, Word.AND)
                && IntStream.range(last.end + 1, part.start())
                        .allMatch(i -> reading.is(i, Word.POINTER) || reading.everyday(i) && !reading.number(i))
                && (reading.closes(part.end())
                        || reading.is(part.end(), Word.AND)
                        || reading.nicety(part.end()) && reading.closes(part.end() + 1));
    }

    /// "Lấy 20 thôi": only that, though the same word behind a thing lets it go.
    boolean only(Part part) {
        return reading.changing("only_that")
                .filter(hit -> hit.start() == part.end())
                .anyMatch(hit -> reading.marks("let_go")
                        .noneMatch(longer -> longer.start() == hit.start() && longer.length() > hit.length()));
    }

    /// "Earbuds achana nazo", "the toner, leave it": the whole rest of its clause takes it off.
    ///
    /// @param counted a count stands before it
    boolean letGo(Part part, boolean counted) {
        int from = behindUpdate(part, reading.clauseStart(part.start()));
        boolean opens = part.start() - from <= OPENS_MAX
                && IntStream.range(from, part.start())
                        .noneMatch(i -> reading.number(i)
                                || reading.thingAt(i)
                                || reading.variants.stream().anyMatch(v -> v.start() == i));
        // "chỉ lấy cần lure thôi": only that is taken, and it is not let go
        boolean only = weakly(part)
                && (reading.changing("only_that").anyMatch(hit -> hit.end() == part.start()) || taken(part));
        return takenOffNext(part)
                || opens
                        && !only
                        && reading.marks("let_go")
                                .anyMatch(hit -> hit.start() >= part.end()
                                        // "một giỏ thôi": only one
                                        && (hit.weight() > LET_GO_WEAK || !counted && !reading.number(part.end()))
                                        && hit.start() - part.end() <= 1
                                        && reading.variants.stream()
                                                .noneMatch(v -> v.start() == part.end() && v.start() > part.start())
                                        // "la ceinture, non ?"
                                        && (hit.end() >= reading.tokens.size()
                                                || !reading.tokens
                                                                .get(hit.end())
                                                                .is("?")
                                                        && reading.tokens
                                                                .get(hit.end())
                                                                .separates()
                                                || reading.nicety(hit.end())
                                                        && reading.clauseEnd(hit.end()) == hit.end() + 1));
    }

    /// "Sabuni iwe moja *na cream* ondoa": what another thing is to become ends before it.
    private int behindUpdate(Part part, int from) {
        int and = part.start() - 1;
        boolean behind = reading.is(and, Word.AND)
                && Stream.concat(reading.all("update_cart"), reading.marks("keep"))
                        .anyMatch(hit -> from <= hit.start() && hit.end() <= and);
        return behind ? and : from;
    }

    /// "I still have plant food at home, so *take that off*": the only thing that is named is ordered, and what points
    /// back at it takes it off in the next clause.
    private boolean takenOffNext(Part part) {
        return reading.namesOrdered
                && reading.products.size() == 1
                && part.product() != null
                && !reading.question()
                && Stream.of("buying_intent", "add_to_cart", "update_cart").noneMatch(reading::has)
                && reading.marks("let_go")
                        .filter(off -> off.length() > 1 && off.start() > part.end() && reading.closes(off.end()))
                        .filter(off -> IntStream.range(part.end(), off.start())
                                .noneMatch(
                                        i -> reading.number(i) || reading.begins("number", i) || reading.inVariant(i)))
                        .anyMatch(off -> reading.all("remove_from_cart")
                                .anyMatch(hit -> hit.start() == off.start() && !hit.gapped()));
    }

    /// "Vậy *thôi* hạt, mình lấy pate": it is let go, and another is taken instead.
    boolean letGoFor(Part part) {
        int from = reading.clauseStart(part.start());
        int end = reading.clauseEnd(part.end());
        return reading.marks("let_go")
                        .filter(hit -> hit.end() == part.start())
                        .anyMatch(hit -> IntStream.range(from, hit.start())
                                .allMatch(i -> reading.everyday(i) || reading.nicety(i)))
                && IntStream.range(part.end(), end).allMatch(reading::nicety)
                && reading.found("buying_intent").anyMatch(hit -> hit.start() >= end)
                && reading.products.stream().anyMatch(name -> name.start() >= end);
    }

    /// "Thôi *lấy* mực thôi", "cho em *mỗi* kem thôi"
    private boolean taken(Part part) {
        return reading.is(part.start() - 1, Word.TAKES)
                || reading.within("each", part.start() - 1)
                || reading.found("buying_intent").anyMatch(hit -> hit.end() == part.start());
    }

    private boolean weakly(Part part) {
        return reading.marks("let_go")
                .filter(hit -> hit.start() >= part.end() && hit.start() < reading.clauseEnd(part.end()))
                .allMatch(hit -> hit.weight() <= LET_GO_WEAK);
    }
}
