package io.parley.conversation.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Text that comes with the program, in UTF-8.
public final class TextFile {
    private TextFile() {}

    /// @param path from the root of the class path: `/language/en.txt`
    /// @throws IllegalStateException when there is none: our own bug
    public static List<String> lines(String path) {
        try (InputStream in = TextFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("there is no file " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// The lines `key = some | of | these` of a file, in its order; a key that comes again adds to the first.
    ///
    /// @throws IllegalStateException when there is no such file: our own bug
    public static Map<String, List<String>> lists(String path) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String line : lines(path)) {
            int equals = line.indexOf(" = ");
            if (equals > 0 && !line.startsWith("#")) {
                List<String> listed = Stream.of(line.substring(equals + 3).split("\\|"))
                        .map(String::strip)
                        .toList();
                lists.merge(
                        line.substring(0, equals).strip(),
                        listed,
                        (first, more) -> Stream.concat(first.stream(), more.stream())
                                .distinct()
                                .toList());
            }
        }
        return lists;
    }
}
