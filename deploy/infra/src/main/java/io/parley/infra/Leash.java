package io.parley.infra;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Ends a child process when this JVM is gone, even by `kill -9`: a shell waits on a pipe that only this JVM holds
/// open, and its end of file is the sign.
public final class Leash {

    /// How a child is asked to stop; it is killed when it has not stopped within ten seconds.
    public enum Signal {
        TERM,
        INT
    }

    private static final String WAIT_THEN_END = """
            read -r _
            kill -$1 $2 2>/dev/null
            i=0
            while [ $i -lt 50 ] && kill -0 $2 2>/dev/null; do sleep 0.2; i=$((i + 1)); done
            kill -KILL $2 2>/dev/null
            """;

    private Leash() {}

    /// Holds `child` until it ends by itself.
    public static void hold(Process child, Signal signal) {
        try {
            Process leash = new ProcessBuilder(
                            "/bin/sh", "-c", WAIT_THEN_END, "parley-leash", signal.name(), Long.toString(child.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            child.onExit().thenRun(leash::destroyForcibly);
        } catch (IOException e) {
            child.destroyForcibly();
            throw new UncheckedIOException(e);
        }
    }
}
