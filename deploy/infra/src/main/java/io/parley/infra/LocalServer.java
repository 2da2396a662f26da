package io.parley.infra;

import java.time.Duration;

/// A server that was started on this machine, by whoever has to stop it.
public interface LocalServer extends AutoCloseable {
    /// Its process, for those who watch or kill it; -1 in a container.
    long pid();

    boolean isRunning();

    /// Waits until it has ended.
    ///
    /// @return whether it has, within the given time
    boolean awaitExit(Duration atMost);

    /// Stops in good order. Harmless when it has stopped already.
    void stop();

    /// Ends at once, as `kill -9` or a power cut: started again on the same folder it has all that it confirmed.
    void kill();

    @Override
    default void close() {
        stop();
    }
}
