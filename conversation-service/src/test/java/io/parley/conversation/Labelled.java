package io.parley.conversation;

import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import io.parley.events.Money;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Messages with what they mean, as `src/test/resources/messages/README.md` describes them.
final class Labelled {
    private Labelled() {}

    /// A shop the messages are said to.
    record Bench(Shop shop, CatalogueIndex index) {
        Catalogue catalogue() {
            return index.catalogue();
        }
    }

    /// One of several intents, which may be missing when it is optional.
    record Wanted(List<String> anyOf, boolean optional) {}

    /// @param entities null when they are not looked at
    record Message(
            Bench bench,
            String language,
            Awaited awaited,
            String text,
            List<Wanted> intents,
            boolean anyAnswer,
            List<Entity> entities,
            boolean entitiesCount) {}

    /// @param written without the marks for what is optional
    record Entity(String written, boolean optional, boolean countOptional) {
        static Entity of(String label) {
            boolean optional = label.endsWith("?");
            String written = optional ? label.substring(0, label.length() - 1).strip() : label;
            boolean countOptional = written.matches("-?\\d+\\? .*");
            return new Entity(countOptional ? written.replaceFirst("\\?", "") : written, optional, countOptional);
        }

        String kind() {
            int equals = written.indexOf('=');
            return equals > 0 && written.substring(0, equals).matches("[a-z]+")
                    ? written.substring(0, equals)
                    : "product";
        }

        boolean is(String found) {
            return same(written, found)
                    || kind().equals("phone") && found.startsWith("phone=") && samePhone(written, found)
                    || countOptional && same(written.replaceFirst("\\d+ ", ""), found.replaceFirst("^\\d+ ", ""));
        }

        /// "+254722918340" and "0722918340" ring at the same place.
        private static boolean samePhone(String a, String b) {
            String[] digits = {a.replaceAll("\\D", ""), b.replaceAll("\\D", "")};
            int count = Math.min(9, Math.min(digits[0].length(), digits[1].length()));
            return count >= 7
                    && digits[0]
                            .substring(digits[0].length() - count)
                            .equals(digits[1].substring(digits[1].length() - count));
        }

        private static boolean same(String a, String b) {
            return plain(a).equals(plain(b));
        }

        /// "Đà Nẵng" and "Da Nang" are one town.
        private static String plain(String text) {
            return Normalizer.normalize(text.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}+", "")
                    .replaceAll("[\\s,.]+", " ");
        }
    }

