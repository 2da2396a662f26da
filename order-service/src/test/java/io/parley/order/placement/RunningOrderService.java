package io.parley.order.placement;

import io.parley.order.OrderApplication;
import io.parley.testing.ServiceUnderTest;
import java.util.Map;

/// The service, started once for all tests of this module.
final class RunningOrderService {
    private static final ServiceUnderTest SERVICE = ServiceUnderTest.start("order", OrderApplication.class, Map.of());

    private RunningOrderService() {}

    static ServiceUnderTest service() {
        return SERVICE;
    }
}
