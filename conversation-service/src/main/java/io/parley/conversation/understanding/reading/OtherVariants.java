package io.parley.conversation.understanding.reading;

import io.parley.conversation.shop.BySize;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.Glossary;
import io.parley.conversation.understanding.catalogue.Models;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.words.Measures;
import io.parley.conversation.understanding.words.Measures.Unit;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Sizes;
import io.parley.conversation.understanding.words.Token;
import io.parley.conversation.understanding.words.Word;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "The rope in purple", "sneakers size 36": a shade or a size that the thing does not come in.
public final class OtherVariants {
    /// How far the shade or the size may stand from what it is said of.
    private static final int BEHIND_MAX = 4;

    private static final int BEFORE_MAX = 2;

    static final Pattern SIZE = Pattern.compile("\\d{1,6}");

    /// Nothing else is written so.
    private static final Pattern CODE = Pattern.compile("x{1,3}[sl]|[2-5]xl");

    private OtherVariants() {}

    /// Whether the variant is a shade or a size of something that nobody speaks of: said of a thing that comes in other
    /// shades or sizes.
    static boolean ofAnother(Reading reading, NamedVariant variant, Surroundings at) {
        Set<UUID> having = at.catalogue().having(variant.variants());
        boolean shadeOfNone = !reading.products.isEmpty()
                && shade(reading, variant.start())
                && reading.products.stream().allMatch(p -> p.products().size() == 1)
                && having.size() > 1
                && having.stream().noneMatch(product -> at.inHand().contains(product) || meant(reading, product, at));
        boolean sizeOfNone = reading.products.size() == 1
                && reading.begins("pick", variant.start())
                && variant.end() - variant.start() == 1
                && reading.products.getFirst().products().stream()
                        .allMatch(
                                product -> at.catalogue().bySize(product, true).isPresent())
                && having.stream()
                        .noneMatch(product -> at.inHand().contains(product)
                                || at.listed().contains(product)
                                || meant(reading, product, at));
        return shadeOfNone
                || sizeOfNone
                || besideFocus(reading, variant, having, at)
                || sizeOf(reading, variant, having, at)
                || having.stream().noneMatch(product -> meant(reading, product, at))
                        && IntStream.range(variant.start(), variant.end())
                                .anyMatch(i -> lacks(reading, i, variant.end(), at));
    }

    /// "3 of the medium ones", of pots of 10, 15 and 20 cm that were told last: those of 15.
    static NamedVariant ofFocus(Reading reading, NamedVariant variant, Surroundings at) {
        String said = reading.tokens.get(variant.start()).norm();
        boolean medium = said.equals(MEDIUM) || Sizes.called(MEDIUM).contains(said);
        return !medium || !besideFocus(reading, variant, at.catalogue().having(variant.variants()), at)
                ? variant
                : at.catalogue().catalogue().product(Objects.requireNonNull(at.focus())).stream()
                        .flatMap(product -> BySize.middle(product.sellable()).stream())
                        .findFirst()
                        .map(middle -> new NamedVariant(variant.start(), variant.end(), Set.of(middle.id())))
                        .orElse(variant);
    }

    private static final String MEDIUM = "medium";

    /// No gloves in M, when pots of 10, 15 and 20 cm were told last.
    private static boolean besideFocus(Reading reading, NamedVariant variant, Set<UUID> having, Surroundings at) {
        UUID focus = at.focus();
        return focus != null
                && !at.ordering()
                && (reading.products.isEmpty() || reading.is(variant.end(), Word.PRONOUN))
                && variant.end() - variant.start() == 1
                && reading.tokens.get(variant.start()).norm().length() > 2
                && !Sizes.called(reading.tokens.get(variant.start()).norm()).isEmpty()
                && at.catalogue().bySize(focus, true).isPresent()
                && having.stream()
                        .noneMatch(product ->
                                at.inHand().contains(product) || at.listed().contains(product));
    }

