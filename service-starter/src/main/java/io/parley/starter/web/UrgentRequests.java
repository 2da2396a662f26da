package io.parley.starter.web;

import io.parley.starter.events.Urgent;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/// Requests that cannot wait, from their head to their answer.
class UrgentRequests extends OncePerRequestFilter {
    private final Pattern paths;

    /// @param paths a regular expression for the whole path
    UrgentRequests(String paths) {
        this.paths = Pattern.compile(paths);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !paths.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (Urgent _ = Urgent.begin()) {
            chain.doFilter(request, response);
        }
    }
}
