package io.parley.infra;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A JVM that starts a server and waits to be killed.
final class Parent {

    private final Process process;
    private final long childPid;

    private Parent(Process process, long childPid) {
        this.process = process;
        this.childPid = childPid;
    }

    static Parent start(Path folder, String server) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Parent.class.getName(),
                        folder.toString(),
                        server)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var lines = process.inputReader(StandardCharsets.UTF_8);
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the parent JVM ended before its server was ready");
        }
        return new Parent(process, Long.parseLong(line));
    }

    long childPid() {
        return childPid;
    }

    void killHard() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws InterruptedException {
        Path data = Path.of(args[0], "data");
        long pid = switch (args[1]) {
            case "postgres" ->
                PostgresServer.start(PostgresServer.Options.at(data, 0)).pid();
            case "kafka" ->
                KafkaServer.start(KafkaServer.Options.at(data, 0, 0)).pid();
            default -> throw new IllegalArgumentException(args[1]);
        };
        System.out.println(pid);
        Thread.currentThread().join();
    }
}
