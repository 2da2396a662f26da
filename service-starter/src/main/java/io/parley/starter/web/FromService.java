package io.parley.starter.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Only another of Parley's services may call, with a [ServiceToken] for one shop. People's tokens
/// do not count here, unless the handler is [Allowed] to them too. The front door lets no service's
/// token through.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface FromService {
    /// Names of the services, for instance `cart`: any of them.
    String[] value();
}
