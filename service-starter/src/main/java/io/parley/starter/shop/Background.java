package io.parley.starter.shop;

import io.parley.starter.events.Urgent;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.web.context.request.RequestContextHolder;

/// Work that answers no request takes half of the connections to the database, so that a request
/// finds one, however much there is to hear and to send. Before it begins, it lets pass what is urgent.
class Background {
    private final Semaphore connections;
    private final Duration patience;
    private final Duration lettingPass;

    /// @param connections how many the service has
    /// @param patience how long work waits for one
    /// @param lettingPass how long it then waits for what is urgent, at most
    Background(int connections, Duration patience, Duration lettingPass) {
        this.connections = new Semaphore(Math.max(1, connections / 2));
        this.patience = patience;
        this.lettingPass = lettingPass;
    }

    /// Waits for a connection to be free for work in the background; a request does not wait.
    ///
    /// @return true when one was taken, which must be given back
    /// @throws CannotAcquireLockException when none came free in time: try again later
    boolean enter() {
        if (RequestContextHolder.getRequestAttributes() != null) {
            return false;
        }
        try {
            if (!connections.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CannotAcquireLockException("no connection was free within " + patience);
            }
            Urgent.letPass(lettingPass);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotAcquireLockException("stopped while waiting for a connection", e);
        }
    }

    void leave() {
        connections.release();
    }
}
