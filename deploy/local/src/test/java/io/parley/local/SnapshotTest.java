package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.local.Snapshot.Condition;
import io.parley.local.Snapshot.Phase;
import io.parley.local.Snapshot.Unit;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    @TempDir
    Path folder;

    @Test
    void is_read_as_it_was_written() {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        Snapshot written = new Snapshot(
                Phase.FAILED,
                "order stopped:\nno = database\\here",
                8080,
                true,
                4711,
                noon,
                List.of(
                        new Unit("postgres", Condition.READY, 8092, 1, noon, 0),
                        new Unit("order", Condition.RESTARTING, 8083, -1, noon.plusSeconds(3), 2)));
        written.write(folder.resolve("state"));
        assertThat(Snapshot.read(folder.resolve("state"))).contains(written);
        assertThat(written.unit("order")).map(Unit::restarts).contains(2);
    }

    @Test
    void is_absent_before_the_first_start() {
        assertThat(Snapshot.read(folder.resolve("state"))).isEmpty();
    }
}
