package io.parley.conversation.understanding.reading;

import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.words.Token;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// "12-18 months", of what is for 0-6 and for 6-12: two numbers that say one size, which it does not come in.
record SizeRange(UUID thing, int start, int end) {
    private static final Set<String> DASHES = Set.of("-", "–", "/");
    private static final int LEAST = 2;

    /// The one that what is named, or else what was told last, does not come in.
    static Optional<SizeRange> unsold(Reading reading, Surroundings at) {
        UUID thing = thing(reading, at);
        List<List<String>> sold = thing == null ? List.of() : sold(thing, at);
        return thing == null || sold.size() < LEAST
                ? Optional.empty()
                : IntStream.range(0, reading.tokens.size())
                        .filter(i -> isRange(reading.tokens, i)
                                && !sold.contains(List.of(
                                        reading.tokens.get(i).norm(),
                                        reading.tokens.get(i + 2).norm())))
                        .mapToObj(i -> new SizeRange(thing, i, withUnit(reading, i + 3)))
                        .findFirst();
    }

    boolean holds(int at) {
        return start <= at && at < end;
    }

    Heard.Lacking lacking(Reading reading) {
        return new Heard.Lacking(List.of(thing), reading.words(start, end));
    }

    private static @Nullable UUID thing(Reading reading, Surroundings at) {
        boolean one = reading.products.size() == 1
                && reading.products.getFirst().products().size() == 1;
        return one
                ? reading.products.getFirst().products().iterator().next()
                : reading.products.isEmpty() ? at.focus() : null;
    }

    /// From what to what each of its variants is, where all are so.
    private static List<List<String>> sold(UUID thing, Surroundings at) {
        List<List<Token>> names = at.catalogue().catalogue().product(thing).stream()
                .flatMap(product -> product.sellable().stream())
                .map(Variant::name)
                .map(Token::read)
                .toList();
        return names.stream().allMatch(name -> isRange(name, 0))
                ? names.stream()
                        .map(name -> Stream.of(name.getFirst(), name.get(2))
                                .map(Token::norm)
                                .toList())
                        .toList()
                : List.of();
    }

    private static boolean isRange(List<Token> tokens, int at) {
        return at + 2 < tokens.size()
                && OtherVariants.SIZE.matcher(tokens.get(at).norm()).matches()
                && DASHES.contains(tokens.get(at + 1).norm())
                && OtherVariants.SIZE.matcher(tokens.get(at + 2).norm()).matches();
    }

    private static int withUnit(Reading reading, int end) {
        return reading.marked("unit_size", end) ? end + 1 : end;
    }
}
