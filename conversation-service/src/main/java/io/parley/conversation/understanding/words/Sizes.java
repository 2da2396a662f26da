package io.parley.conversation.understanding.words;

import io.parley.conversation.files.TextFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What shoppers call a size that a seller writes otherwise: "large" for L, from `language/sizes.txt`.
public final class Sizes {
    private static final String UNIT = "unit ";

    private static final Map<String, List<String>> CALLED = read();

    private Sizes() {}

    /// @param size lower case
    public static List<String> called(String size) {
        return CALLED.getOrDefault(size, List.of());
    }

    /// The other words for a unit: "in", "pouces" and "inchi" for "inch".
    public static List<String> units(String unit) {
        return CALLED.getOrDefault(UNIT + unit, List.of());
    }

    /// "m" is a metre and a month.
    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    private static Map<String, List<String>> read() {
        Map<String, List<String>> called = new HashMap<>();
        TextFile.lists("/language/sizes.txt").forEach((size, names) -> add(size, names, called));
        return Map.copyOf(called);
    }

    private static void add(String size, List<String> names, Map<String, List<String>> called) {
        called.merge(size, names, Sizes::both);
        if (size.startsWith(UNIT)) {
            // either may be written where the other is meant
            List<String> all = new ArrayList<>(names);
            all.add(size.substring(UNIT.length()));
            names.forEach(name -> called.merge(
                    UNIT + name,
                    all.stream().filter(other -> !other.equals(name)).toList(),
                    Sizes::both));
        }
    }
}
