package io.parley.conversation.understanding.words;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What two answers to "where to?" make together: a street or an area that is told behind its town keeps the town.
public final class KnownTowns {
    private KnownTowns() {}

    /// "15 Awolowo Road, Bodija" behind "Ibadan", "Lekki Phase 1" behind "Lagos", "951 E Main St" behind "Columbus,
    /// Ohio"; null where the new place stands for
    /// itself, as another town does.
    ///
    /// @param streetOnly a street or a house and nothing else is told
    public static @Nullable String together(String before, String said, boolean streetOnly) {
        // "Hyde Park, Leeds": an area beside its town
        ToldPlace towns = new ToldPlace(before, new ToldPlace(before, List.of()).names());
        if (!towns.onlyNames()) {
            return streetOnly && towns.bare() ? said + ", " + before : null;
        }
        ToldPlace told = new ToldPlace(said, towns.names());
        List<ToldPlace.Name> named = told.known();
        int town = towns.firstWith(name -> named.stream().anyMatch(area -> told.areaOf(area, name)));
        Predicate<ToldPlace.Name> within = town < 0
                ? told::ofStreet
                : name -> told.ofStreet(name) || told.areaOf(name, towns.names().get(town));
        if (!named.stream().allMatch(within)) {
            return null;
        }
        boolean house = streetOnly || told.house() || told.landmark();
        boolean more = told.goesOn();
        if (town >= 0 && (house || !more)) {
            return said + ", " + towns.from(town);
        }
        boolean keeps = streetOnly
                || house
                        && (told.parted() || !named.isEmpty())
                        && (!more || towns.known().size() == 1);
        return keeps ? said + ", " + before : null;
    }

    /// "Ibadan" behind "12 Awolowo Road", "Lagos" behind "Lekki": nothing but the town; null otherwise.
    public static @Nullable String townBehind(String before, String said) {
        ToldPlace town = new ToldPlace(said, List.of());
        ToldPlace told = new ToldPlace(before, town.names());
        boolean lacks = town.onlyNames()
                && told.known().stream()
                        .allMatch(name -> told.ofStreet(name)
                                || told.areaOf(name, town.names().getFirst()));
        boolean area = !told.known().isEmpty() && !told.known().stream().allMatch(told::ofStreet);
        return lacks && (area || told.house() && !told.goesOn()) ? before + ", " + said : null;
    }

    /// "Phường Dịch Vọng Hậu" behind "số 15 ngõ 82", and then "Hà Nội": a house or a quarter of which no town is told,
    /// and what has no house of its own; null otherwise.
    public static @Nullable String wider(String before, String said) {
        ToldPlace more = new ToldPlace(said, List.of());
        ToldPlace told = new ToldPlace(before, more.names());
        boolean townless = told.known().stream()
                .allMatch(name -> told.ofStreet(name)
                        || told.behindStreet(name)
                        || more.names().stream().anyMatch(town -> told.areaOf(name, town)));
        boolean lacks = townless && (told.numbered() || told.quarter());
        return lacks && !more.numbered() && !more.onlyLandmark() ? before + ", " + said : null;
    }

    /// With more of the way: behind it, or instead of what was said of the same door before: "portail noir" of "Ouakam,
    /// portail bleu".
    public static String withWay(String before, String said) {
        return new ToldPlace(before, List.of()).withWay(said);
    }

    /// Whether all of it was told before: "a Lyon 12 rue de la Villette, j'ai dit" of "Lyon 3e, 12 rue de la Villette".
    public static boolean tellsNothingNew(String before, String said) {
        return new ToldPlace(said, List.of()).saysNoMoreThan(new ToldPlace(before, List.of()));
    }

    /// Whether a place says only what it is near, and not in which street or town: "behind Shoprite".
    public static boolean onlyLandmark(String place) {
        return new ToldPlace(place, List.of()).onlyLandmark();
    }
}
