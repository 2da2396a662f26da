package io.parley.local;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A process the launcher keeps running.
interface Program {

    /// As in `logs` and `restart`; `services` for the nine in one JVM.
    String name();

    /// The rows it has in `status`, with their ports.
    List<PortPlan.Place> rows();

    /// Starts it and returns when it is ready.
    ///
    /// @param ready told the name of each row as it becomes ready
    /// @throws StartFailed with the reason
    void start(Consumer<String> ready);

    boolean isRunning();

    /// @return -1 when it has not been started
    long pid();

    /// How it ended, in words; empty when the system does not tell.
    String ending();

    /// Stops it in good order, within the time it needs; harmless when it does not run.
    void stop();

    /// Waits until it has ended by itself.
    boolean awaitExit(Duration atMost);

    /// A program did not become ready; the message says why, with the end of its log.
    final class StartFailed extends RuntimeException {
        StartFailed(String message) {
            super(message);
        }
    }
}
