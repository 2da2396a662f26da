package io.parley.infra;

/// One PostgreSQL and one Kafka per JVM for the tests: started when first asked for, gone with the JVM.
///
/// `-Dinfra=containers` takes them from Testcontainers instead, which needs Docker and, on the class path,
/// `org.testcontainers:testcontainers-postgresql` and `testcontainers-kafka`. That way has no Docker to be tried
/// with in this project's own build; it is kept as thin as it can be for that reason.
public final class Infra {

    private static final Infra SHARED = new Infra();

    private Infra() {}

    /// The servers of this JVM.
    public static Infra shared() {
        return SHARED;
    }

    /// Not durable (a test's data need not outlive a power cut), otherwise set up as in the local run.
    public PostgresServer postgres() {
        return Postgres.SERVER;
    }

    /// Topics appear when first used, with three partitions, unless a program creates them with more.
    public KafkaServer kafka() {
        return Kafka.SERVER;
    }

    private static boolean containers() {
        return "containers".equals(System.getProperty("infra"));
    }

    private static final class Postgres {
        static final PostgresServer SERVER = stopWithJvm(
                containers()
                        ? ContainerPostgres.start()
                        : PostgresServer.start(
                                PostgresServer.Options.temporary().durable(false)));

        private static PostgresServer stopWithJvm(PostgresServer server) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "postgres-stop"));
            return server;
        }
    }

    private static final class Kafka {
        static final KafkaServer SERVER = stopWithJvm(
                containers()
                        ? ContainerKafka.start()
                        : KafkaServer.start(KafkaServer.Options.temporary().partitions(3)));

        private static KafkaServer stopWithJvm(KafkaServer server) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "kafka-stop"));
            return server;
        }
    }
}
