package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The folder that holds everything one installation keeps (`PARLEY_HOME`, else `.parley`).
record Home(Path root) {

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    /// Caches that make starts faster; they may be deleted at any time.
    Path caches() {
        return root.resolve("aot");
    }

    Path run() {
        return root.resolve("run");
    }

    Path lock() {
        return run().resolve("lock");
    }

    Path state() {
        return run().resolve("state");
    }

    /// Where `restart` leaves its wish.
    Path requests() {
        return run().resolve("requests");
    }

    /// There once the first start is over: with the demo shop or deliberately without.
    Path firstStart() {
        return root.resolve("first-start");
    }

    void create() {
        try {
            Files.createDirectories(logs());
            Files.createDirectories(requests());
        } catch (IOException e) {
            throw new UserError(
                    "The folder " + root + " cannot be used: " + e.getMessage() + "\nChoose another with PARLEY_HOME.");
        }
    }

    /// Deletes all data and logs; the caches stay.
    void deleteData() {
        for (Path gone : new Path[] {postgres(), kafka(), logs(), run(), firstStart()}) {
            delete(gone);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
