package io.parley.gateway.live;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets a line begin to write once its request's own thread has let go of the response. A response is
/// for one thread at a time: what a line wrote while filters were still at it could be lost.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class LineStart extends OncePerRequestFilter {
    private static final String LINE = LineStart.class.getName();

    /// @param line run on a virtual thread of its own
    static void whenLetGo(HttpServletRequest request, Runnable line) {
        request.setAttribute(LINE, line);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(LINE) instanceof Runnable line) {
                Thread.ofVirtual().name("live").start(line);
            }
        }
    }
}
