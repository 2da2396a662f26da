package io.parley.conversation.understanding.reading;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.catalogue.Glossary;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.words.Measures;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "2 pink, 1 red", of lipsticks that come in red and in no pink; "1 size 42 and 2 size 36": a shade or a size that is
/// counted beside one the thing comes in is said of that thing, though another thing comes in it or is called so.
public final class KindsNotSold {
    /// How far its count may stand from it: "2 *màu* hồng", "2 *za rangi ya* pinki".
    private static final int LEAD_MAX = 3;

    private final Reading reading;
    private final Found found;
    private final Surroundings at;

    /// @param thing that does not come in it
    public record Kind(int start, int end, UUID thing) {
        public boolean covers(int from, int to) {
            return start <= from && to <= end;
        }
    }

    private KindsNotSold(Reading reading, Found found, Surroundings at) {
        this.reading = reading;
        this.found = found;
        this.at = at;
    }

    /// @param reading of which the things that are named are known
    /// @return those of one thing
    static List<Kind> in(Reading reading, Found found, Surroundings at) {
        KindsNotSold kinds = new KindsNotSold(reading, found, at);
        List<Kind> all = kinds.said()
                .filter(said -> kinds.counted(said.start(), said.end()) && kinds.ends(said))
                .flatMap(said -> kinds.of(said).stream())
                .toList();
        return all.stream()
                .filter(kind -> kind.thing().equals(all.getFirst().thing()))
                .toList();
    }

    /// All of them, as the shopper said them.
    static Heard.Lacking lacking(List<Kind> kinds, Reading reading) {
        return new Heard.Lacking(
                List.of(kinds.getFirst().thing()),
                kinds.stream()
                        .map(kind -> reading.words(kind.start(), kind.end()))
                        .collect(Collectors.joining(", ")));
    }

    /// Words that may say which one.
    private record Said(int start, int end, boolean shade) {}

    private Stream<Said> said() {
        return Stream.concat(
                IntStream.range(0, reading.tokens.size())
                        .filter(i -> shade(i) || size(i))
                        .mapToObj(i -> new Said(i, i + 1, shade(i))),
                IntStream.range(1, reading.tokens.size())
                        .filter(this::unit)
                        .mapToObj(i -> new Said(i - 1, i + 1, false)));
    }

    /// "100*ml*", and not "2 *L*", of what comes in L.
    private boolean unit(int word) {
        Token unit = reading.tokens.get(word);
        return reading.number(word - 1)
                && Measures.unit(unit) != null
                && (unit.glued() || unit.norm().length() > 1);
    }

    private Optional<Kind> of(Said said) {
        return sold(said)
                .filter(thing -> !comesIn(thing, said) && meant(thing, said))
                .filter(thing -> having(said).noneMatch(this::spokenOf))
                .findFirst()
                .map(thing -> new Kind(said.start(), said.end(), thing));
    }

    /// The things that are counted in another shade, or in another size.
    private Stream<UUID> sold(Said said) {
        Stream<NamedVariant> names = found.variants().stream()
                .filter(name -> name.start() >= said.end() || name.end() <= said.start())
                .filter(name -> name.variants().stream()
                        .flatMap(id -> at.catalogue().catalogue().variant(id).stream())
                        .anyMatch(variant -> said.shade() == toldByShade(variant)));
        Stream<NamedVariant> numbers = IntStream.range(0, said.shade() ? 0 : reading.tokens.size())
                .filter(i -> i != said.start() && reading.number(i) && reading.is(i - 1, Word.SIZE))
                .mapToObj(i -> new NamedVariant(
                        i, i + 1, reading.catalogue.sized(reading.tokens.get(i).norm())));
        return Stream.concat(names, numbers)
                .filter(name -> counted(name.start(), name.end()))
                .flatMap(name -> reading.catalogue.having(name.variants()).stream())
                .filter(this::spokenOf)
                .distinct();
    }

    private boolean toldByShade(Variant variant) {
        return CatalogueIndex.shade(variant)
                || variant.type().equals(SHADE)
                || reading.is(Token.normal(variant.type()), Word.SHADE_BEFORE);
    }

    private static final String SHADE = "shade";

    private static final Pattern LETTER = Pattern.compile("[sml]");

