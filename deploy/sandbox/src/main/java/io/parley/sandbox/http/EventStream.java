package io.parley.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// Server-sent events to one listener. A listener who does not keep up is dropped and comes back for the whole picture.
public final class EventStream implements Reply {
    private static final int WAITING_MAX = 2_000;
    private static final long HEARTBEAT_SECONDS = 5;
    private static final String END = "";

    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(WAITING_MAX);
    private final Runnable whenGone;
    private volatile boolean ended;

    /// @param whenGone runs once, when the listener has left or was dropped
    public EventStream(Runnable whenGone) {
        this.whenGone = whenGone;
    }

    /// Never waits.
    public void send(String event, Object data) {
        if (!waiting.offer("event: " + event + "\ndata: " + Json.string(data) + "\n\n")) end();
    }

    public void end() {
        ended = true;
        waiting.clear();
        waiting.add(END);
    }

    @Override
    public void writeTo(HttpExchange exchange) throws IOException {
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=UTF-8");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (!ended) {
                var next = waiting.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (next == null) next = ": still here\n\n";
                out.write(next.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } finally {
            whenGone.run();
        }
    }
}
