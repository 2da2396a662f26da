package io.parley.local;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;

/// The one logging of nine contexts: set up once by the program, then left alone. A context that starts or closes
/// (and Spring Cloud's listener, which resets logging at every start) would pull it from under the others.
public final class SharedLogging extends LogbackLoggingSystem {

    private static boolean ready;

    public SharedLogging(ClassLoader classLoader) {
        super(classLoader);
    }

    @Override
    public void beforeInitialize() {
        synchronized (SharedLogging.class) {
            if (!ready) {
                super.beforeInitialize();
            }
        }
    }

    @Override
    public void initialize(
            LoggingInitializationContext context, @Nullable String configuration, @Nullable LogFile file) {
        synchronized (SharedLogging.class) {
            if (!ready) {
                super.initialize(context, configuration, file);
                ready = true;
            }
        }
    }

    @Override
    public void cleanUp() {
        // the others still write
    }
}
