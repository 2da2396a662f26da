package io.parley.infra;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.infra.KafkaServer.Options;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = SECONDS)
class KafkaServerTest {

    @TempDir
    Path folder;

    @Test
    void records_survive_a_kill_and_a_stop() throws Exception {
        Path data = folder.resolve("data");
        int port = Ports.free();
        int controller = Ports.free();
        KafkaServer first = KafkaServer.start(Options.at(data, port, controller));
        send(first, "kept", "before the kill");
        first.kill();
        assertThat(first.isRunning()).isFalse();

        try (KafkaServer second = KafkaServer.start(Options.at(data, port, controller))) {
            send(second, "kept", "before the stop");
        }
        try (KafkaServer third = KafkaServer.start(Options.at(data, port, controller))) {
            assertThat(third.bootstrap()).isEqualTo("localhost:" + port);
            assertThat(read(third, "kept", 2)).containsExactlyInAnyOrder("before the kill", "before the stop");
        }
    }

    @Test
    void a_topic_made_by_its_first_record_has_the_chosen_number_of_partitions() throws Exception {
        KafkaServer shared = Infra.shared().kafka();
        send(shared, "first-record", "hello");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", shared.bootstrap()))) {
            assertThat(admin.describeTopics(List.of("first-record"))
                            .allTopicNames()
                            .get())
                    .hasEntrySatisfying(
                            "first-record",
                            topic -> assertThat(topic.partitions()).hasSize(3));
        }
    }

    @Test
    void the_brokers_jars_are_not_this_jvms() {
        assertThatThrownBy(() -> Class.forName("kafka.server.KafkaRaftServer"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void a_start_on_a_taken_port_says_why() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() ->
                            KafkaServer.start(Options.at(folder.resolve("data"), taken.getLocalPort(), Ports.free())))
                    .isInstanceOf(InfraException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void ends_with_the_jvm_that_started_it_even_when_that_is_killed() throws Exception {
        Parent parent = Parent.start(folder, "kafka");
        ProcessHandle broker = ProcessHandle.of(parent.childPid()).orElseThrow();
        assertThat(broker.isAlive()).isTrue();

        parent.killHard();

        broker.onExit().get(30, SECONDS);
        assertThat(broker.isAlive()).isFalse();
    }

    @Test
    void a_temporary_broker_leaves_nothing_behind() {
        Path before;
        try (KafkaServer temporary = KafkaServer.start(Options.temporary())) {
            before = ((EmbeddedKafka) temporary).folder();
            assertThat(before).exists();
        }
        assertThat(Files.exists(before)).isFalse();
    }

    private static void send(KafkaServer kafka, String topic, String text)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrap(), ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", text)).get();
        }
    }

    private static List<String> read(KafkaServer kafka, String topic, int count) {
        List<String> texts = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.bootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "reader",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (texts.size() < count) {
                consumer.poll(Duration.ofMillis(500)).forEach(record -> texts.add(record.value()));
            }
        }
        return texts;
    }
}
