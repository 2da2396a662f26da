package io.parley.conversation.turn;

import io.parley.conversation.ConversationApplication;
import io.parley.testing.ServiceUnderTest;
import java.util.Map;

/// The service, started once for all tests of this module; its quiet window is short.
final class RunningConversationService {
    private static final StandInCart CART = new StandInCart();
    private static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
            "conversation",
            ConversationApplication.class,
            Map.of(
                    "parley.conversation.quiet-window", "300ms",
                    "parley.conversation.remind-every", "500ms",
                    "parley.cart-url", CART.url()));

    private RunningConversationService() {}

    static StandInCart cart() {
        return CART;
    }

    static ServiceUnderTest service() {
        return SERVICE;
    }
}
