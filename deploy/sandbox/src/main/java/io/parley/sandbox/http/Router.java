package io.parley.sandbox.http;

import static java.lang.System.Logger.Level.ERROR;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the handler for a path; the first route that fits wins, so fixed paths are mounted before open ones.
public final class Router implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(Router.class.getName());
    private static final Predicate<String> VERSION =
            Pattern.compile("v\\d{1,2}\\.\\d").asMatchPredicate();

    private final List<Route> routes = new ArrayList<>();

    private record Route(String method, List<String> pattern, Handler handler) {
        @Nullable
        Map<String, String> match(List<String> path) {
            if (path.size() != pattern.size()) return null;
            Map<String, String> parts = new HashMap<>();
            for (var i = 0; i < path.size(); i++) {
                var expected = pattern.get(i);
                if (!expected.startsWith("{")) {
                    if (!expected.equals(path.get(i))) return null;
                } else {
                    if (expected.equals("{version}") && !VERSION.test(path.get(i))) return null;
                    parts.put(expected.substring(1, expected.length() - 1), path.get(i));
                }
            }
            return parts;
        }
    }

    /// @param pattern such as `/{version}/{id}/messages`; `{version}` fits only Graph versions like `v23.0`
    public Router on(String method, String pattern, Handler handler) {
        routes.add(new Route(method, segments(pattern), handler));
        return this;
    }

    @Override
    public void handle(HttpExchange exchange) {
        try (exchange) {
            secure(exchange);
            answer(exchange).writeTo(exchange);
        } catch (IOException | UncheckedIOException callerLeft) {
            // nobody is there to be told
        } catch (RuntimeException | Error ours) {
            LOG.log(ERROR, "writing the answer to " + exchange.getRequestURI().getPath() + " failed", ours);
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        try {
            refuseOtherSites(exchange);
            var method = exchange.getRequestMethod().equals("HEAD") ? "GET" : exchange.getRequestMethod();
            var path = segments(exchange.getRequestURI().getRawPath());
            var others = new TreeSet<String>();
            for (var route : routes) {
                var parts = route.match(path);
                if (parts == null) continue;
                var reply = route.method().equals(method) ? route.handler().handle(new Request(exchange, parts)) : null;
                if (reply != null) return reply;
                if (!route.method().equals(method)) others.add(route.method());
            }
            if (others.isEmpty()) throw BadInput.notFound("There is nothing at this path; / lists what there is.");
            exchange.getResponseHeaders().set("Allow", String.join(", ", others));
            throw new BadInput(405, "method_not_allowed", "Use " + String.join(" or ", others) + " here.");
        } catch (BadInput refused) {
            return Reply.problem(refused);
        } catch (UncheckedIOException callerLeft) {
            throw callerLeft;
        } catch (RuntimeException ours) {
            LOG.log(
                    ERROR,
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + " failed",
                    ours);
            return Reply.problem(new BadInput(500, "internal", "The sandbox could not do this; its log says why."));
        }
    }

    /// A page from elsewhere must not drive the sandbox through its visitor's browser.
    private static void refuseOtherSites(HttpExchange exchange) {
        var origin = exchange.getRequestHeaders().getFirst("Origin");
        if (origin == null || exchange.getRequestMethod().equals("GET")) return;
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (!origin.replaceFirst("^https?://", "").equals(host))
            throw new BadInput(403, "other_origin", "Only the sandbox's own pages may do this from a browser.");
    }

    private static void secure(HttpExchange exchange) {
        var headers = exchange.getResponseHeaders();
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-site");
    }

    private static List<String> segments(String path) {
        var segments = new ArrayList<String>();
        for (var segment : path.split("/")) if (!segment.isEmpty()) segments.add(Request.decode(segment));
        return segments;
    }
}