    /// "Two large *poo bags*", "the frying pan, the big size": the bigger ones, though something else comes in "Large".
    private static boolean sizeOf(Reading reading, NamedVariant variant, Set<UUID> having, Surroundings at) {
        List<Named> touching = reading.products.stream()
                .filter(p -> p.start() == variant.end()
                        || p.end() == variant.start()
                        || p.end() == variant.start() - 1 && reading.is(variant.start() - 1, Word.POINTER))
                .toList();
        return variant.end() - variant.start() == 1
                && reading.begins("pick", variant.start())
                && touching.size() == 1
                && touching.getFirst().products().stream()
                        .allMatch(product -> !having.contains(product)
                                && at.catalogue().bySize(product, true).isPresent());
    }

    /// The first shade or size that what is spoken of does not come in, as the shopper said it.
    static Heard.@Nullable Lacking of(Reading reading, Surroundings at) {
        return IntStream.range(0, reading.tokens.size())
                .filter(i -> !reading.claimed(i) || reading.number(i) || shade(reading, i))
                .filter(i -> !reading.inThing(i))
                .filter(i -> !reading.inVariant(i))
                // "nyeusi zaidi", the darker one
                .filter(i ->
                        reading.all("pick").noneMatch(pick -> pick.length() > 1 && pick.start() <= i && i < pick.end()))
                .filter(i -> !onTheWay(reading, i))
                .filter(i -> !NoGoods.ofHouse(reading, i, i + 1))
                .filter(i -> !NoGoods.namesStreet(reading, i, i + 1) && !behindStreet(reading, i))
                .filter(i -> lacks(reading, i, i + 1, at))
                .mapToObj(i -> new Heard.Lacking(
                        List.copyOf(things(reading, i, i + 1, at)), reading.words(fromCode(reading, i, at), i + 1)))
                .findFirst()
                .orElse(null);
    }

    /// "A54" is one word, "UK 18" one size.
    private static int fromCode(Reading reading, int number, Surroundings at) {
        boolean code = reading.tokens.get(number).glued() && model(reading, number, at);
        boolean stem = at.focus() != null && SizeAlone.stem(reading, number - 1, at.focus(), at);
        return reading.number(number) && (code || stem) ? number - 1 : number;
    }

    /// "Ship q *tân* bình", which is no tan.
    private static boolean onTheWay(Reading reading, int word) {
        return !reading.is(word - 1, Word.SHADE_BEFORE)
                && !reading.is(word - 1, Word.IN)
                && reading.marks("place_before")
                        .anyMatch(lead -> lead.end() <= word
                                && lead.start() >= reading.clauseStart(word)
                                && IntStream.range(lead.end(), word).noneMatch(reading::inThing));
    }

    /// "12 rue des *Lilas*" names no shade: behind a house's number and a word for streets.
    private static boolean behindStreet(Reading reading, int word) {
        return reading.marks("street")
                .anyMatch(street -> reading.number(street.start() - 1)
                        && street.end() <= word
                        && word - street.end() <= STREET_LINKS_MAX
                        && !reading.parted(street.end(), word));
    }

    private static final int STREET_LINKS_MAX = 2;

    /// Whether the number is a size that what is spoken of does not come in.
    public static boolean size(Reading reading, int number, Surroundings at) {
        return sizes(reading, number, at) && lacks(reading, number, number + 1, at);
    }

    private static boolean meant(Reading reading, UUID product, Surroundings at) {
        return reading.products.stream().anyMatch(p -> p.products().contains(product))
                || reading.products.isEmpty()
                        && (at.inHand().contains(product) || at.listed().contains(product));
    }

