package io.parley.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folder of jars that runs everything, and how a JVM is started from it.
///
/// All services share one list of jars here, so that one AOT cache serves them all; in production each has its own.
///
/// @param own the launcher's jar
record Distribution(Path own) {

    private static final List<String> ALWAYS = List.of(
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dfile.encoding=UTF-8",
            "-Dstdout.encoding=UTF-8",
            "-Djava.awt.headless=true",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    /// The collector that needs least beside the heap itself.
    private static final String SMALL = "-XX:+UseSerialGC";

    /// The one this program was started from.
    static Distribution ofThisProgram() {
        try {
            return new Distribution(Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /// This program's own class path, as its jar's manifest lists it.
    List<Path> jars() {
        try (JarFile jar = new JarFile(own.toFile())) {
            String classPath =
                    String.valueOf(jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH));
            return Stream.concat(
                            Stream.of(own), Arrays.stream(classPath.split(" ")).map(own::resolveSibling))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path brokersJars() {
        return own.resolveSibling("../kafka").normalize();
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /// The nine services in one JVM. Whatever they do stands still while it looks for garbage, so it does with all
    /// processors.
    List<String> composed(List<String> more, int base) {
        return command(
                servicesFlags("-XX:+UseParallelGC", 384), more, Composed.class.getName(), Integer.toString(base));
    }

    /// One service alone.
    List<String> service(ServicePart service, List<String> more) {
        return command(servicesFlags(SMALL, 160), more, service.applicationClass());
    }

    List<String> sandbox() {
        return command(small(96), List.of(), "io.parley.sandbox.Sandbox");
    }

    /// A helper of the launcher: small and short-lived.
    List<String> helper(Class<?> main, String... arguments) {
        return command(small(128), List.of(), main.getName(), arguments);
    }

    /// The first compiler only: half the processor time and less memory at the start, at some cost in peak speed.
    /// What is known of nine services' classes and their code is no reason to stop everything and look for garbage.
    /// `PARLEY_JVM_OPTIONS` is stronger (`-XX:TieredStopAtLevel=4` brings the second compiler back).
    private static List<String> servicesFlags(String collector, int heapMegabytes) {
        List<String> flags = new ArrayList<>(ALWAYS);
        flags.addAll(List.of(collector, "-Xmx" + heapMegabytes + "m", "-Xss512k", "-XX:TieredStopAtLevel=1"));
        flags.addAll(List.of("-XX:MetaspaceSize=192m", "-XX:ReservedCodeCacheSize=128m", "-XX:SweeperThreshold=60"));
        Arrays.stream(System.getenv()
                        .getOrDefault("PARLEY_JVM_OPTIONS", "")
                        .strip()
                        .split(" +"))
                .filter(option -> !option.isEmpty())
                .forEach(flags::add);
        return flags;
    }

    private static List<String> small(int heapMegabytes) {
        List<String> flags = new ArrayList<>(ALWAYS);
        flags.addAll(List.of(SMALL, "-Xmx" + heapMegabytes + "m", "-XX:TieredStopAtLevel=1"));
        return flags;
    }

    private List<String> command(List<String> flags, List<String> more, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(flags);
        command.addAll(more);
        command.add("-cp");
        command.add(jars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main);
        command.addAll(List.of(arguments));
        return command;
    }
}
