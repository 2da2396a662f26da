package io.parley.conversation.dialogue;

import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.meaning.Intent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// "Có gì không cay không", "mna juisi gani haina sukari": a need is named and no thing, and what the seller says of
/// the goods tells which have it, or which have what is not wanted.
final class ByNeed {
    private static final int WORD_LEAST = 3;
    private static final int SHOWN_MAX = 3;

    private ByNeed() {}

    /// @param among the goods that may be meant
    /// @return whether the seller's words told any of them apart
    static boolean tell(Turn turn, List<Product> among) {
        if (!turn.heard.wantsAny(Intent.AVAILABILITY_CHECK, Intent.PRODUCT_INQUIRY)
                || turn.heard.wants(Intent.PRICE_CHECK)) {
            return false;
        }
        Set<String> unwanted = unwanted(turn.heard.text());
        if (unwanted.isEmpty()) {
            List<Product> suited = Suited.of(turn.offer.catalogue()).to(turn.heard.text(), among);
            return suited.size() < among.size() && recommend(turn, suited);
        }
        List<Product> free =
                among.stream().filter(product -> freeOf(product, unwanted)).toList();
        return free.isEmpty() ? listOthers(turn, among, unwanted) : recommend(turn, free);
    }

    /// "A present for my husband", "she can't have caffeine": those of the goods that the seller says are for such a
    /// person and without that, or others that are without it, or else those of which neither is denied; all
    /// where nothing tells.
    ///
    /// @param among the goods that may be meant
    /// @param all the goods they are among
    static List<Product> suiting(String text, List<Product> among, List<Product> all) {
        Set<String> unwanted = unwanted(text);
        List<Product> worn = kept(among, product -> !forOthers(product, text));
        return Stream.of(worn, all)
                .map(goods -> goods.stream()
                        .filter(product -> freeOf(product, unwanted))
                        .toList())
                .filter(free -> !free.isEmpty())
                .findFirst()
                .orElseGet(() -> kept(worn, product -> !holds(product, unwanted)));
    }

    private static List<Product> kept(List<Product> goods, Predicate<Product> which) {
        List<Product> kept = goods.stream().filter(which).toList();
        return kept.isEmpty() ? goods : kept;
    }

    private static boolean forOthers(Product product, String text) {
        String told = told(product).collect(Collectors.joining(". "));
        return Signs.forMen(text) && !Signs.forWomen(text) && Signs.forWomen(told) && !Signs.forMen(told)
                || Signs.forWomen(text) && !Signs.forMen(text) && Signs.forMen(told) && !Signs.forWomen(told);
    }

    private static Set<String> unwanted(String text) {
        return Signs.unwanted(text).stream()
                .filter(word -> word.length() >= WORD_LEAST && !Signs.tellsNothing(word))
                .collect(Collectors.toSet());
    }

    /// "Fan wey dey use battery", "no be that one, the one for when light no dey": the like of it that is said to be
    /// so, where what is named or was told last is not.
    static boolean another(Turn turn, Product product, String called) {
        if (!unmet(turn, product)) {
            return false;
        }
        List<Product> like = turn.offer.catalogue().products().stream()
                .filter(other -> turn.offer.canBeHad(other) && runs(other) && alike(product, other, called))
                .toList();
        if (like.size() == 1) {
            Telling.alone(turn, like.getFirst());
            return true;
        }
        return !like.isEmpty() && recommend(turn, like);
    }

    /// Whether it must run without a wire, and is not said to.
    static boolean unmet(Turn turn, Product product) {
        return Signs.needsBattery(turn.heard.text()) && !runs(product);
    }

    /// Whether it is asked to be something that the seller's own words do not say it is.
    static boolean unbacked(Turn turn, Product product) {
        Set<String> asked = Signs.properties(turn.heard.text());
        return !told(product)
                .flatMap(text -> Signs.properties(text).stream())
                .collect(Collectors.toSet())
                .containsAll(asked);
    }

    private static boolean runs(Product product) {
        return told(product).anyMatch(Signs::hasBattery);
    }

    /// Two that go by one word: "standing *fan*", "rechargeable *fan*".
    static boolean alike(Product product, Product other, String called) {
        Set<String> words = called(other).collect(Collectors.toSet());
        return Stream.concat(called(product), Stream.of(Signs.plain(called).split(" ")))
                .filter(word -> word.length() >= WORD_LEAST && !Signs.tellsNothing(word))
                .anyMatch(words::contains);
    }

    private static Stream<String> called(Product product) {
        return Stream.concat(Stream.of(product.name()), product.synonyms().stream())
                .flatMap(name -> Stream.of(Signs.plain(name).split(" ")));
    }

    /// None is said to be without it: those are left out that are said to be with it.
    private static boolean listOthers(Turn turn, List<Product> among, Set<String> unwanted) {
        List<Product> others =
                among.stream().filter(product -> !holds(product, unwanted)).toList();
        if (others.isEmpty() || others.size() == among.size()) {
            return false;
        }
        turn.listed = others.stream().limit(Turn.SHOWN_MAX).map(Product::id).toList();
        turn.say(new Act.ListProducts(turn.offered(turn.listed), others.size() > Turn.SHOWN_MAX));
        return true;
    }

    private static boolean recommend(Turn turn, List<Product> goods) {
        List<Product> shown = goods.stream().limit(SHOWN_MAX).toList();
        turn.listed = Slots.ids(shown);
        turn.say(new Act.Recommend(shown.stream().map(turn::offered).toList()));
        return true;
    }

    private static boolean freeOf(Product product, Set<String> unwanted) {
        return told(product).flatMap(text -> Signs.unwanted(text).stream()).anyMatch(unwanted::contains);
    }

    private static boolean holds(Product product, Set<String> unwanted) {
        return told(product)
                .flatMap(text -> Stream.of(Signs.plain(text).split(" ")))
                .anyMatch(unwanted::contains);
    }

    private static Stream<String> told(Product product) {
        return Stream.of(product.name(), Objects.requireNonNullElse(product.description(), ""));
    }
}
