package io.parley.conversation.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What shoppers call a size that a seller writes otherwise: "large" for L, from `language/sizes.txt`.
final class Sizes {
    private static final String UNIT = "unit ";

    private static final Map<String, List<String>> CALLED = read();

    private Sizes() {}

    /// @param size lower case
    static List<String> called(String size) {
        return CALLED.getOrDefault(size, List.of());
    }

    /// The other words for a unit: "in", "pouces" and "inchi" for "inch".
    static List<String> units(String unit) {
        return CALLED.getOrDefault(UNIT + unit, List.of());
    }

    /// "m" is a metre and a month.
    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> called = new HashMap<>();
        try (InputStream in = Sizes.class.getResourceAsStream("/language/sizes.txt")) {
            if (in == null) {
                throw new IllegalStateException("no file of sizes");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                int equals = line.indexOf(" = ");
                if (equals > 0 && !line.startsWith("#")) {
                    List<String> names = new ArrayList<>();
                    for (String name : line.substring(equals + 3).split("\\|")) {
                        names.add(name.strip());
                    }
                    String size = line.substring(0, equals).strip();
                    called.merge(size, names, Sizes::both);
                    if (size.startsWith(UNIT)) {
                        // either may be written where the other is meant
                        List<String> all = new ArrayList<>(names);
                        all.add(size.substring(UNIT.length()));
                        names.forEach(name -> called.merge(
                                UNIT + name,
                                all.stream()
                                        .filter(other -> !other.equals(name))
                                        .toList(),
                                Sizes::both));
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(called);
    }
}
