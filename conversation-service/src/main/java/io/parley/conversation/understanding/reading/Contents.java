package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import io.parley.conversation.understanding.catalogue.VariantNames;
import io.parley.conversation.understanding.words.Names;
import io.parley.conversation.understanding.words.Word;
import java.util.Optional;
import java.util.UUID;

/// "A *bottle of* plant food", "2 *paints* of garri": what something comes in is no thing and no variant of another,
/// though bottles are sold too, or beans by the paint.
final class Contents {
    private final Reading reading;
    private final Found found;
    private final Surroundings at;

    Contents(Reading reading, Found found, Surroundings at) {
        this.reading = reading;
        this.found = found;
        this.at = at;
    }

    /// The thing that comes in what is said there, right behind it or behind which one of it: "2 bags of 25kg rice".
    Optional<Named> of(int unit) {
        if (!reading.marked("unit_pieces", unit) || unit + 1 >= reading.tokens.size()) {
            return Optional.empty();
        }
        boolean linked = reading.is(unit + 1, Word.OF)
                || Names.links(reading.tokens.get(unit + 1).norm());
        // "a bag of the salmon treats"
        // "a box of 12 jamuns"
        boolean further = linked && (reading.is(unit + 2, Word.POINTER) || reading.number(unit + 2));
        int named = further ? unit + 3 : linked ? unit + 2 : unit + 1;
        int start = behindVariants(named);
        return linked || counted(unit)
                ? found.things().stream()
                        .filter(thing -> thing.start() == start)
                        .findFirst()
                : Optional.empty();
    }

    private int behindVariants(int from) {
        return found.variants().stream()
                .filter(variant -> variant.start() == from)
                .mapToInt(VariantNames.NamedVariant::end)
                .filter(end -> found.things().stream().anyMatch(thing -> thing.start() == end))
                .max()
                .orElse(from);
    }

    private boolean counted(int unit) {
        return reading.number(unit - 1) || reading.found("number").anyMatch(hit -> hit.end() == unit);
    }

    /// Whether what is named there holds another thing.
    boolean holds(Named name) {
        return name.end() - name.start() == 1 && (ofTold(name) || inside(name));
    }

    /// "Ok, 2 *bottles*", of oil that was told and comes so.
    private boolean ofTold(Named name) {
        UUID told = at.focus();
        return told != null
                && !name.products().contains(told)
                && reading.marked("unit_pieces", name.start())
                && counted(name.start())
                && found.things().stream().noneMatch(other -> other != name)
                && found.variants().stream()
                        .filter(variant -> variant.start() <= name.start() && variant.end() >= name.end())
                        .anyMatch(variant ->
                                at.catalogue().having(variant.variants()).contains(told));
    }

    private boolean inside(Named name) {
        return of(name.start())
                .filter(thing -> thing.products().stream().noneMatch(name.products()::contains))
                .isPresent();
    }
}
