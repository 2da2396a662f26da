package io.parley.local;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a log's end and what is added to it, whole or one service's lines only.
final class LogFile {

    private static final Pattern HEAD = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+ +\\w+ +\\[([^]]*)]");
    private static final int TAIL_BYTES_MAX = 16_384;

    private final Path file;
    private final Optional<String> service;
    private long position;
    private boolean inside;

    /// @param service only lines that bear this name, with what belongs to them (a stack trace)
    LogFile(Path file, Optional<String> service) {
        this(file, service, 0);
    }

    /// @param from only what is written after this many bytes
    LogFile(Path file, Optional<String> service, long from) {
        this.file = file;
        this.service = service;
        this.position = from;
    }

    /// The last lines; what comes later is for {@link #more}.
    Deque<String> last(int lines) {
        Deque<String> last = new ArrayDeque<>();
        more(line -> {
            last.addLast(line);
            if (last.size() > lines) {
                last.removeFirst();
            }
        });
        return last;
    }

    /// Hands over every whole line since the last call; starts again when the file was replaced by a shorter one.
    void more(Consumer<String> lines) {
        try (RandomAccessFile from = new RandomAccessFile(file.toFile(), "r")) {
            if (from.length() < position) {
                position = 0;
            }
            from.seek(position);
            byte[] block = new byte[65_536];
            java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
            for (int read = from.read(block); read > 0; read = from.read(block)) {
                for (int i = 0; i < read; i++) {
                    if (block[i] == '\n') {
                        position += line.size() + 1;
                        hand(line.toString(StandardCharsets.UTF_8), lines);
                        line.reset();
                    } else {
                        line.write(block[i]);
                    }
                }
            }
        } catch (IOException e) {
            // no log yet
        }
    }

    private void hand(String line, Consumer<String> lines) {
        Matcher head = HEAD.matcher(line);
        if (head.find()) {
            inside = service.isEmpty() || service.get().equals(head.group(1));
        }
        if (inside || service.isEmpty()) {
            lines.accept(line);
        }
    }

    /// The last lines of a log, read from its end, without the frames of stack traces.
    static String tail(Path log, int lines) {
        try (RandomAccessFile from = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, from.length() - TAIL_BYTES_MAX);
            from.seek(start);
            byte[] end = new byte[(int) (from.length() - start)];
            from.readFully(end);
            var all = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(nothing in " + log + ")";
        }
    }
}