    private static boolean lacks(Reading reading, int word, int end, Surroundings at) {
        boolean shade = shade(reading, word);
        if (!shade && !sizes(reading, word, at)
                || reading.all("negation").anyMatch(not -> not.end() <= word && word - not.end() <= 1)) {
            return false;
        }
        Set<UUID> things = things(reading, word, end, at);
        String said = reading.tokens.get(word).norm();
        if (!shade && model(reading, word, at)) {
            int lead = reading.tokens.get(word).glued() ? word - 2 : word - 1;
            return things.stream()
                    .flatMap(thing -> at.catalogue().catalogue().product(thing).stream())
                    .flatMap(thing -> thing.sellable().stream())
                    .allMatch(variant ->
                            Models.another(variant, reading.tokens, lead) && !within(Token.read(variant.name()), said)
                                    || !Token.read(variant.name())
                                            .getFirst()
                                            .is(reading.tokens.get(lead).norm()));
        }
        return !things.isEmpty()
                && things.stream()
                        .allMatch(thing ->
                                (comes(reading, thing, shade, at) || shade && inNoShade(reading, word, thing, at))
                                        && !comesIn(thing, said, at));
    }

    private static boolean shade(Reading reading, int word) {
        boolean led = word > 0
                && reading.is(word - 1, Word.SHADE_BEFORE)
                && reading.tokens.get(word).word()
                && (!reading.everyday(word) && !reading.marked("polite", word)
                        // "what colours do they come in", and no "đỏ"
                        || shade(reading, reading.tokens.get(word))
                                && !(reading.english(word) && reading.writtenIn(ENGLISH)));
        // "in wine colour", which something else comes in
        boolean called = reading.is(word + 1, Word.SHADE_BEFORE)
                && reading.tokens.get(word).word()
                && !reading.everyday(word)
                && reading.catalogue.knows(reading.tokens.get(word).norm());
        // "à Bordeaux"
        boolean town = reading.town(word) && reading.capital(word) && reading.endsMark("place_weak", word);
        return led || called || !town && reading.is(word, Word.SHADE);
    }

    private static final Set<String> ENGLISH = Set.of("en", Languages.PIDGIN);

    private static boolean shade(Reading reading, Token token) {
        return reading.is(token.norm(), Word.SHADE)
                || Glossary.english(token.exact()).stream().anyMatch(english -> reading.is(english, Word.SHADE));
    }

    private static boolean sizes(Reading reading, int word, Surroundings at) {
        boolean number = reading.number(word)
                && SIZE.matcher(reading.tokens.get(word).norm()).matches();
        boolean large = number && Integer.parseInt(reading.tokens.get(word).norm()) >= Heard.Loose.SIZE_LEAST;
        if (number && (model(reading, word, at) || measured(reading, word, at))
                || large && amongSizes(reading, word, at)
                || SizeAlone.is(reading, word, at)) {
            return true;
        }
        if (word == 0) {
            return large && asked(reading, at);
        }
        boolean called = !Sizes.called(reading.tokens.get(word).norm()).isEmpty();
        return CODE.matcher(reading.tokens.get(word).norm()).matches()
                || reading.is(word - 1, Word.SIZE) && (number || called)
                || reading.is(word - 1, Word.IN) && (large || called)
                || number && ledByIn(reading, word) && amongSizes(reading, word, at)
                || large && asked(reading, at);
    }

    /// "Have you the shoes *in an* 8"
    private static boolean ledByIn(Reading reading, int word) {
        return reading.is(word - 1, Word.IN) || reading.article(word - 1) && reading.is(word - 2, Word.IN);
    }

    /// "Slippers *37*", "slippers *in a* 37", behind the name of what comes in 38, 40 and 42.
    private static boolean amongSizes(Reading reading, int number, Surroundings at) {
        int said = Integer.parseInt(reading.tokens.get(number).norm());
        return reading.products.stream()
                .filter(named -> named.products().size() == 1)
                .filter(named -> named.end() == number
                        || named.end() < number && number - named.end() <= 2 && ledByIn(reading, number))
                .map(named -> variants(named.products().iterator().next(), at))
                .filter(names -> names.size() > 1
                        && names.stream()
                                .allMatch(name -> name.size() == 1
                                        && SIZE.matcher(name.getFirst().norm()).matches()))
                .map(names -> names.stream()
                        .mapToInt(name -> Integer.parseInt(name.getFirst().norm()))
                        .summaryStatistics())
                .anyMatch(sizes -> said >= sizes.getMin() - SIZES_BEYOND && said <= sizes.getMax() + SIZES_BEYOND);
    }

