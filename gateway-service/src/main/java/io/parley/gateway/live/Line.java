package io.parley.gateway.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes a shop's news to one response, until the token ends, the stream does or the other side is gone.
///
/// The server uses a response again for another request once it is over, so an error on it may end it only after
/// this thread has let go of it: what it was still doing there would befall somebody else's answer.
class Line implements Runnable, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final byte[] SIGN_OF_LIFE = {':', '\n', '\n'};

    private final Streams streams;
    private final Stream stream;
    private final AsyncContext request;
    private final OutputStream out;
    private final Instant until;
    private final Clock clock;
    private final CountDownLatch letGo = new CountDownLatch(1);

    /// @param stream open, and closed by this line when it is over
    /// @param until when the access token ends
    Line(Streams streams, Stream stream, AsyncContext request, OutputStream out, Instant until, Clock clock) {
        this.streams = streams;
        this.stream = stream;
        this.request = request;
        this.out = out;
        this.until = until;
        this.clock = clock;
        request.addListener(this);
    }

    @Override
    public void run() {
        try {
            pass();
            request.complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("a dashboard has gone: {}", e.getMessage()); // onError ends the request
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            letGo.countDown();
            streams.close(stream);
        }
    }

    private void pass() throws IOException, InterruptedException {
        while (true) {
            Duration left = Duration.between(clock.instant(), until);
            if (!left.isPositive()) {
                return;
            }
            byte[] piece = stream.next(Math.min(left.toMillis() + 1, HEARTBEAT.toMillis()));
            if (piece == null) {
                return;
            }
            out.write(piece.length == 0 ? SIGN_OF_LIFE : piece);
            out.flush();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        stream.end();
        try {
            letGo.await();
            request.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            LOG.debug("the line was over before it broke: {}", e.getMessage());
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
