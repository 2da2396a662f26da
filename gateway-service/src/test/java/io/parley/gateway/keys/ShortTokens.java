package io.parley.gateway.keys;

import io.parley.gateway.shop.Role;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.ApplicationContext;

/// Access tokens other than a log-in gives.
public final class ShortTokens {
    private ShortTokens() {}

    public static String sign(ApplicationContext gateway, UUID user, UUID shop, Role role, Duration goodFor) {
        return gateway.getBean(AccessTokens.class).sign(user, shop, role, goodFor);
    }

    public static void rotate(ApplicationContext gateway) {
        gateway.getBean(KeyRing.class).rotate();
    }
}