    /// How far from the sizes it comes in a number may be and still be a size.
    static final int SIZES_BEYOND = 6;

    /// "A brush of *3 inch*", of what comes in 2 inch and 4 inch.
    private static boolean measured(Reading reading, int number, Surroundings at) {
        return number + 1 < reading.tokens.size()
                && reading.tokens.get(number + 1).word()
                && things(reading, number, number + 2, at).stream()
                        .filter(thing -> variants(thing, at).stream()
                                .allMatch(name ->
                                        name.size() > 1 && name.getFirst().number()))
                        .anyMatch(thing -> variants(thing, at).stream()
                                .anyMatch(name -> sameUnit(name.get(1), reading.tokens.get(number + 1))));
    }

    /// "2 *kg*", of what comes in grams.
    private static boolean sameUnit(Token sold, Token said) {
        Unit of = Measures.unit(sold);
        Unit as = Measures.unit(said);
        return sold.is(said.norm()) || of != null && as != null && of.kind() == as.kind();
    }

    /// "A cover for iPhone *12*", where there are such for 13.
    private static boolean model(Reading reading, int number, Surroundings at) {
        // "a54"
        int code = number > 0 && reading.tokens.get(number).glued() ? number - 1 : number;
        return code > 0
                && reading.tokens.get(code - 1).word()
                && things(reading, code, number + 1, at).stream()
                        .anyMatch(thing -> reading.catalogue
                                .models()
                                .comesIn(thing, reading.tokens.get(code - 1).norm()));
    }

    /// "Do you have 41?", of what comes in numbers.
    private static boolean asked(Reading reading, Surroundings at) {
        UUID focus = at.focus();
        return reading.has("availability_check")
                && !at.ordering()
                && reading.products.isEmpty()
                && focus != null
                && variants(focus, at).stream()
                        .allMatch(name -> !name.isEmpty() && name.getFirst().number());
    }

    /// What is named beside it; where nothing is named, what was spoken of last.
    private static Set<UUID> things(Reading reading, int start, int end, Surroundings at) {
        UUID focus = at.focus();
        if (reading.products.isEmpty()) {
            return focus == null ? Set.of() : Set.of(focus);
        }
        boolean only = reading.products.size() == 1;
        Set<UUID> beside = new HashSet<>();
        for (Named named : reading.products) {
            // "3 caps. do they come in red?"
            boolean asked = only
                    && !reading.claimed(start)
                    && reading.found("availability_check")
                            .anyMatch(hit -> hit.start() >= named.end() && hit.end() <= start);
            boolean behind = named.end() <= start
                    && (only || start - named.end() < BEHIND_MAX)
                    && (asked || !reading.parted(named.end(), start));
            // "size 45 in the runner"
            boolean inIt = only && reading.is(end, Word.IN) && named.start() - end <= BEFORE_MAX;
            // "the 50ml own of the glue"
            boolean ofIt = only
                    && IntStream.range(end, named.start()).anyMatch(i -> reading.is(i, Word.OF))
                    && IntStream.range(end, named.start())
                            .allMatch(i -> reading.everyday(i)
                                    || reading.is(i, Word.OF)
                                    || i == end && reading.marked("unit_size", i));
            boolean before = end <= named.start()
                    && (named.start() - end < BEFORE_MAX || inIt || ofIt)
                    && !reading.parted(end, named.start());
            if (behind || before) {
                beside.clear();
                beside.addAll(named.products());
            }
        }
        return beside;
    }

