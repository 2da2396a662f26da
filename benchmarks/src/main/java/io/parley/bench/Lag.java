package io.parley.bench;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/// How much the services have yet to read.
public final class Lag {
    private Lag() {}

    /// Waits until every service has handled everything and every outbox is told.
    ///
    /// @throws IllegalStateException when that takes longer
    public static void awaitNone(Installation parley, Duration atMost) throws InterruptedException {
        // quiet twice in a row: what was just handled may have told something new
        Waiting.until("everything handled", atMost, () -> {
            try {
                if (of(parley) > 0) {
                    return false;
                }
                Waiting.pause(700);
                return of(parley) == 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        });
    }

    static long of(Installation parley) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", parley.kafka()))) {
            long lag = 0;
            for (GroupListing group : admin.listGroups().all().get()) {
                if (group.groupId().startsWith("parley.")) {
                    lag += of(admin, group.groupId());
                }
            }
            return lag;
        } catch (ExecutionException e) {
            return Long.MAX_VALUE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Long.MAX_VALUE;
        }
    }

    private static long of(Admin admin, String group) throws InterruptedException, ExecutionException {
        var assigned = admin.describeConsumerGroups(java.util.List.of(group)).all().get().values().stream()
                .flatMap(described -> described.members().stream())
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .collect(Collectors.toSet());
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        var ends = admin.listOffsets(assigned.stream()
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest())))
                .all()
                .get();
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue().offset()
                        - (committed.get(end.getKey()) instanceof OffsetAndMetadata at ? at.offset() : 0))
                .sum();
    }
}
