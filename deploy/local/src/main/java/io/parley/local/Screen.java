package io.parley.local;

import io.parley.local.Snapshot.Condition;
import io.parley.local.Snapshot.Unit;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/// What the person sees: lines that stay, and on a terminal one line below them that changes.
final class Screen {

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final int NAME_WIDTH = 34;

    private final PrintStream out;
    private final boolean terminal;
    private final boolean colours;
    private final int width;
    private String status = "";

    Screen(PrintStream out, boolean terminal, boolean colours, int width) {
        this.out = out;
        this.terminal = terminal;
        this.colours = colours;
        this.width = width;
    }

    /// As `./parley` describes the terminal (`PARLEY_COLUMNS`, 0 when there is none).
    static Screen ofThisProgram() {
        int columns = Integer.parseInt(System.getenv().getOrDefault("PARLEY_COLUMNS", "0"));
        boolean colours = columns > 0 && System.getenv("NO_COLOR") == null;
        return new Screen(System.out, columns > 0, colours, columns);
    }

    synchronized void say(String text) {
        out.print(terminal && !status.isEmpty() ? CLEAR_LINE : "");
        out.println(text);
        out.print(terminal ? status : "");
        out.flush();
    }

    /// Replaces the line at the bottom; nothing happens where there is no terminal.
    synchronized void status(String text) {
        if (!terminal) {
            return;
        }
        String fits = text.length() >= width ? text.substring(0, Math.max(0, width - 1)) : text;
        if (!fits.equals(status)) {
            status = fits;
            out.print(CLEAR_LINE + fits);
            out.flush();
        }
    }

    void step(String what, Duration took) {
        say("  " + green("✓") + " " + pad(what, NAME_WIDTH) + grey(Words.duration(took)));
    }

    void trouble(String text) {
        say(yellow("! ") + text);
    }

    void failure(String text) {
        say(red("✗ ") + text);
    }

    void box(String title, List<String[]> rows) {
        boxLines(title, rows).forEach(this::say);
    }

    String green(String text) {
        return coloured("32", text);
    }

    private String yellow(String text) {
        return coloured("33", text);
    }

    private String red(String text) {
        return coloured("31", text);
    }

    private String grey(String text) {
        return coloured("90", text);
    }

    private String coloured(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    static List<String> boxLines(String title, List<String[]> rows) {
        int label = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0) + 2;
        List<String> lines =
                rows.stream().map(row -> pad(row[0], label) + row[1]).toList();
        int inner = Math.max(
                title.length(), lines.stream().mapToInt(String::length).max().orElse(0));
        List<String> box = new ArrayList<>();
        box.add("╭" + "─".repeat(inner + 2) + "╮");
        box.add("│ " + pad(title, inner).substring(0, inner) + " │");
        box.add("├" + "─".repeat(inner + 2) + "┤");
        lines.forEach(line -> box.add("│ " + (line + " ".repeat(inner - line.length())) + " │"));
        box.add("╰" + "─".repeat(inner + 2) + "╯");
        return box;
    }

    /// The changing line: `12 of 12 ready · up 3 min · 612 MB · 4 % of a core · Ctrl-C stops`.
    static String statusLine(Snapshot at, Instant now, long memory, double cores) {
        long ready = at.units().stream()
                .filter(unit -> unit.condition() == Condition.READY)
                .count();
        List<String> others = at.units().stream()
                .filter(unit -> unit.condition() != Condition.READY)
                .map(unit -> unit.name() + " " + unit.condition().name().toLowerCase(Locale.ROOT))
                .toList();
        StringBuilder line = new StringBuilder();
        line.append(others.isEmpty() ? "● " : "○ ")
                .append(ready)
                .append(" of ")
                .append(at.units().size())
                .append(" ready");
        if (!others.isEmpty() && others.size() <= 3) {
            line.append(" (").append(String.join(", ", others)).append(')');
        }
        line.append(" · up ").append(Words.duration(Duration.between(at.since(), now)));
        if (memory > 0) {
            line.append(" · ").append(Words.megabytes(memory));
        }
        line.append(String.format(Locale.ROOT, " · %.0f %% of a core · Ctrl-C stops", cores * 100));
        return line.toString();
    }

    /// The rows of `status`.
    static List<String> table(Snapshot at, Instant now, LongUnaryOperator memoryOf) {
        List<String> lines = new ArrayList<>();
        lines.add(pad("", 15) + pad("state", 12) + pad("port", 7) + pad("process", 9) + pad("memory", 9)
                + pad("for", 11) + "restarts");
        long lastPid = -1;
        for (Unit unit : at.units()) {
            boolean sameProcess = unit.pid() == lastPid && unit.pid() > 0;
            long memory = sameProcess || unit.pid() <= 0 ? 0 : memoryOf.applyAsLong(unit.pid());
            lines.add((pad(unit.name(), 15)
                            + pad(unit.condition().name().toLowerCase(Locale.ROOT), 12)
                            + pad(Integer.toString(unit.port()), 7)
                            + pad(unit.pid() <= 0 ? "–" : Long.toString(unit.pid()), 9)
                            + pad(sameProcess ? "〃" : memory == 0 ? "–" : Words.megabytes(memory), 9)
                            + pad(Words.duration(Duration.between(unit.since(), now)), 11)
                            + (unit.restarts() == 0 ? "" : Integer.toString(unit.restarts())))
                    .stripTrailing());
            lastPid = unit.pid();
        }
        return lines;
    }
}