    /// All messages of a part kept in the repository: `tuning` or `test`.
    static List<Message> part(String name) throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(Labelled.class.getResource("/messages/" + name))
                .toURI());
        try (Stream<Path> files = Files.list(folder).sorted()) {
            List<Message> messages = new ArrayList<>();
            for (Path file : files.toList()) {
                messages.addAll(file(file));
            }
            return messages;
        }
    }

    static List<Message> file(Path file) throws IOException {
        List<Message> messages = new ArrayList<>();
        String language = "en";
        String[] shop = {"glow", "USD"};
        List<Product> products = new ArrayList<>();
        Bench bench = null;
        for (String raw : Files.readAllLines(file)) {
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("# ") || line.equals("#")) {
                continue;
            }
            if (line.startsWith("[shop ")) {
                String name = line.substring(6, line.length() - 1).strip();
                int space = name.lastIndexOf(' ');
                boolean currency = space > 0 && name.substring(space + 1).matches("[A-Z]{3}");
                shop = currency
                        ? new String[] {name.substring(0, space), name.substring(space + 1)}
                        : new String[] {name, "USD"};
                products = new ArrayList<>();
                bench = null;
            } else if (line.startsWith("[") && line.endsWith("]")) {
                language = line.substring(1, line.length() - 1);
            } else if (line.startsWith("+ ")) {
                products.add(product(line.substring(2), shop[1]));
                bench = null;
            } else {
                bench = bench == null ? bench(shop[0], shop[1], products) : bench;
                try {
                    messages.add(message(bench, language, line));
                } catch (RuntimeException unreadable) {
                    throw new IllegalArgumentException(file.getFileName() + " cannot be read at: " + line, unreadable);
                }
            }
        }
        return messages;
    }

    private static Bench bench(String name, String currency, List<Product> products) {
        Shop glow = Glow.SHOP;
        List<Product> sold = products.isEmpty() ? Glow.products(currency) : products;
        Shop shop = new Shop(
                Glow.id(name), name, currency, Locale.US, glow.tone(), glow.languages(), glow.payByLink(), false, null);
        return new Bench(shop, new CatalogueIndex(new Catalogue(sold)));
    }

    /// `Name | categories | synonyms | size: S 2500, M 2500 | description`, or a price alone for one without a choice.
    private static Product product(String line, String currency) {
        String[] parts = line.split("\\|", -1);
        String name = parts[0].strip();
        String sold = parts[3].strip();
        int colon = sold.indexOf(':');
        List<Variant> variants = new ArrayList<>();
        if (colon < 0) {
            variants.add(variant(name, "default", "Default", sold, currency, 0));
        } else {
            for (String one : sold.substring(colon + 1).split(",")) {
                String written = one.strip();
                int space = written.lastIndexOf(' ');
                variants.add(variant(
                        name,
                        sold.substring(0, colon).strip(),
                        written.substring(0, space).strip(),
                        written.substring(space + 1),
                        currency,
                        variants.size()));
            }
        }
        return new Product(
                Glow.id(name),
                name,
                parts.length > 4 ? parts[4].strip() : null,
                true,
                0,
                split(parts[1], ","),
                List.of(),
                split(parts[2], ","),
                null,
                variants);
    }

    private static Variant variant(
            String product, String type, String name, String minor, String currency, int position) {
        return new Variant(
                Glow.id(product + "/" + name),
                (product + "-" + name).toUpperCase(Locale.ROOT).replace(' ', '-'),
                type,
                name,
                new Money(Long.parseLong(minor), currency),
                true,
                position);
    }

    private static Message message(Bench bench, String language, String line) {
        String[] halves = line.split(" => ", 2);
        String text = halves[0];
        Awaited awaited = Awaited.NOTHING;
        if (text.startsWith("@")) {
            awaited = Awaited.valueOf(text.substring(1, text.indexOf(' ')));
            text = text.substring(text.indexOf(' ') + 1);
        }
        String[] labels = halves[1].split("\\|", 2);
        List<Wanted> intents = split(labels[0], " ").stream()
                .filter(label -> !label.equals("*"))
                .map(label -> new Wanted(
                        Arrays.stream(label.split("/"))
                                .map(one -> one.replace("?", ""))
                                .toList(),
                        label.endsWith("?")))
                .toList();
        List<String> entities = labels.length < 2 ? List.of() : split(labels[1], ";");
        return new Message(
                bench,
                language,
                awaited,
                text.replace("\\n", "\n"),
                intents,
                labels[0].strip().equals("*"),
                entities.stream().filter(e -> !e.equals("*")).map(Entity::of).toList(),
                !entities.contains("*"));
    }

    private static List<String> split(String text, String by) {
        return Arrays.stream(text.strip().split(by))
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /// How many of a kind were found, wrongly found and missed.
    static final class Tally {
        int right;
        int extra;
        int missed;

        int wanted() {
            return right + missed;
        }

        double recall() {
            return wanted() == 0 ? 1 : (double) right / wanted();
        }

        double f1() {
            int all = 2 * right + extra + missed;
            return all == 0 ? 1 : 2.0 * right / all;
        }

        void add(Tally other) {
            right += other.right;
            extra += other.extra;
            missed += other.missed;
        }
    }

    /// What came of reading messages.
    static final class Score {
        int messages;
        int exact;
        final Tally intents = new Tally();
        final Map<String, Tally> byIntent = new LinkedHashMap<>();
        final Map<String, Tally> byLanguage = new LinkedHashMap<>();
        final Map<String, Tally> byEntity = new LinkedHashMap<>();
        final Tally languages = new Tally();
        final List<String> wrong = new ArrayList<>();

        double accuracy() {
            return intents.recall();
        }

        double accuracy(String language) {
            return byLanguage.getOrDefault(language, new Tally()).recall();
        }

        Tally entities() {
            Tally all = new Tally();
            byEntity.forEach((kind, tally) -> {
                if (!kind.equals("emotion")) {
                    all.add(tally);
                }
            });
            return all;
        }
    }

    static Set<String> names(Map<String, ?> map) {
        return map.keySet().stream().sorted().collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }
}
