package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames.NamedVariant;
import io.parley.conversation.understanding.reading.Numbers.Kind;
import io.parley.conversation.understanding.reading.Numbers.Number;
import io.parley.conversation.understanding.words.GivenNames;
import io.parley.conversation.understanding.words.Word;
import java.util.Collections;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/// What a thing is for: "a pouch for my *iPhone 11*", "ốp cho *iphone 11*". None of that is ordered, and the number of
/// its model counts nothing.
public final class MadeFor {
    /// Words of its name, and before it "my", "the phone".
    private static final int NAME_MAX = 5;

    private final Reading reading;
    private final CatalogueIndex catalogue;

    /// @param reading of which the things that are named are known
    public MadeFor(Reading reading) {
        this.reading = reading;
        catalogue = reading.catalogue;
    }

    /// "A pouch for my *iPhone*", where chargers come in "iPhone" and pouches do not; "a charger for *iPhone*"
    /// says which.
    boolean variant(NamedVariant variant) {
        Set<UUID> having = catalogue.having(variant.variants());
        boolean ofAnother =
                reading.products.stream().anyMatch(named -> !Collections.disjoint(named.products(), having));
        return !ofAnother
                && !reading.number(variant.start())
                && thing(variant.start())
                        .filter(thing -> Collections.disjoint(thing.products(), having))
                        .isPresent();
    }

    /// "For iPhone *11*", "for infinix hot *10*"
    public boolean model(Number number) {
        int before = number.start() - 1;
        return number.kind() == Kind.BARE
                && reading.number(number.start())
                && before > 0
                && !reading.number(before)
                && !reading.tokens.get(before).separates()
                && !reading.thingAt(number.end())
                && thing(number.start())
                        .filter(thing ->
                                IntStream.range(thing.end(), number.start()).anyMatch(this::names))
                        .isPresent();
    }

    /// A word that nobody knows, or what something comes in.
    private boolean names(int word) {
        return reading.tokens.get(word).word()
                && !reading.person(word)
                && !GivenNames.contain(reading.tokens.get(word).norm())
                && (reading.inVariant(word) || !reading.claimed(word) && !reading.common(word));
    }

    /// The thing that is named before what it is for.
    ///
    /// @param name where the word stands that tells what for
    private Optional<Named> thing(int name) {
        return IntStream.range(Math.max(1, name - NAME_MAX), name)
                .filter(i -> reading.is(i, Word.SERVES))
                .filter(i -> !reading.parted(i, name))
                .boxed()
                .max(Comparator.naturalOrder())
                .flatMap(lead -> reading.products.stream()
                        .filter(thing -> thing.end() <= lead && !reading.parted(thing.end(), lead))
                        .filter(thing -> lead - thing.end() <= NAME_MAX)
                        .max(Comparator.comparingInt(Named::end))
                        .filter(thing -> reading.products.stream()
                                .noneMatch(other -> other.start() > lead && other.start() < name)));
    }
}
