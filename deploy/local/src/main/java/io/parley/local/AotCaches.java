package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// The JDK's ahead-of-time caches: made on this machine after a first good start, for exactly these jars and flags.
/// Without them everything starts as well, only slower.
record AotCaches(Path folder, String fingerprint) {

    private static final int FINGERPRINT_CHARS = 16;

    static AotCaches of(Home home, Distribution distribution) {
        return new AotCaches(
                home.caches(),
                fingerprint(
                        System.getProperty("java.vm.version") + distribution.composed(List.of(), 0),
                        Stream.concat(distribution.jars().stream(), list(distribution.brokersJars()))
                                .toList()));
    }

    private static Stream<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Changes with the JVM, its flags and every jar's name, size and time, which is what the JDK itself checks.
    static String fingerprint(String flags, List<Path> jars) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(flags.getBytes(StandardCharsets.UTF_8));
            for (Path jar : jars) {
                String line = jar.getFileName() + " " + Files.size(jar) + " "
                        + Files.getLastModifiedTime(jar).toMillis() + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_CHARS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Path services() {
        return current().resolve("services.aot");
    }

    Path broker() {
        return current().resolve("broker.aot");
    }

    /// The flag that uses a cache, when there is one.
    List<String> flag(Path cache) {
        return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
    }

    boolean complete() {
        return Files.exists(services()) && Files.exists(broker());
    }

    /// A place to make them in; {@link #publish} puts them where they are found.
    Path workshop() {
        return folder.resolve("making-" + fingerprint);
    }

    Path current() {
        return folder.resolve(fingerprint);
    }

    /// Puts the finished caches in place and deletes those of other jars.
    void publish() {
        try {
            Home.delete(current());
            Files.move(workshop(), current());
            try (var others = Files.list(folder)) {
                others.filter(other -> !other.equals(current())).forEach(Home::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
