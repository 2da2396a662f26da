package io.parley.local;

import io.parley.local.Snapshot.Condition;
import io.parley.local.Snapshot.Phase;
import io.parley.local.Snapshot.Unit;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How everything stands, kept in memory and written down at each change for the other commands.
final class Board {

    private final Home home;
    private final PortPlan ports;
    private final boolean separate;
    private final Clock clock;
    private final Instant since;
    private final Map<String, Unit> units = new LinkedHashMap<>();
    private Phase phase = Phase.STARTING;
    private String reason = "";

    Board(Home home, PortPlan ports, boolean separate, Clock clock) {
        this.home = home;
        this.ports = ports;
        this.separate = separate;
        this.clock = clock;
        this.since = clock.instant();
    }

    synchronized void add(Program program) {
        for (PortPlan.Place row : program.rows()) {
            units.put(row.what(), new Unit(row.what(), Condition.WAITING, row.port(), -1, since, 0));
        }
        write();
    }

    synchronized void set(Program program, Condition condition) {
        for (PortPlan.Place row : program.rows()) {
            change(row.what(), condition, program.pid(), 0);
        }
        write();
    }

    synchronized void set(String row, Condition condition, long pid) {
        change(row, condition, pid, 0);
        write();
    }

    synchronized void restarting(String row, long pid) {
        change(row, Condition.RESTARTING, pid, 1);
        write();
    }

    synchronized void phase(Phase phase, String reason) {
        this.phase = phase;
        this.reason = reason;
        write();
    }

    synchronized Snapshot snapshot() {
        return new Snapshot(
                phase,
                reason,
                ports.base(),
                separate,
                ProcessHandle.current().pid(),
                since,
                List.copyOf(units.values()));
    }

    private void change(String row, Condition condition, long pid, int moreRestarts) {
        Unit old = units.get(row);
        if (old == null) {
            throw new IllegalArgumentException("no row " + row);
        }
        units.put(row, new Unit(row, condition, old.port(), pid, clock.instant(), old.restarts() + moreRestarts));
    }

    private void write() {
        snapshot().write(home.state());
    }
}
