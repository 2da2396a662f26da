package io.parley.conversation;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.understanding.CatalogueIndex;
import io.parley.conversation.understanding.Heard;
import io.parley.conversation.understanding.Heard.Item;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.Surroundings;
import io.parley.conversation.understanding.Surroundings.Awaited;
import io.parley.conversation.understanding.Utterance;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Labelled messages and how well the engine reads them.
final class Labelled {
    private static final LocalUnderstanding ENGINE = new LocalUnderstanding();
    private static final CatalogueIndex INDEX = new CatalogueIndex(Glow.CATALOGUE);

    record Message(String language, Awaited awaited, String text, Set<String> intents, Set<String> entities) {}

    /// @param truePositive entities found that are there
    record Score(
            int messages,
            int intentsRight,
            int truePositive,
            int falsePositive,
            int falseNegative,
            List<String> wrong) {
        double accuracy() {
            return (double) intentsRight / messages;
        }

        double f1() {
            return 2.0 * truePositive / (2.0 * truePositive + falsePositive + falseNegative);
        }
    }

    private Labelled() {}

    static List<Message> read(String part) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Labelled.class.getResourceAsStream("/messages/" + part + ".txt"))) {
            List<Message> messages = new ArrayList<>();
            String language = "en";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("[")) {
                    language = line.substring(1, line.indexOf(']'));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    messages.add(message(language, line));
                }
            }
            return messages;
        }
    }

    private static Message message(String language, String line) {
        String[] halves = line.split(" => ", 2);
        String text = halves[0];
        Awaited awaited = Awaited.NOTHING;
        if (text.startsWith("@")) {
            awaited = Awaited.valueOf(text.substring(1, text.indexOf(' ')));
            text = text.substring(text.indexOf(' ') + 1);
        }
        String[] labels = halves[1].split("\\|", 2);
        return new Message(
                language, awaited, text, words(labels[0], " "), labels.length < 2 ? Set.of() : words(labels[1], ";"));
    }

    private static Set<String> words(String text, String by) {
        return Arrays.stream(text.strip().split(by))
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .collect(Collectors.toSet());
    }

    static Score score(List<Message> messages) {
        int right = 0;
        int truePositive = 0;
        int falsePositive = 0;
        int falseNegative = 0;
        List<String> wrong = new ArrayList<>();
        for (Message message : messages) {
            Heard heard = hear(message);
            Set<String> found = heard.meanings().stream()
                    .filter(m -> m.confidence() >= Heard.UNSURE)
                    .map(m -> m.intent().code())
                    .collect(Collectors.toSet());
            boolean asLabelled = message.intents().contains("*")
                    || found.containsAll(message.intents())
                            && found.size() <= message.intents().size() + 1;
            right += asLabelled ? 1 : 0;
            Set<String> entities = entities(heard, message);
            Set<String> both = new HashSet<>(entities);
            both.retainAll(message.entities());
            truePositive += both.size();
            falsePositive += entities.size() - both.size();
            falseNegative += message.entities().size() - both.size();
            if (!asLabelled || !entities.equals(message.entities())) {
                wrong.add("[" + message.language() + "] " + message.text() + " → " + found + " " + entities
                        + ", should be " + message.intents() + " " + message.entities());
            }
        }
        return new Score(messages.size(), right, truePositive, falsePositive, falseNegative, wrong);
    }

    private static Heard hear(Message message) {
        boolean ordering = message.awaited() != Awaited.NOTHING && message.awaited() != Awaited.PRODUCT;
        List<UUID> hand = ordering ? List.of(Glow.id("Glow Serum")) : List.of();
        return ENGINE.understand(
                Utterance.of(message.text()),
                new Surroundings(INDEX, message.awaited(), hand, List.of(), null, ordering, message.language()));
    }

    private static Set<String> entities(Heard heard, Message message) {
        Set<String> found = new HashSet<>();
        heard.items().forEach(item -> found.add(named(item)));
        if (heard.details().place() != null && !heard.manner().question()) {
            found.add("place=" + heard.details().place());
        }
        Integer number = heard.loose().quantity() != null
                ? heard.loose().quantity()
                : heard.loose().number();
        if (number != null) {
            found.add("number=" + number);
        }
        if (heard.loose().pick() != null && message.awaited() != Awaited.NOTHING) {
            found.add("pick=" + heard.loose().pick().kind());
        }
        if (message.awaited() == Awaited.VARIANT) {
            heard.loose()
                    .variants()
                    .forEach(v -> Glow.CATALOGUE.variant(v).ifPresent(named -> found.add("variant=" + named.name())));
        }
        return found;
    }

    private static String named(Item item) {
        Catalogue catalogue = Glow.CATALOGUE;
        String products = item.products().stream()
                .flatMap(p -> catalogue.product(p).stream())
                .map(p -> p.name())
                .collect(Collectors.joining("/"));
        String variants = item.variants().stream()
                .flatMap(v -> catalogue.variant(v).stream())
                .map(v -> v.name())
                .collect(Collectors.joining("/"));
        return (item.negated() ? "-" : "")
                + (item.quantity() == null ? "" : item.quantity() + " ")
                + products
                + (variants.isEmpty() ? "" : " (" + variants + ")");
    }
}
