package io.parley.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `./parley …` was asked to do.
sealed interface Command {

    /// @param detached after a successful start nobody watches
    record Up(boolean detached, boolean empty, boolean separate) implements Command {}

    /// Waits beside a detached start and tells how it goes.
    ///
    /// @param said file it writes to
    /// @param from where its words begin in that file
    record Await(long supervisorPid, Path said, long from) implements Command {}

    record Down() implements Command {}

    record Status() implements Command {}

    record Logs(Optional<String> service, boolean follow, int lines) implements Command {}

    record Restart(String part) implements Command {}

    record Reset(boolean sure) implements Command {}

    record Help() implements Command {}

    int LINES_DEFAULT = 50;

    static String usage() {
        try (InputStream text = Command.class.getResourceAsStream("/parley-usage.txt")) {
            if (text == null) {
                throw new IllegalStateException("parley-usage.txt is not in the jar");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @throws UserError naming the word that was not understood
    static Command parse(List<String> words) {
        if (words.isEmpty()) {
            return new Help();
        }
        Rest rest = new Rest(words.getFirst(), words.subList(1, words.size()));
        Command command = switch (words.getFirst()) {
            case "up" -> new Up(rest.flag("-d", "--detach"), rest.flag("--empty"), rest.flag("--separate"));
            case "await" -> new Await(rest.number(), Path.of(rest.word()), rest.number());
            case "down" -> new Down();
            case "status" -> new Status();
            case "logs" -> logs(rest);
            case "restart" -> new Restart(part(rest.word()));
            case "reset" -> new Reset(rest.flag("--yes", "-y"));
            case "help", "-h", "--help" -> new Help();
            default -> throw new UserError("There is no command '" + words.getFirst() + "'.\n\n" + usage());
        };
        rest.nothingLeft();
        return command;
    }

    private static Command logs(Rest rest) {
        boolean follow = rest.flag("-f", "--follow");
        int lines = rest.option("-n").map(Rest::count).orElse(LINES_DEFAULT);
        return new Logs(rest.optionalWord().map(Command::part), follow, lines);
    }

    /// The name of a program or a service; `channel-adapter` and `order-service` are understood as well.
    private static String part(String name) {
        String plain = name.endsWith("-service") ? name.substring(0, name.length() - "-service".length()) : name;
        String known = plain.equals("channel-adapter") ? "channel" : plain.equals("postgresql") ? "postgres" : plain;
        if (ServicePart.named(known).isPresent() || Snapshot.SERVERS.contains(known)) {
            return known;
        }
        List<String> names = new ArrayList<>();
        for (ServicePart service : ServicePart.values()) {
            names.add(service.serviceName());
        }
        names.addAll(Snapshot.SERVERS);
        throw new UserError("There is no '" + name + "'. There are " + String.join(", ", names) + ".");
    }

    /// The words after the command, taken one by one.
    final class Rest {
        private final String command;
        private final List<String> left;

        Rest(String command, List<String> words) {
            this.command = command;
            this.left = new ArrayList<>(words);
        }

        boolean flag(String... names) {
            boolean there = false;
            for (String name : names) {
                there |= left.remove(name);
            }
            return there;
        }

        Optional<String> option(String name) {
            int at = left.indexOf(name);
            if (at < 0) {
                return Optional.empty();
            }
            if (at + 1 == left.size()) {
                throw new UserError(name + " wants a value.");
            }
            left.remove(at);
            return Optional.of(left.remove(at));
        }

        String word() {
            return optionalWord().orElseThrow(() -> new UserError("./parley " + command + " which? \n\n" + usage()));
        }

        Optional<String> optionalWord() {
            return left.isEmpty() || left.getFirst().startsWith("-")
                    ? Optional.empty()
                    : Optional.of(left.removeFirst());
        }

        long number() {
            return count(word());
        }

        static int count(String text) {
            try {
                int count = Integer.parseInt(text);
                if (count >= 0) {
                    return count;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new UserError("'" + text + "' is not a number that can be used here.");
        }

        void nothingLeft() {
            if (!left.isEmpty()) {
                throw new UserError("./parley " + command + " does not know '" + left.getFirst() + "'.\n\n" + usage());
            }
        }
    }
}
