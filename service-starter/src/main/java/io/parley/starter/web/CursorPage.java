package io.parley.starter.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param next the cursor of the page after, absent on the last
public record CursorPage<T>(List<T> items, @Nullable String next) {
    public static final int LIMIT_DEFAULT = 30;
    public static final int LIMIT_MAX = 100;

    /// From one row more than the page has, read to see whether there is a page after.
    ///
    /// @param rows up to `limit + 1` rows
    /// @param cursor the keys of a row, see [Cursor#encode(Object...)]
    public static <T> CursorPage<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        return rows.size() <= limit
                ? new CursorPage<>(rows, null)
                : new CursorPage<>(List.copyOf(rows.subList(0, limit)), cursor.apply(rows.get(limit - 1)));
    }

    /// What the client asked for, within bounds.
    public static int limit(@Nullable Integer asked) {
        return asked == null ? LIMIT_DEFAULT : Math.clamp(asked, 1, LIMIT_MAX);
    }
}
