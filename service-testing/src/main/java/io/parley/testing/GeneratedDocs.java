package io.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// Documents in `docs/generated` that tests print and compare, so that they stay true.
public final class GeneratedDocs {
    private GeneratedDocs() {}

    /// Fails when the kept document is another; `-Dparley.update-docs=true` writes it instead.
    ///
    /// @param name path below `docs/generated`
    public static void assertKept(String name, String document) {
        Path kept = root().resolve("docs/generated").resolve(name);
        try {
            if (Boolean.getBoolean("parley.update-docs")) {
                Files.createDirectories(kept.getParent());
                Files.writeString(kept, document);
            }
            assertThat(kept)
                    .as("%s is not there; run the test with -Dparley.update-docs=true", kept)
                    .exists();
            assertThat(Files.readString(kept))
                    .as("%s has changed; if it should, run the test with -Dparley.update-docs=true", kept)
                    .isEqualTo(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "run inside the repository");
        }
        return folder;
    }
}
