package io.parley.local;

import java.time.Duration;
import java.util.Locale;

/// How durations, sizes and endings are put into words.
final class Words {

    private static final int SIGNAL_BASE = 128;
    private static final int SIGKILL = 9;
    private static final int SIGTERM = 15;
    private static final long MIB = 1024L * 1024;

    private Words() {}

    /// `0.4 s`, `12 s`, `3 min`, `2 h 5 min`, `4 d 1 h`.
    static String duration(Duration duration) {
        if (duration.toSeconds() < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        if (duration.toDays() < 1) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }

    static String megabytes(long bytes) {
        return bytes / MIB + " MB";
    }

    /// What an exit status says about how a process ended.
    static String ending(int exitStatus) {
        return switch (exitStatus) {
            case SIGNAL_BASE + SIGKILL -> "killed";
            case SIGNAL_BASE + SIGTERM -> "asked to stop from outside";
            default ->
                exitStatus > SIGNAL_BASE
                        ? "ended by signal " + (exitStatus - SIGNAL_BASE)
                        : "exit status " + exitStatus;
        };
    }
}
