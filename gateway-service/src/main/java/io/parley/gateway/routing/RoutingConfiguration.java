package io.parley.gateway.routing;

import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

@Configuration
class RoutingConfiguration {

    /// In the place of the gateway's own way of calling services, which [Forwarding] does not use.
    @Bean
    ProxyExchange noOtherWayOut() {
        return request -> {
            throw new IllegalStateException("requests are passed on by Forwarding");
        };
    }

    /// The gateway checks the tokens of its own endpoints only: on what it passes on, every service checks for itself.
    /// Streams may bring theirs in the query, since a browser's `EventSource` can set no header.
    @Bean
    BearerTokenResolver bearerTokenResolver() {
        DefaultBearerTokenResolver header = new DefaultBearerTokenResolver();
        DefaultBearerTokenResolver query = new DefaultBearerTokenResolver();
        query.setAllowUriQueryParameter(true);
        return request -> {
            String path = request.getRequestURI();
            if (path.equals("/api/live")) {
                return query.resolve(request);
            }
            boolean ours = path.startsWith("/api/users/")
                    || path.startsWith("/api/shops/")
                    || path.equals("/api/assistant/settings");
            return ours ? header.resolve(request) : null;
        };
    }
}
