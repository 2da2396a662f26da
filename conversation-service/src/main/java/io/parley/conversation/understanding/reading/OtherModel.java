package io.parley.conversation.understanding.reading;

import io.parley.conversation.understanding.catalogue.Models;
import io.parley.conversation.understanding.catalogue.ProductNames.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// "An iPhone 15 case", where the case sold is one for the iPhone 13: it is not sold, and the other is not taken for
/// it.
final class OtherModel {
    private OtherModel() {}

    /// Whether what the name means is only of another model than the one that is said.
    static boolean means(Reading reading, Named name) {
        Models models = reading.catalogue.models();
        return leads(reading, name)
                .anyMatch(lead -> name.products().stream()
                        .allMatch(product ->
                                models.called(product, reading.tokens.get(lead).norm())));
    }

    /// "*Samsung* A54 screen protector", where a Samsung case is sold beside protectors for the A14: the word says what
    /// the protector is for.
    static boolean onlyMaker(Reading reading, Named name) {
        String word = reading.tokens.get(name.start()).norm();
        Models models = reading.catalogue.models();
        return !name.certain()
                && name.end() - name.start() == 1
                && Models.code(reading.tokens, name.end()) != null
                && reading.catalogue.products(reading.tokens, reading.lexicon).stream()
                        .anyMatch(other -> other.start() > name.end()
                                && other.end() <= reading.clauseEnd(name.end())
                                && other.products().stream().allMatch(product -> models.comesIn(product, word)));
    }

    /// What is asked for and is not sold, with the words of the thing that it was taken for.
    static List<Unsold.Thing> in(Reading reading) {
        List<Unsold.Thing> found = new ArrayList<>();
        for (Named name : reading.otherModels) {
            leads(reading, name).findFirst().ifPresent(lead -> {
                int start = Math.min(lead, name.start());
                int end = Math.max(name.end(), codeEnd(reading, lead));
                if (found.stream().noneMatch(thing -> thing.start() <= start && start < thing.end())) {
                    boolean counted = start > 0 && reading.number(start - 1);
                    found.add(new Unsold.Thing(counted ? start - 1 : start, end, reading.words(start, end), counted));
                }
            });
        }
        return found;
    }

    private static int codeEnd(Reading reading, int lead) {
        return reading.number(lead + 1) ? lead + 2 : lead + 3;
    }

    /// The words of its clause that a model of another thing stands behind.
    private static Stream<Integer> leads(Reading reading, Named name) {
        return IntStream.range(reading.clauseStart(name.start()), reading.clauseEnd(name.start()))
                .filter(i -> i + 1 < reading.tokens.size()
                        && reading.catalogue.models().another(reading.tokens, i))
                .boxed();
    }
}
