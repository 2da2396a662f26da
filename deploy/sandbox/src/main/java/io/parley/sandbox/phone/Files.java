package io.parley.sandbox.phone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// What shoppers sent as files where the platform gives the shop a number instead of an address.
/// The oldest are forgotten.
public final class Files {
    private static final int FILES_MAX = 2_000;
    private static final long FIRST = 900_000_000_000_000L;

    private final AtomicLong last = new AtomicLong(FIRST);
    private final Map<String, File> files = new LinkedHashMap<>();

    /// @param type as the platform names it, for instance `image/jpeg`
    public record File(String url, String type) {}

    synchronized String add(String url, String type) {
        var id = String.valueOf(last.incrementAndGet());
        files.put(id, new File(url, type));
        if (files.size() > FILES_MAX) files.remove(files.keySet().iterator().next());
        return id;
    }

    public synchronized @Nullable File find(String id) {
        return files.get(id);
    }
}
