package io.parley.conversation.turn;

import io.parley.conversation.ConversationApplication;
import io.parley.testing.ServiceUnderTest;
import java.util.Map;

/// The service, started once for all tests of this module; its quiet window is short.
public final class RunningConversationService {
    private static final StandInCart CART = new StandInCart();
    private static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
            "conversation",
            ConversationApplication.class,
            Map.of(
                    "parley.conversation.quiet-window", "300ms",
                    "parley.conversation.remind-every", "500ms",
                    "parley.conversation.look-after", "200ms",
                    "parley.conversation.erase-every", "400ms",
                    "parley.cart-url", CART.url()));

    private RunningConversationService() {}

    static StandInCart cart() {
        return CART;
    }

    public static ServiceUnderTest service() {
        return SERVICE;
    }
}
