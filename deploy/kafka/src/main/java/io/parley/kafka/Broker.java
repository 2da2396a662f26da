package io.parley.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/// A KRaft broker and controller in one: formats its folder when it is new, runs until it is told to stop, and
/// writes the file `ready` once it serves.
///
/// Arguments: the properties file and the file that says it is ready.
public final class Broker {

    private Broker() {}

    public static void main(String[] args) throws IOException {
        Path properties = Path.of(args[0]);
        Path ready = Path.of(args[1]);
        Files.deleteIfExists(ready);
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(properties)) {
            settings.load(reader);
        }
        int formatted = StorageTool.execute(
                new String[] {
                    "format",
                    "--cluster-id",
                    Uuid.randomUuid().toString(),
                    "--config",
                    properties.toString(),
                    "--ignore-formatted"
                },
                System.out);
        if (formatted != 0) {
            System.exit(formatted);
        }
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }
}
