package io.parley.conversation.shop;

import io.parley.conversation.files.TextFile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which variants of one thing are bigger than others; the words are those of `language/sizes.txt`.
public final class BySize {
    private static final Pattern MEASURE = Pattern.compile("(\\d{1,9}(?:[.,]\\d{1,3})?)\\s*(\\p{L}*)");

    private static final Pattern AREA = Pattern.compile("(\\d{1,5})\\s*[x×]\\s*(\\d{1,5})");

    /// "A5"
    private static final Pattern SHEET = Pattern.compile("[ABab]\\d");

    private static final String TIMES = "times ";

    /// By how much what is counted in a unit is more than in the smallest of its kind.
    private static final Map<String, Double> UNITS;

    private static final Set<String> TYPES;
    private static final Set<String> NAMES;

    static {
        Map<String, List<String>> words = TextFile.lists("/language/sizes.txt");
        UNITS = words.entrySet().stream()
                .filter(line -> line.getKey().startsWith(TIMES))
                .flatMap(line -> line.getValue().stream()
                        .map(unit ->
                                Map.entry(unit, Double.parseDouble(line.getKey().substring(TIMES.length())))))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
        TYPES = Set.copyOf(words.getOrDefault("option size", List.of()));
        NAMES = Set.copyOf(words.getOrDefault("names of sizes", List.of()));
    }

    private BySize() {}

    /// By the measures in their names, else in the seller's own order of sizes; empty where neither tells: colours.
    public static Optional<Comparator<Variant>> order(List<Variant> variants) {
        if (variants.size() < 2) {
            return Optional.empty();
        }
        if (variants.stream().allMatch(v -> MEASURE.matcher(v.name()).find())) {
            Comparator<Variant> byMeasure = Comparator.comparingDouble(BySize::measure);
            // the bigger the number, the smaller the sheet
            boolean sheets = variants.stream()
                    .allMatch(v -> SHEET.matcher(v.name().strip()).matches());
            return Optional.of(sheets ? byMeasure.reversed() : byMeasure);
        }
        boolean sizes = variants.stream()
                .allMatch(v -> TYPES.contains(v.type().toLowerCase(Locale.ROOT))
                        || NAMES.contains(v.name().toLowerCase(Locale.ROOT)));
        return sizes ? Optional.of(Comparator.comparingInt(Variant::position)) : Optional.empty();
    }

    /// The one between the smaller and the bigger of three.
    public static Optional<Variant> middle(List<Variant> variants) {
        return variants.size() != 3
                ? Optional.empty()
                : order(variants)
                        .map(bySize -> variants.stream().sorted(bySize).toList().get(1));
    }

    private static double measure(Variant variant) {
        Matcher area = AREA.matcher(variant.name().toLowerCase(Locale.ROOT));
        if (area.find()) {
            return Double.parseDouble(area.group(1)) * Double.parseDouble(area.group(2));
        }
        Matcher measure = MEASURE.matcher(variant.name().toLowerCase(Locale.ROOT));
        if (!measure.find()) {
            return 0;
        }
        return Double.parseDouble(measure.group(1).replace(',', '.')) * UNITS.getOrDefault(measure.group(2), 1.0);
    }
}
