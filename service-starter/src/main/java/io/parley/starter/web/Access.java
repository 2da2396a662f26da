package io.parley.starter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a request through to its handler when the handler's [Allowed], [Authenticated],
/// [FromService] or [Public] says so.
class Access implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && isOurs(method)
                && !declares(method, Public.class)
                && !comesFromService(request, method)) {
            Caller caller = Caller.current();
            Allowed allowed = find(method, Allowed.class);
            if (allowed != null && !mayAny(caller, allowed.value())) {
                throw Refusal.forbidden(
                        "permission_missing",
                        "Your role (" + caller.role() + ") lacks the permission " + String.join(" or ", allowed.value())
                                + "; ask the shop's owner.");
            }
        }
        return true;
    }

    /// Whether one of the services the handler names sends it.
    ///
    /// @throws Refusal forbidden, when the handler is for services only and this is none of them
    private static boolean comesFromService(HttpServletRequest request, HandlerMethod method) {
        FromService services = find(method, FromService.class);
        if (services == null) {
            return false;
        }
        boolean comes = CallingService.of(request)
                .filter(caller -> List.of(services.value()).contains(caller.service()))
                .isPresent();
        if (!comes && !declares(method, Allowed.class) && !declares(method, Authenticated.class)) {
            throw Refusal.forbidden("services_only", "Only Parley's own services call this.");
        }
        return comes;
    }

    static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("io.parley.");
    }

    static boolean saysWhoMayCall(HandlerMethod method) {
        return declares(method, Public.class)
                || declares(method, Allowed.class)
                || declares(method, Authenticated.class)
                || declares(method, FromService.class);
    }

    private static boolean mayAny(Caller caller, String[] permissions) {
        for (String permission : permissions) {
            if (caller.may(permission)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declares(HandlerMethod method, Class<? extends java.lang.annotation.Annotation> annotation) {
        return find(method, annotation) != null;
    }

    /// The method's own word comes before its class's.
    private static <A extends java.lang.annotation.Annotation> @Nullable A find(
            HandlerMethod method, Class<A> annotation) {
        for (Class<? extends java.lang.annotation.Annotation> any :
                List.of(Public.class, Allowed.class, Authenticated.class, FromService.class)) {
            if (AnnotatedElementUtils.hasAnnotation(method.getMethod(), any)) {
                return AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), annotation);
            }
        }
        return AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), annotation);
    }
}
