package io.parley.starter.events;

import io.parley.events.Topic;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/// The topics' names in this installation, and their making.
public class Topics {
    private final String bootstrap;
    private final String prefix;
    private final int partitions;
    private final short replication;

    Topics(String bootstrap, String prefix, int partitions, short replication) {
        this.bootstrap = bootstrap;
        this.prefix = prefix;
        this.partitions = partitions;
        this.replication = replication;
    }

    public String prefix() {
        return prefix;
    }

    public String name(Topic topic) {
        return topic.name(prefix);
    }

    public Optional<Topic> topic(String kafkaName) {
        return Topic.of(kafkaName, prefix);
    }

    private NewTopic described(String name) {
        NewTopic made = new NewTopic(name, partitions, replication);
        boolean forEver = topic(name).map(Topic::isKeptForEver).orElse(false);
        return forEver ? made.configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1")) : made;
    }

    /// Makes the topics that are not there yet.
    ///
    /// @throws org.apache.kafka.common.KafkaException when the broker cannot be asked
    public void ensure(Collection<String> names) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10000))) {
            var made = admin.createTopics(names.stream().map(this::described).toList());
            for (var topic : made.values().values()) {
                try {
                    topic.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new org.apache.kafka.common.KafkaException("topics could not be made", e.getCause());
                    }
                }
            }
        }
    }
}
