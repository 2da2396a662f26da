package io.parley.conversation.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
}
