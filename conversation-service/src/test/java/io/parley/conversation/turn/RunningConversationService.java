package io.parley.conversation.turn;

import io.parley.conversation.ConversationApplication;
import io.parley.sandbox.Config;
import io.parley.sandbox.SandboxServer;
import io.parley.testing.ServiceUnderTest;
import java.net.URI;
import java.util.Map;

/// The service, started once for all tests of this module; its quiet window is short.
public final class RunningConversationService {
    private static final StandInCart CART = new StandInCart();
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nowhere")));
    private static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
            "conversation",
            ConversationApplication.class,
            Map.ofEntries(
                    Map.entry("parley.conversation.quiet-window", "300ms"),
                    Map.entry("parley.conversation.remind-every", "500ms"),
                    Map.entry("parley.conversation.look-after", "200ms"),
                    Map.entry("parley.conversation.erase-every", "400ms"),
                    Map.entry("parley.cart-url", CART.url()),
                    // longer than in production: a busy machine is no slow cart
                    Map.entry("parley.conversation.cart-time-limit", "2s"),
                    Map.entry("parley.model.url", SANDBOX.url() + "/v1"),
                    Map.entry("parley.model.key", "test"),
                    Map.entry("parley.model.name", "parley-local"),
                    Map.entry("parley.model.rest", "1ms"),
                    Map.entry("parley.model.dollars-per-million-in", "0.25")));

    private RunningConversationService() {}

    static StandInCart cart() {
        return CART;
    }

    /// Where the model is.
    static SandboxServer sandbox() {
        return SANDBOX;
    }

    public static ServiceUnderTest service() {
        return SERVICE;
    }
}
