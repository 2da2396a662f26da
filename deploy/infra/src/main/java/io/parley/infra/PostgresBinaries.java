package io.parley.infra;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once per user and version from the archive on the class path.
final class PostgresBinaries {

    private static final Pattern JAR = Pattern.compile("/([^/]+)\\.jar!");
    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    /// Folder that holds `bin/postgres`.
    static Path unpacked() {
        String archive = "postgres-" + system() + "-" + architecture() + ".txz";
        URL resource = PostgresBinaries.class.getResource("/" + archive);
        if (resource == null) {
            throw new InfraException("There is no PostgreSQL for this machine on the class path (" + archive
                    + "). Linux and macOS on amd64 and arm64 are supported.");
        }
        Matcher jar = JAR.matcher(resource.toString());
        Path home = cache().resolve(jar.find() ? jar.group(1) : archive.replace(".txz", ""));
        if (!Files.exists(home)) {
            unpack(resource, home);
        }
        return home;
    }

    private static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("parley");
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : name.contains("win") ? "windows" : "linux";
    }

    private static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") || name.equals("arm64") ? "arm_64" : "x86_64";
    }

    /// Unpacks beside the final place and moves it there in one step: two JVMs may do this at once.
    private static void unpack(URL archive, Path home) {
        try {
            Files.createDirectories(home.getParent());
            Path unfinished = Files.createTempDirectory(home.getParent(), "unpacking-");
            try (InputStream raw = archive.openStream();
                    TarArchiveInputStream tar =
                            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(raw)))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    write(tar, entry, unfinished);
                }
            }
            try {
                Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                Folders.delete(unfinished);
                if (!Files.exists(home)) {
                    throw e;
                }
            }
        } catch (IOException e) {
            throw new InfraException("PostgreSQL could not be unpacked to " + home + ": " + e.getMessage(), e);
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target, StandardCopyOption.REPLACE_EXISTING);
        if ((entry.getMode() & OWNER_EXECUTES) != 0) {
            Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(target));
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            Files.setPosixFilePermissions(target, permissions);
        }
    }
}
