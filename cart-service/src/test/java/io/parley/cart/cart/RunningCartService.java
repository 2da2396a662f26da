package io.parley.cart.cart;

import io.parley.cart.CartApplication;
import io.parley.testing.ServiceUnderTest;
import java.util.Map;

/// The service, started once for all tests of this module.
final class RunningCartService {
    private static final StandInInventory INVENTORY = new StandInInventory();
    private static final ServiceUnderTest SERVICE = ServiceUnderTest.start(
            "cart",
            CartApplication.class,
            Map.of(
                    "parley.inventory-url",
                    INVENTORY.url(),
                    // longer than in production: a busy machine is no slow inventory
                    "parley.cart.hold-time-limit",
                    "2s"));

    private RunningCartService() {}

    static StandInInventory inventory() {
        return INVENTORY;
    }

    static ServiceUnderTest service() {
        return SERVICE;
    }
}
