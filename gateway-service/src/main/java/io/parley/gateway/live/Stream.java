package io.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One dashboard's line. Whoever tells it news never waits: a line that cannot keep up loses what is waiting and is
/// told to read everything anew.
class Stream {
    private static final int WAITING_MAX = 256;
    private static final byte[] RESET = "event: reset\ndata: {}\n\n".getBytes(UTF_8);
    private static final byte[] END = new byte[0];

    private final UUID shopId;
    private final UUID userId;
    private final Set<String> permissions;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING_MAX);

    Stream(UUID shopId, UUID userId, Set<String> permissions) {
        this.shopId = shopId;
        this.userId = userId;
        this.permissions = permissions;
    }

    UUID shopId() {
        return shopId;
    }

    UUID userId() {
        return userId;
    }

    void tell(StreamEvent event) {
        if (permissions.contains(event.permission())) {
            put(event.bytes());
        }
    }

    /// Says where the stream stands, so that a browser can resume from here before the first event.
    void tellPosition(String position) {
        put(("id: " + position + "\n\n").getBytes(UTF_8));
    }

    void tellReset() {
        put(RESET);
    }

    void end() {
        put(END);
    }

    private void put(byte[] bytes) {
        if (!waiting.offer(bytes)) {
            waiting.clear();
            waiting.add(bytes == END ? END : RESET);
        }
    }

    /// The next piece to write, all that waits joined; empty after that much silence, null when the stream is to end.
    byte @Nullable [] next(long silenceMillis) throws InterruptedException {
        byte[] first = waiting.poll(silenceMillis, TimeUnit.MILLISECONDS);
        if (first == null) {
            return new byte[0];
        }
        List<byte[]> pieces = new ArrayList<>();
        pieces.add(first);
        waiting.drainTo(pieces);
        int length = 0;
        for (byte[] piece : pieces) {
            if (piece == END) {
                return null;
            }
            length += piece.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        return all;
    }
}
