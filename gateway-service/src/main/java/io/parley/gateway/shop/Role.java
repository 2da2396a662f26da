package io.parley.gateway.shop;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// What somebody is in a shop's team. Services check the permissions, not the role.
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    VIEWER;

    private static final List<String> AREAS = List.of(
            "orders", "products", "inventory", "conversations", "channels", "loyalty", "notifications", "settings");
    private static final List<String> READS =
            AREAS.stream().map(area -> area + ":read").toList();
    private static final List<String> DAILY_WORK =
            List.of("orders:write", "conversations:reply", "products:write", "inventory:write");
    private static final List<String> EVERYTHING = Stream.of(
                    READS.stream(),
                    DAILY_WORK.stream(),
                    Stream.of(
                            "channels:write",
                            "loyalty:write",
                            "notifications:write",
                            "settings:write",
                            "members:invite",
                            "audit:read"))
            .flatMap(permissions -> permissions)
            .toList();

    /// As it is written in tokens, events and the database: `owner`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String text) {
        return Arrays.stream(values())
                .filter(role -> role.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no role " + text));
    }

    public List<String> permissions() {
        return switch (this) {
            case OWNER, ADMIN -> EVERYTHING;
            case MEMBER -> Stream.concat(READS.stream(), DAILY_WORK.stream()).toList();
            case VIEWER -> READS;
        };
    }
}
