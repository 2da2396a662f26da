package io.parley.starter.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;

/// Another of Parley's services that calls in a shop's name.
///
/// @param service its name, `cart`
public record CallingService(String service, UUID shopId) {
    private static final String ATTRIBUTE = CallingService.class.getName();

    /// Who sent the request, when it is a service.
    static Optional<CallingService> of(HttpServletRequest request) {
        return Optional.ofNullable((CallingService) request.getAttribute(ATTRIBUTE));
    }

    void sends(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}
