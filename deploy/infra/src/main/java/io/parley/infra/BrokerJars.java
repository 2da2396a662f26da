package io.parley.infra;

import io.parley.kafka.Broker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The broker's class path: the distribution's folder `kafka/` beside `lib/`, else the local Maven repository that
/// this build used.
final class BrokerJars {

    private static final String REPOSITORY = "repository/";

    private BrokerJars() {}

    static String classPath() {
        Path own = whereIs(Broker.class);
        Path packaged = own.resolveSibling("../kafka").normalize();
        if (Files.isRegularFile(own) && Files.isDirectory(packaged)) {
            return packaged.resolve("*").toString();
        }
        return own + java.io.File.pathSeparator + fromRepository();
    }

    private static String fromRepository() {
        List<String> jars = listed();
        return repositories()
                .filter(repository -> Files.exists(at(repository, jars.getFirst())))
                .findFirst()
                .map(repository -> jars.stream()
                        .map(jar -> at(repository, jar).toString())
                        .collect(Collectors.joining(java.io.File.pathSeparator)))
                .orElseThrow(() -> new InfraException("The Kafka broker's jars are not in the local Maven repository;"
                        + " build deploy/kafka first, or give the repository with -Dmaven.repo.local."));
    }

    private static Path at(Path repository, String jar) {
        return jar.startsWith(REPOSITORY) ? repository.resolve(jar.substring(REPOSITORY.length())) : Path.of(jar);
    }

    private static List<String> listed() {
        try (InputStream list = Broker.class.getResourceAsStream("broker.classpath")) {
            if (list == null) {
                throw new InfraException("deploy/kafka was built without its list of jars; build it again.");
            }
            String text = new String(list.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.strip().split("\\|")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Places a local repository may be: where Maven was told, where this process's own jars come from, the usual one.
    private static Stream<Path> repositories() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("maven.repo.local"))
                                .map(Path::of),
                        ancestor(whereIs(org.tukaani.xz.XZInputStream.class), 5),
                        Optional.of(Path.of(System.getProperty("user.home"), ".m2", "repository")))
                .flatMap(Optional::stream);
    }

    private static Optional<Path> ancestor(Path path, int levels) {
        Optional<Path> at = Optional.of(path);
        for (int level = 0; level < levels; level++) {
            at = at.map(Path::getParent);
        }
        return at;
    }

    private static Path whereIs(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