    /// Whether it comes in several shades, or several sizes: else nobody knows which one it is.
    private static boolean comes(Reading reading, UUID thing, boolean shades, Surroundings at) {
        List<List<Token>> names = variants(thing, at);
        long such = names.stream()
                .filter(name -> name.stream()
                        .anyMatch(token -> shades
                                ? shade(reading, token)
                                : token.number() || !Sizes.called(token.norm()).isEmpty()))
                .count();
        // "Black, Nude, Red": not every shade has a name that all shops know
        return such > 1 && (shades ? such * 2 > names.size() : such == names.size());
    }

    /// "The harness in red", "do you have it in red", "rangi nyeupe ipo?", of what the shop tells no such shade of.
    private static boolean inNoShade(Reading reading, int word, UUID thing, Surroundings at) {
        int lead = word;
        while (leadsToShade(reading, lead - 1)) {
            lead--;
        }
        int behind = lead;
        // "the post, *tall* in black"
        // "màu đỏ" may have been read as one word
        boolean led = lead < word
                || reading.words(word, word + 1).indexOf(' ') > 0
                || reading.found("availability_check").findAny().isPresent()
                || reading.products.stream().anyMatch(p -> p.end() == word);
        boolean said = led
                && (reading.products.isEmpty()
                        ? lead < word && reading.question()
                                || reading.found("availability_check").findAny().isPresent()
                        : reading.products.stream()
                                .anyMatch(p -> p.start() == word + 1
                                        || p.end() <= behind
                                                && IntStream.range(p.end(), behind)
                                                        .allMatch(i -> leadsOn(reading, i, thing, at))));
        return said
                && reading.found("custom_request").findAny().isEmpty()
                && at.catalogue().catalogue().product(thing).stream()
                        .flatMap(product -> Stream.concat(
                                Stream.of(product.name(), Objects.requireNonNullElse(product.description(), "")),
                                product.sellable().stream().map(Variant::name)))
                        .map(Token::read)
                        .flatMap(Collection::stream)
                        .noneMatch(
                                token -> calls(token, reading.tokens.get(word).norm()));
    }

    /// Between a thing and the shade that is asked of it.
    private static boolean leadsOn(Reading reading, int i, UUID thing, Surroundings at) {
        String word = reading.tokens.get(i).norm();
        return reading.everyday(i)
                || reading.tokens.get(i).separates()
                || reading.within("availability_check", i)
                || Names.links(word)
                || comesIn(thing, word, at);
    }

    /// "*In* red", "*màu* đỏ", "*rangi ya* bluu"
    private static boolean leadsToShade(Reading reading, int at) {
        return !reading.inThing(at)
                && (reading.is(at, Word.SHADE_BEFORE)
                        || reading.is(at, Word.IN)
                        || at >= 0 && Names.links(reading.tokens.get(at).norm()));
    }

    private static boolean comesIn(UUID thing, String word, Surroundings at) {
        return variants(thing, at).stream().flatMap(Collection::stream).anyMatch(token -> calls(token, word))
                || variants(thing, at).stream().anyMatch(name -> within(name, word));
    }

    /// "For a child of *3*", of what is for "2-4".
    private static boolean within(List<Token> name, String word) {
        List<Token> numbers = name.stream()
                .filter(token -> SIZE.matcher(token.norm()).matches())
                .toList();
        return numbers.size() == 2
                && SIZE.matcher(word).matches()
                && Integer.parseInt(numbers.getFirst().norm()) <= Integer.parseInt(word)
                && Integer.parseInt(word) <= Integer.parseInt(numbers.getLast().norm());
    }

    private static boolean calls(Token token, String word) {
        return token.is(word)
                || Glossary.english(word).contains(token.norm())
                || Glossary.english(token.norm()).contains(word)
                || Sizes.called(token.norm()).contains(word);
    }

    private static List<List<Token>> variants(UUID thing, Surroundings at) {
        return at.catalogue().catalogue().product(thing).stream()
                .flatMap(product -> product.sellable().stream())
                .map(Variant::name)
                .map(Token::read)
                .toList();
    }
}
