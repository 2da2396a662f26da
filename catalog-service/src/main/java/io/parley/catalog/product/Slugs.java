package io.parley.catalog.product;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names as they stand in links and stock-keeping units.
final class Slugs {
    private static final int LENGTH_MAX = 60;
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^-+|-+$");

    private Slugs() {}

    /// `Crème Brûlée 50ml` is `creme-brulee-50ml`.
    ///
    /// @param otherwise for a name without any Latin letter or digit
    static String of(String name, String otherwise) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String dashed = OTHER.matcher(plain).replaceAll("-");
        String cut = dashed.length() > LENGTH_MAX ? dashed.substring(0, LENGTH_MAX) : dashed;
        String slug = EDGES.matcher(cut).replaceAll("");
        return slug.isEmpty() ? otherwise : slug;
    }

    /// The first of `base`, `base-2`, `base-3`… that is free.
    static String free(String base, Set<String> taken) {
        String slug = base;
        for (int n = 2; taken.contains(slug); n++) {
            slug = base + "-" + n;
        }
        return slug;
    }
}