    private static final Pattern CODE = Pattern.compile("x{1,3}[sl]|[2-5]xl");

    /// "XXL", "size 36", "an L", and not "l'un"
    private boolean size(int word) {
        Token token = reading.tokens.get(word);
        boolean led = reading.is(word - 1, Word.SIZE);
        return CODE.matcher(token.norm()).matches()
                || LETTER.matcher(token.norm()).matches() && !token.glued() && (led || reading.capital(word))
                || token.number() && led;
    }

    private boolean shade(int word) {
        Token token = reading.tokens.get(word);
        return token.word()
                && !reading.owned(word, word + 1)
                && reading.products.stream()
                        .noneMatch(name -> name.start() <= word
                                && word < name.end()
                                && (name.certain() || name.end() - name.start() > 1))
                && (reading.is(token.norm(), Word.SHADE)
                        // "I do two", and no "đỏ"
                        || (!reading.everyday(word) || reading.is(word - 1, Word.SHADE_BEFORE))
                                && Glossary.english(token.exact()).stream()
                                        .anyMatch(english -> reading.is(english, Word.SHADE)));
    }

    private boolean counted(int start, int end) {
        int lead = start - 1;
        while (start - lead < LEAD_MAX && leads(lead)) {
            lead--;
        }
        return counts(lead) || counts(end) && !found.variants().stream().anyMatch(name -> name.start() == end + 1);
    }

    private boolean leads(int word) {
        return reading.is(word, Word.SHADE_BEFORE)
                || reading.is(word, Word.SIZE)
                || word >= 0 && (Names.links(reading.tokens.get(word).norm()) || reading.marked("unit_pieces", word))
                || reading.products.stream().anyMatch(name -> name.start() <= word && word < name.end());
    }

    private boolean counts(int word) {
        return reading.number(word)
                || word >= 0 && word < reading.tokens.size() && reading.begins("number", word)
                || reading.article(word);
    }

    /// "5 *Green* Lane" names no shade: the thing, another count or the end of the clause stands behind one.
    private boolean ends(Said said) {
        int next = said.end();
        return !(reading.capital(said.start()) && reading.capital(next))
                && (reading.closes(next)
                        || counts(next)
                        || reading.is(next, Word.AND)
                        || reading.is(next, Word.JOINS)
                        || reading.is(next, Word.PRONOUN)
                        || reading.marked("unit_pieces", next)
                        || reading.marked("polite", next)
                        || Stream.of("place_before", "place_weak").anyMatch(mark -> reading.marked(mark, next))
                        || reading.products.stream().anyMatch(name -> name.start() == next));
    }

    private boolean comesIn(UUID thing, Said said) {
        return having(said).anyMatch(thing::equals)
                || reading.catalogue.catalogue().product(thing).stream()
                        .flatMap(product -> product.sellable().stream())
                        .flatMap(variant -> Token.read(variant.name()).stream())
                        .anyMatch(token ->
                                token.is(reading.tokens.get(said.start()).norm()))
                || reading.number(said.start())
                        && reading.catalogue
                                .having(reading.catalogue.sized(
                                        reading.tokens.get(said.start()).norm()))
                                .contains(thing);
    }

    /// Of several that are named, the one that it stands at.
    private boolean meant(UUID thing, Said said) {
        List<Named> others = reading.products.stream()
                .filter(name -> name.start() >= said.end() || name.end() <= said.start())
                .toList();
        return others.stream()
                .filter(name -> name.start() == said.end())
                .findFirst()
                .or(() -> others.stream()
                        .filter(name -> name.end() <= said.start())
                        .reduce((_, last) -> last))
                .or(() -> others.stream().findFirst())
                .map(name -> name.products().contains(thing))
                .orElse(true);
    }

    /// What comes so.
    private Stream<UUID> having(Said said) {
        return found.variants().stream()
                .filter(name -> name.start() < said.end() && said.start() < name.end())
                .map(NamedVariant::variants)
                .map(reading.catalogue::having)
                .flatMap(Set::stream);
    }

    /// Named, or where nothing is, what was told or is ordered.
    private boolean spokenOf(UUID thing) {
        return reading.products.stream().anyMatch(name -> name.products().contains(thing))
                || thing.equals(at.focus())
                || at.inHand().contains(thing)
                || at.listed().contains(thing);
    }
}
