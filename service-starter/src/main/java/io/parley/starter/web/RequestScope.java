package io.parley.starter.web;

import io.parley.starter.Trace;
import io.parley.starter.shop.ShopScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/// Gives a request its trace, and the shop of its caller. Runs after the token was checked.
class RequestScope extends OncePerRequestFilter {
    private final String service;

    RequestScope(String service) {
        this.service = service;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Trace trace = Trace.continuing(request.getHeader("traceparent"));
        try (Trace.Scope _ = trace.enter(service)) {
            response.setHeader("X-Trace-Id", trace.traceId());
            Optional<Caller> caller = caller();
            if (caller.isEmpty()) {
                chain.doFilter(request, response);
            } else {
                try {
                    ShopScope.callAs(caller.get().shopId(), () -> {
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

    private static Optional<Caller> caller() {
        try {
            return Caller.find();
        } catch (Refusal | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
