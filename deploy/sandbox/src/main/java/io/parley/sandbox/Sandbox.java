package io.parley.sandbox;

import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;

/// The sandbox as a process of its own, set up by environment variables alone.
public final class Sandbox {
    private Sandbox() {}

    public static void main(String[] args) throws InterruptedException {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL %4$s %5$s%6$s%n");
        try {
            var config = Config.of(System.getenv());
            var server = SandboxServer.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "closing"));
            System.out.println("Sandbox ready: phone " + server.url() + "/phone, mail " + server.url() + "/mail (SMTP "
                    + server.smtpPort() + "), webhooks to " + config.webhookUrl());
        } catch (IllegalArgumentException | UncheckedIOException cannotStart) {
            System.err.println("The sandbox cannot start: " + cannotStart.getMessage());
            System.exit(2);
        }
        new CountDownLatch(1).await();
    }
}
