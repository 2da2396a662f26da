package io.parley.infra;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running Kafka 4 broker (KRaft, its own controller) that listens on this machine only, in a process and with
/// jars of its own.
public interface KafkaServer extends LocalServer {

    /// Where and how to start.
    ///
    /// @param data folder of the broker's log, kept across starts; null for a temporary one, deleted at the end
    /// @param port 0 for any free port
    /// @param controllerPort 0 for any free port
    /// @param partitions of a topic that nobody created with another number
    /// @param log file for the broker's messages; null for `kafka.log` beside the data
    /// @param jvmArguments further arguments for the broker's JVM
    record Options(
            @Nullable Path data,
            int port,
            int controllerPort,
            int partitions,
            @Nullable Path log,
            List<String> jvmArguments) {

        /// Does not live long enough for the second compiler to pay.
        public static Options temporary() {
            return new Options(null, 0, 0, 12, null, List.of("-XX:TieredStopAtLevel=1"));
        }

        public static Options at(Path data, int port, int controllerPort) {
            return new Options(data, port, controllerPort, 12, null, List.of());
        }

        public Options partitions(int partitions) {
            return new Options(data, port, controllerPort, partitions, log, jvmArguments);
        }

        public Options log(Path log) {
            return new Options(data, port, controllerPort, partitions, log, jvmArguments);
        }

        public Options jvmArguments(List<String> jvmArguments) {
            return new Options(data, port, controllerPort, partitions, log, List.copyOf(jvmArguments));
        }
    }

    /// Starts a broker and returns when it serves, within 60 s.
    ///
    /// @throws InfraException when it does not start, with the end of its log
    static KafkaServer start(Options options) {
        return EmbeddedKafka.start(options);
    }

    /// Host and port for clients, as `bootstrap.servers` wants them.
    String bootstrap();
}
