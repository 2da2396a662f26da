package io.parley.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.parley.events.Event;
import io.parley.events.EventTypes;
import io.parley.events.Topic;
import io.parley.infra.Infra;
import io.parley.infra.PostgresServer;
import io.parley.starter.Ids;
import io.parley.starter.Service;
import io.parley.starter.Trace;
import io.parley.starter.events.Headers;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.ServiceToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// A service as it runs in production, with a database and a topic prefix of its own.
public final class ServiceUnderTest implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String name;
    private final Class<?> application;
    private final Map<String, Object> properties;
    private final String prefix;
    private final PostgresServer.Database database;
    private final JdbcTemplate jdbc;
    private final KafkaProducer<String, byte[]> producer;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Thread listening;
    private volatile boolean closed;
    private @Nullable ConfigurableApplicationContext context;

    private ServiceUnderTest(String name, Class<?> application, Map<String, Object> properties) {
        this.name = name;
        this.application = application;
        int number = NUMBER.incrementAndGet();
        this.prefix = name + number;
        this.database = Infra.shared().postgres().createDatabase(name + "_" + number);
        this.jdbc = new JdbcTemplate(kept(database.jdbcUrl()));
        String bootstrap = Infra.shared().kafka().bootstrap();
        makeTopics(bootstrap);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
        Map<String, Object> all = new HashMap<>(Map.of(
                "server.port",
                0,
                "parley.instance",
                "test",
                "parley.topic-prefix",
                prefix,
                "parley.topics.partitions",
                3,
                "parley.jwks-url",
                Tokens.shared().jwksUrl(),
                "spring.datasource.url",
                database.jdbcUrl(),
                "spring.datasource.username",
                database.user(),
                "spring.datasource.password",
                database.password(),
                "spring.kafka.bootstrap-servers",
                bootstrap));
        all.putAll(properties);
        this.properties = all;
        this.listening = Thread.ofVirtual().name("heard").start(() -> listen(bootstrap));
        restart();
    }

    /// A test asks often: connections are kept.
    private static DataSource kept(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername("postgres");
        config.setPassword("postgres");
        config.setMinimumIdle(0);
        config.setMaximumPoolSize(8);
        config.setInitializationFailTimeout(-1);
        config.setPoolName("test");
        return new HikariDataSource(config);
    }

    /// Starts the service and returns when it is ready.
    ///
    /// @param properties stronger than the service's own configuration
    public static ServiceUnderTest start(String name, Class<?> application, Map<String, Object> properties) {
        return new ServiceUnderTest(name, application, properties);
    }

    /// Stops the service if it runs, and starts it on the same database and topics.
    public void restart() {
        stop();
        context = Service.start(name, application, properties);
        await("ready")
                .atMost(Duration.ofSeconds(60))
                .until(() -> http().get("/actuator/health/readiness").status() == 200);
    }

    public void stop() {
        if (context != null) {
            context.close();
            context = null;
        }
    }

    public ConfigurableApplicationContext context() {
        return Objects.requireNonNull(context, "the service is stopped");
    }

    public int port() {
        return Objects.requireNonNull(((ServletWebServerApplicationContext) context()).getWebServer())
                .getPort();
    }

    /// An anonymous caller; see [Http#as(String, UUID)].
    public Http http() {
        return new Http("http://localhost:" + port(), Map.of());
    }

    /// Another of Parley's services as the caller, in a shop's name.
    ///
    /// @param caller its name, `cart`
    public Http from(String caller, UUID shopId) {
        String secret = context().getEnvironment().getRequiredProperty("parley.secret");
        ServiceToken tokens = new ServiceToken(caller, secret, Clock.systemUTC());
        return http().with(ServiceToken.HEADER, ShopScope.callAs(shopId, () -> tokens.forCalling(name)));
    }

    /// The service's database, past its walls: as superuser.
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    public String topic(Topic topic) {
        return topic.name(prefix);
    }

    /// Tells the service an event, as another service would.
    ///
    /// @return the event's id
    public UUID publish(@Nullable UUID shopId, Event event) {
        UUID id = Ids.next();
        publish(id, shopId, event);
        return id;
    }

    /// Tells an event under a given id: the same again is a redelivery.
    public void publish(UUID id, @Nullable UUID shopId, Event event) {
        ProducerRecord<String, byte[]> record =
                new ProducerRecord<>(topic(event.topic()), event.key(), JSON.writeValueAsBytes(event));
        Headers.write(
                record.headers(),
                id.toString(),
                event.type(),
                event.topic().owner(),
                event.key(),
                Instant.now().toString(),
                shopId == null ? null : shopId.toString(),
                Trace.traceparent());
        publish(record);
    }

    /// Puts any record on a topic, broken ones too.
    public void publish(ProducerRecord<String, byte[]> record) {
        try {
            producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the service (or this test) has put on a topic so far.
    public List<Heard> events(Topic topic) {
        return heard.stream().filter(h -> h.event().topic() == topic).toList();
    }

    public <E extends Event> List<E> events(Class<E> type) {
        return heard.stream()
                .map(Heard::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /// Waits, up to 20 s, for an event that is as asked.
    public <E extends Event> E awaitEvent(Class<E> type, Predicate<E> asAsked) {
        return await("a " + type.getSimpleName())
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> events(type).stream().filter(asAsked).findFirst().orElse(null), Objects::nonNull);
    }

    /// Waits, up to 20 s, until the service has handled all that was put on its topics.
    public void awaitIdle() {
        await("nothing unread")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Unread.count(Infra.shared().kafka().bootstrap(), prefix, prefix + "." + name) == 0);
    }

    /// The service's OpenAPI document is the one kept in `docs/generated/openapi`; with
    /// `-Dparley.update-docs=true` it is written anew.
    public void assertOpenApiIsKept() {
        GeneratedDocs.assertKept(
                "openapi/" + name + ".json",
                OpenApi.normalised(http().get("/v3/api-docs").json()));
    }

    @Override
    public void close() {
        closed = true;
        stop();
        listening.interrupt();
        producer.close(Duration.ofSeconds(1));
    }

    private void makeTopics(String bootstrap) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            admin.createTopics(Arrays.stream(Topic.values())
                            .map(topic -> new NewTopic(topic(topic), 3, (short) 1))
                            .toList())
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen(String bootstrap) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", prefix + "-test", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(Arrays.stream(Topic.values()).map(this::topic).toList());
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    hear(record);
                }
            }
        } catch (org.apache.kafka.common.errors.InterruptException e) {
            Thread.interrupted();
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        String type = Headers.text(record.headers(), Headers.TYPE);
        String id = Headers.text(record.headers(), Headers.ID);
        String shop = Headers.text(record.headers(), Headers.SHOP);
        if (type == null || id == null || record.value() == null) {
            return;
        }
        EventTypes.named(type).ifPresent(known -> {
            try {
                heard.add(new Heard(
                        UUID.fromString(id),
                        String.valueOf(record.key()),
                        shop == null ? null : UUID.fromString(shop),
                        JSON.readValue(new String(record.value(), UTF_8), known)));
            } catch (tools.jackson.core.JacksonException | IllegalArgumentException e) {
                // a test put it there broken on purpose
                return;
            }
        });
    }
}
