package io.parley.conversation.turn;

import io.parley.conversation.ConversationApplication;
import io.parley.sandbox.Config;
import io.parley.sandbox.SandboxServer;
import io.parley.testing.ServiceUnderTest;
import java.net.URI;
import java.util.Map;

/// The service, started once for all tests of this module; its quiet window is short.
final class RunningConversationService {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nowhere")));

    private static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
            "conversation",
            ConversationApplication.class,
            Map.of(
                    "parley.conversation.quiet-window",
                    "300ms",
                    "parley.model.url",
                    SANDBOX.url() + "/v1",
                    "parley.model.key",
                    "test",
                    "parley.model.name",
                    "parley-local",
                    "parley.model.rest",
                    "1ms",
                    "parley.model.dollars-per-million-in",
                    "0.25"));

    private RunningConversationService() {}

    /// Where the model is.
    static SandboxServer sandbox() {
        return SANDBOX;
    }

    static ServiceUnderTest service() {
        return SERVICE;
    }
}
