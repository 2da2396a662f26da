package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCachesTest {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void a_jar() throws IOException {
        jar = Files.writeString(folder.resolve("a.jar"), "one");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    }

    @Test
    void the_fingerprint_stays_while_nothing_changes() {
        assertThat(fingerprint()).isEqualTo(fingerprint()).hasSize(16);
    }

    @Test
    void the_fingerprint_changes_with_size_time_and_flags() throws IOException {
        String before = fingerprint();
        assertThat(AotCaches.fingerprint("-Xmx2m", List.of(jar))).isNotEqualTo(before);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH.plusSeconds(1)));
        String later = fingerprint();
        assertThat(later).isNotEqualTo(before);
        Files.writeString(jar, "longer");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH.plusSeconds(1)));
        assertThat(fingerprint()).isNotEqualTo(later);
    }

    @Test
    void new_caches_replace_those_of_other_jars() throws IOException {
        AotCaches caches = new AotCaches(folder.resolve("aot"), "new");
        Files.createDirectories(folder.resolve("aot/old"));
        Files.createDirectories(caches.workshop());
        assertThat(caches.complete()).isFalse();
        assertThat(caches.flag(caches.services())).isEmpty();
        Files.writeString(caches.workshop().resolve("services.aot"), "");
        Files.writeString(caches.workshop().resolve("broker.aot"), "");

        caches.publish();

        assertThat(caches.complete()).isTrue();
        assertThat(caches.flag(caches.services())).containsExactly("-XX:AOTCache=" + caches.services());
        assertThat(folder.resolve("aot")).isDirectoryContaining(path -> path.endsWith("new"));
        assertThat(folder.resolve("aot/old")).doesNotExist();
    }

    private String fingerprint() {
        return AotCaches.fingerprint("-Xmx1m", List.of(jar));
    }
}
