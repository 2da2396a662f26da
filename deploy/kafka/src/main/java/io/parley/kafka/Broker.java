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
        try {
            formatWhenNew(settings.getProperty("log.dirs"), properties);
            serve(settings, ready);
        } catch (RuntimeException e) {
            // threads of a half-started broker would keep the process alive
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void formatWhenNew(String folder, Path properties) {
        if (Files.exists(Path.of(folder, "meta.properties"))) {
            return;
        }
        int formatted = StorageTool.execute(
                new String[] {"format", "--cluster-id", Uuid.randomUuid().toString(), "--config", properties.toString()
                },
                System.out);
        if (formatted != 0) {
            throw new IllegalStateException("the folder " + folder + " could not be formatted");
        }
    }

    private static void serve(Properties settings, Path ready) throws IOException {
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "broker-shutdown"));
        server.startup();
        Files.writeString(ready, Long.toString(ProcessHandle.current().pid()));
        server.awaitShutdown();
    }
}
