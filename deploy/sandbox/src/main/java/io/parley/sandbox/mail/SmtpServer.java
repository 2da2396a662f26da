package io.parley.sandbox.mail;

import static java.lang.System.Logger.Level.WARNING;

import io.parley.sandbox.faults.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes mails by SMTP (RFC 5321) and delivers none. Small enough to say no on demand at every step.
public final class SmtpServer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SmtpServer.class.getName());
    private static final int BACKLOG = 200;

    private final ServerSocket socket;
    private final Mails mails;
    private final Faults faults;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private SmtpServer(ServerSocket socket, Mails mails, Faults faults) {
        this.socket = socket;
        this.mails = mails;
        this.faults = faults;
    }

    /// @param port 0 takes a free one
    /// @throws UncheckedIOException when the port is taken
    public static SmtpServer start(String host, int port, Mails mails, Faults faults) {
        try {
            var socket = new ServerSocket();
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
            var server = new SmtpServer(socket, mails, faults);
            Thread.ofVirtual().name("smtp").start(server::listen);
            return server;
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot take mails on port " + port + ": " + taken.getMessage(), taken);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (var client : open) client.close();
        } catch (IOException closedAlready) {
            LOG.log(WARNING, "closing the mail server: " + closedAlready.getMessage());
        }
    }

    private void listen() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException stopped) {
                if (!socket.isClosed())
                    LOG.log(WARNING, "a mail client could not be accepted: " + stopped.getMessage());
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            new SmtpSession(client, mails, faults).run();
        } catch (IOException clientLeft) {
            // mail clients hang up as they please
        } finally {
            open.remove(client);
        }
    }
}
