package io.parley.starter.web;

import io.parley.starter.Trace;
import io.parley.starter.shop.ShopScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives a request its trace, and the shop of its caller: a person, or else another service. Runs
/// after a person's token
/// was checked.
class RequestScope extends OncePerRequestFilter {
    private final String service;
    private final ServiceToken tokens;

    RequestScope(String service, ServiceToken tokens) {
        this.service = service;
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Trace trace = Trace.continuing(request.getHeader("traceparent"));
        try (Trace.Scope _ = trace.enter(service)) {
            response.setHeader("X-Trace-Id", trace.traceId());
            Optional<UUID> shop = caller().map(Caller::shopId).or(() -> service(request));
            if (shop.isEmpty()) {
                chain.doFilter(request, response);
            } else {
                try {
                    ShopScope.callAs(shop.get(), () -> {
                        chain.doFilter(request, response);
                        return null;
                    });
                } catch (ServletException | IOException | RuntimeException e) {
                    throw e;
                } catch (Exception e) {
                    throw new ServletException(e);
                }
            }
        }
    }

    private Optional<UUID> service(HttpServletRequest request) {
        Optional<CallingService> calling = tokens.read(request.getHeader(ServiceToken.HEADER));
        calling.ifPresent(known -> known.sends(request));
        return calling.map(CallingService::shopId);
    }

    private static Optional<Caller> caller() {
        try {
            return Caller.find();
        } catch (Refusal | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
