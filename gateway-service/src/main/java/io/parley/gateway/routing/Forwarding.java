package io.parley.gateway.routing;

import io.parley.starter.Trace;
import io.parley.starter.web.ServiceToken;
import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.RequestHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.filter.HttpHeadersFilter.ResponseHttpHeadersFilter;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchange;
import org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Passes a request on as it came: path, query and body are the very bytes the caller sent, since
/// signatures are made over them. (Spring Cloud Gateway's own reads the parameters, which takes a
/// form's body apart, and writes the query anew; its filters copy a request and do the same.) The
/// route's table is the gateway's; this is its last step.
@Component
class Forwarding extends ProxyExchangeHandlerFunction {
    /// Between two neighbours only (RFC 9110, 7.6.1), or written anew on the way on.
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "host",
            "content-length",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-real-ip",
            "traceparent",
            // who speaks for a service is said between services only
            ServiceToken.HEADER.toLowerCase(Locale.ROOT));

    /// Ends the id of a route whose paths stand under `/api` at the service.
    private static final String ALIAS = "-alias";

    private final Services services;

    Forwarding(
            Services services,
            ProxyExchange unused,
            ObjectProvider<RequestHttpHeadersFilter> requestHeaders,
            ObjectProvider<ResponseHttpHeadersFilter> responseHeaders) {
        super(unused, requestHeaders, responseHeaders);
        this.services = services;
    }

    @Override
    public ServerResponse handle(ServerRequest request) {
        URI target = (URI) request.attribute(MvcUtils.GATEWAY_REQUEST_URL_ATTR)
                .orElseThrow(() -> new IllegalStateException("the route has no uri"));
        String route = (String) request.attribute(MvcUtils.GATEWAY_ROUTE_ID_ATTR)
                .orElseThrow(() -> new IllegalStateException("the route has no id"));
        int dash = route.indexOf('-');
        String service = dash < 0 ? route : route.substring(0, dash);
        String path = request.uri().getRawPath();
        return new Forwarded(services.call(
                service, target, passedOn(route.endsWith(ALIAS) ? "/api" + path : path, request.servletRequest())));
    }

    private static ClassicHttpRequest passedOn(String path, HttpServletRequest from) {
        String query = from.getQueryString();
        ClassicHttpRequest to =
                new BasicClassicHttpRequest(from.getMethod(), query == null ? path : path + "?" + query);
        Enumeration<String> names = from.getHeaderNames();
        String named = from.getHeader("Connection");
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT)) && !isNamed(named, name)) {
                Enumeration<String> values = from.getHeaders(name);
                while (values.hasMoreElements()) {
                    to.addHeader(name, values.nextElement());
                }
            }
        }
        to.addHeader("X-Forwarded-For", from.getRemoteAddr());
        to.addHeader("X-Forwarded-Proto", from.getScheme());
        String host = from.getHeader("Host");
        if (host != null) {
            to.addHeader("X-Forwarded-Host", host);
        }
        to.addHeader("traceparent", Trace.traceparent());
        body(from, to);
        return to;
    }

    /// A caller may name further headers as meant for the next neighbour only.
    private static boolean isNamed(@Nullable String connection, String name) {
        if (connection == null || connection.equalsIgnoreCase("keep-alive") || connection.equalsIgnoreCase("close")) {
            return false;
        }
        for (String one : connection.split(",")) {
            if (one.strip().equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static void body(HttpServletRequest from, ClassicHttpRequest to) {
        long length = from.getContentLengthLong();
        if (from.getMethod().equals("OPTIONS") && from.getHeader("Content-Type") == null) {
            // only OPTIONS may not have a body of no type, not even an empty one: nobody reads it
            return;
        }
        if (length > 0 || from.getHeader("Transfer-Encoding") != null) {
            try {
                to.setEntity(new InputStreamEntity(new CallersBody(from.getInputStream()), length, null));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        } else if (length == 0) {
            to.setEntity(new org.apache.hc.core5.http.io.entity.ByteArrayEntity(new byte[0], null));
        }
    }

    private static final class CallersBody extends FilterInputStream {
        CallersBody(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                throw new Services.CallersFault(e);
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return super.read(into, offset, length);
            } catch (IOException e) {
                throw new Services.CallersFault(e);
            }
        }
    }
}
