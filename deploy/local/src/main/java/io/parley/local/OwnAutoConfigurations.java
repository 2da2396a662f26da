package io.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/// Keeps what one service depends on out of the others: all nine share one class path here, so each context takes
/// only the auto-configurations of the jars its own manifest lists, as it would find them alone in production.
public final class OwnAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String IMPORTS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";
    private static final Map<ServicePart, Set<String>> JARS_OF = new ConcurrentHashMap<>();

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public boolean[] match(@Nullable String[] candidates, AutoConfigurationMetadata metadata) {
        boolean[] matches = new boolean[candidates.length];
        Set<String> own = Optional.ofNullable(environment)
                .map(known -> known.getProperty("parley.service"))
                .flatMap(ServicePart::named)
                .map(service -> JARS_OF.computeIfAbsent(service, OwnAutoConfigurations::jarsOf))
                .orElse(Set.of());
        for (int i = 0; i < candidates.length; i++) {
            String home = candidates[i] == null ? null : JarOfClass.KNOWN.get(candidates[i]);
            matches[i] = own.isEmpty() || home == null || own.contains(home);
        }
        return matches;
    }

    /// File names of a service's jar and those its manifest lists; empty (no limit) when it does not come as a jar.
    private static Set<String> jarsOf(ServicePart service) {
        try {
            Path jar = Path.of(Class.forName(service.applicationClass())
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (!Files.isRegularFile(jar)) {
                return Set.of();
            }
            try (JarFile file = new JarFile(jar.toFile())) {
                return withItself(jar, file.getManifest());
            }
        } catch (ClassNotFoundException | URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Set<String> withItself(Path jar, @Nullable Manifest manifest) {
        String listed = manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
        if (listed == null) {
            return Set.of();
        }
        Set<String> jars = new HashSet<>(Arrays.asList(listed.split(" ")));
        jars.add(String.valueOf(jar.getFileName()));
        return Set.copyOf(jars);
    }

    /// Which jar each auto-configuration comes from, read once for all contexts.
    private static final class JarOfClass {
        static final Map<String, String> KNOWN = read();

        private static Map<String, String> read() {
            Map<String, String> jars = new HashMap<>();
            try {
                for (URL list : Collections.list(
                        OwnAutoConfigurations.class.getClassLoader().getResources(IMPORTS))) {
                    String jar = jarOf(list);
                    try (var in = list.openStream()) {
                        new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .map(String::strip)
                                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                                .forEach(name -> jars.put(name, jar));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Map.copyOf(jars);
        }

        /// `jar:file:/…/lib/a.jar!/META-INF/…` → `a.jar`.
        private static String jarOf(URL list) {
            String path = URI.create(list.toString()).getSchemeSpecificPart();
            int end = path.indexOf("!/");
            String jar = end < 0 ? path : path.substring(0, end);
            return jar.substring(jar.lastIndexOf('/') + 1);
        }
    }
}
