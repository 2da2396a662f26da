package io.parley.starter.relay;

import io.parley.events.Topic;
import io.parley.starter.events.Topics;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/// Whose outbox is relayed, and how.
///
/// @param url JDBC address of the service's database
/// @param restMillis how long the reader of the log rests at most while events come, for what other replicas commit;
///     what this process commits is read at once
/// @param topics the Kafka topics this service writes
record RelaySettings(String service, String url, String user, String password, int restMillis, List<String> topics) {

    static RelaySettings of(String service, String url, String user, String password, int restMillis, Topics topics) {
        List<String> owned = Arrays.stream(Topic.values())
                .filter(topic -> topic.owner().equals(service))
                .map(topics::name)
                .toList();
        return new RelaySettings(service, url, user, password, restMillis, owned);
    }

    /// The slot's name is the cluster's, so it carries the database's.
    String slot() {
        return "outbox_" + database();
    }

    private String database() {
        return address().getPath().substring(1);
    }

    private URI address() {
        return URI.create(url.substring("jdbc:".length()));
    }

    /// @param bell the name of what rings when this process has committed events
    Properties debezium(String bell) {
        URI address = address();
        Properties debezium = new Properties();
        debezium.put("name", slot());
        debezium.put("connector.class", QuietPostgresConnector.class.getName());
        debezium.put("database.hostname", address.getHost());
        debezium.put("database.port", String.valueOf(address.getPort() < 0 ? 5432 : address.getPort()));
        debezium.put("database.user", user);
        debezium.put("database.password", password);
        debezium.put("database.dbname", database());
        debezium.put("topic.prefix", slot());
        debezium.put("plugin.name", "pgoutput");
        debezium.put("slot.name", slot());
        debezium.put("publication.name", "outbox");
        debezium.put("publication.autocreate.mode", "disabled");
        debezium.put("table.include.list", "public.outbox");
        debezium.put("snapshot.mode", "no_data");
        debezium.put("tombstones.on.delete", "false");
        debezium.put("offset.storage", "org.apache.kafka.connect.storage.MemoryOffsetBackingStore");
        debezium.put("offset.flush.interval.ms", "100");
        // an error ends the engine: it begins anew only after OutboxRelay has seen that the slot is still there, since
        // Debezium by itself would make a lost slot again and skip what was written meanwhile
        debezium.put("errors.max.retries", "0");
        debezium.put(QuietPostgresConnector.BELL, bell);
        debezium.put(QuietPostgresConnector.REST, String.valueOf(restMillis));
        // the reader rests by itself, longer than Debezium
        debezium.put("poll.interval.ms", "1");
        // one record a poll: the queue hands it over at once, and the sends are pipelined by RelayBatch
        debezium.put("max.batch.size", "1");
        debezium.put("max.queue.size", "4096");
        debezium.put("status.update.interval.ms", "5000");
        debezium.put("record.processing.threads", "1");
        return debezium;
    }
}
