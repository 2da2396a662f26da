package io.parley.starter.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The caller's role must carry one of these permissions, for instance `orders:read`.
/// Every endpoint says who may call it; a service with one that does not say so does not start.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allowed {
    /// With several, any of them will do.
    String[] value();
}
