package io.parley.starter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/// Lets a request through to its handler when the handler's [Allowed], [Authenticated],
/// [FromService] or [Public] says so.
class Access implements HandlerInterceptor {
    private final Map<HandlerMethod, Rule> rules = new ConcurrentHashMap<>();

    /// What a handler says about who may call it. The method's own word comes before its class's.
    record Rule(
            boolean open,
            boolean authenticated,
            @Nullable Allowed allowed,
            @Nullable FromService services) {
        static Rule of(HandlerMethod method) {
            Rule own = said(method.getMethod());
            return own.isSaid() ? own : said(method.getBeanType());
        }

        private static Rule said(AnnotatedElement element) {
            return new Rule(
                    AnnotatedElementUtils.hasAnnotation(element, Public.class),
                    AnnotatedElementUtils.hasAnnotation(element, Authenticated.class),
                    AnnotatedElementUtils.findMergedAnnotation(element, Allowed.class),
                    AnnotatedElementUtils.findMergedAnnotation(element, FromService.class));
        }

        boolean isSaid() {
            return open || authenticated || allowed != null || services != null;
        }

        boolean isForServicesOnly() {
            return services != null && allowed == null && !authenticated;
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && isOurs(method)) {
            check(request, rules.computeIfAbsent(method, Rule::of));
        }
        return true;
    }

    private static void check(HttpServletRequest request, Rule rule) {
        if (rule.open() || comesFromService(request, rule)) {
            return;
        }
        Caller caller = Caller.current();
        Allowed allowed = rule.allowed();
        if (allowed != null && !mayAny(caller, allowed.value())) {
            throw Refusal.forbidden(
                    "permission_missing",
                    "Your role (" + caller.role() + ") lacks the permission " + String.join(" or ", allowed.value())
                            + "; ask the shop's owner.");
        }
    }

    /// Whether one of the services the handler names sends it.
    ///
    /// @throws Refusal forbidden, when the handler is for services only and this is none of them
    private static boolean comesFromService(HttpServletRequest request, Rule rule) {
        FromService services = rule.services();
        if (services == null) {
            return false;
        }
        boolean comes = CallingService.of(request)
                .filter(caller -> List.of(services.value()).contains(caller.service()))
                .isPresent();
        if (!comes && rule.isForServicesOnly()) {
            throw Refusal.forbidden("services_only", "Only Parley's own services call this.");
        }
        return comes;
    }

    static boolean isOurs(HandlerMethod method) {
        return method.getBeanType().getName().startsWith("io.parley.");
    }

    static boolean saysWhoMayCall(HandlerMethod method) {
        return Rule.of(method).isSaid();
    }

    private static boolean mayAny(Caller caller, String[] permissions) {
        for (String permission : permissions) {
            if (caller.may(permission)) {
                return true;
            }
        }
        return false;
    }
}
