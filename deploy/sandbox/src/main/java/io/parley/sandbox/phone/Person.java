package io.parley.sandbox.phone;

import java.util.List;
import java.util.Locale;

/// A shopper as their profile shows them.
public record Person(String id, String name, String username) {
    private static final List<String> FIRST = List.of(
            "Maya", "Noah", "Aisha", "Luca", "Thandi", "Kenji", "Sofia", "Kwame", "Linh", "Elif", "Mateo", "Ingrid",
            "Priya", "Samuel", "Chloe", "Yusuf", "Amara", "Hugo", "Leila", "Oskar", "Nina", "Tomas", "Grace", "Diego");
    private static final List<String> LAST = List.of(
            "Okafor", "Nguyen", "Rossi", "Mensah", "Haddad", "Silva", "Tanaka", "Novak", "Dlamini", "Larsen", "Kaya",
            "Moreau", "Shah", "Weber", "Costa", "Adeyemi");

    /// Someone whose name nobody gave: the same id always gets the same name.
    static Person unnamed(String id) {
        var hash = id.hashCode() & Integer.MAX_VALUE;
        return named(id, FIRST.get(hash % FIRST.size()) + " " + LAST.get(hash / FIRST.size() % LAST.size()));
    }

    static Person named(String id, String name) {
        var username = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", ".");
        return new Person(id, name, username.replaceAll("^\\.|\\.$", ""));
    }

    public String firstName() {
        var space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    public String lastName() {
        var space = name.indexOf(' ');
        return space < 0 ? "" : name.substring(space + 1);
    }

    String initials() {
        var last = lastName();
        return name.substring(0, name.offsetByCodePoints(0, 1))
                + (last.isEmpty() ? "" : last.substring(0, last.offsetByCodePoints(0, 1)));
    }
}
