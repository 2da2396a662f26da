package io.parley.channel.connect;

import java.util.List;

/// An account could not be connected; nothing of it was stored.
public final class NotConnected extends RuntimeException {
    private final ConnectProblem problem;
    private final List<String> missing;

    /// @param detail for the log: what the platform said
    public NotConnected(ConnectProblem problem, String detail) {
        this(problem, detail, List.of());
    }

    /// @param missing the permissions that were not given
    public NotConnected(ConnectProblem problem, String detail, List<String> missing) {
        super(detail, null, false, false);
        this.problem = problem;
        this.missing = List.copyOf(missing);
    }

    public ConnectProblem problem() {
        return problem;
    }

    public List<String> missing() {
        return missing;
    }
}
