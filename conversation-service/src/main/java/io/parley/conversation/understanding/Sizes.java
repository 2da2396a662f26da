package io.parley.conversation.understanding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What shoppers call a size that a seller writes otherwise: "large" for L, from `language/sizes.txt`.
final class Sizes {
    private static final Map<String, List<String>> CALLED = read();

    private Sizes() {}

    /// @param size lower case
    static List<String> called(String size) {
        return CALLED.getOrDefault(size, List.of());
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
                    called.put(line.substring(0, equals).strip(), names);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Map.copyOf(called);
    }
}
