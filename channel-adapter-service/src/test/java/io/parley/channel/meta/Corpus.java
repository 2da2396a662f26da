package io.parley.channel.meta;

import io.parley.channel.account.Connection;
import io.parley.events.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Bodies as Meta sends them, made after its documentation and what others have met, with what each must become.
final class Corpus {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    static final UUID SHOP = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID OTHER_SHOP = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final List<Connection> CONNECTIONS = List.of(
            connection(11, SHOP, Platform.INSTAGRAM, "17841400000000001"),
            connection(12, SHOP, Platform.MESSENGER, "100000000000001"),
            connection(13, OTHER_SHOP, Platform.MESSENGER, "100000000000009"));

    private Corpus() {}

    record Sample(String name, JsonNode file) {
        JsonNode body() {
            return file.get("body");
        }

        JsonNode expect() {
            return file.get("expect");
        }

        @Override
        public String toString() {
            return name + ": " + file.path("what").asString("");
        }
    }

    static MetaReader reader() {
        return new MetaReader(Corpus::find);
    }

    static List<Sample> samples() {
        try (Stream<Path> files = Files.list(Path.of(Objects.requireNonNull(Corpus.class.getResource("/webhooks/meta"))
                .toURI()))) {
            return files.sorted()
                    .map(file -> new Sample(
                            file.getFileName().toString().replace(".json", ""), JSON.readTree(file.toFile())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Connection> find(Platform platform, String accountId) {
        return CONNECTIONS.stream()
                .filter(known ->
                        known.platform() == platform && known.accountId().equals(accountId))
                .findFirst();
    }

    private static Connection connection(int id, UUID shop, Platform platform, String accountId) {
        return new Connection(new UUID(0x7000, id), shop, platform, accountId);
    }
}
