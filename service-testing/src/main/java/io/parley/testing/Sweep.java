package io.parley.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Calls every endpoint of a service as its OpenAPI document names them, so that a new one is covered the day it
/// appears: with input nobody wants, and as a shop that is not its own.
public final class Sweep {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");
    private static final List<Object> VALUES = List.of(
            "",
            " ",
            "\u0000",
            "a\u0000b",
            "👩🏽‍🔬🧴✨",
            "مرحبا بالعالم \u202Eabc",
            "Ā".repeat(10_000),
            "'; drop table outbox; --",
            "<script>alert(1)</script>",
            "=1+1",
            "../../etc/passwd",
            "%00%n%s",
            -1,
            0,
            0.1,
            Long.MAX_VALUE,
            new java.math.BigInteger("9".repeat(400)),
            new java.math.BigDecimal("1e999999999"),
            new java.math.BigDecimal("1e-999999999"),
            true,
            List.of(),
            List.of(List.of(List.of())),
            Map.of(),
            Map.of("a", Map.of("b", 1)));
    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "\"text\"",
            "1",
            "{",
            "{}",
            "{\"a\":",
            "{\"a\":\"\\ud800\"}",
            "NaN",
            "\uFEFF{}",
            "[".repeat(5_000),
            "{\"a\":".repeat(5_000),
            "{\"__proto__\":{}}");

    /// Endpoints looked at at the same time.
    private static final int SIDE_BY_SIDE = 6;

    private final ServiceUnderTest service;
    private final String under;
    private final JsonNode document;

    private Sweep(ServiceUnderTest service, String under) {
        this.service = service;
        this.under = under;
        this.document = service.http().get("/v3/api-docs").json();
    }

    public static Sweep of(ServiceUnderTest service) {
        return new Sweep(service, "/");
    }

    /// Of a part of the service: the endpoints whose paths begin so.
    public Sweep under(String path) {
        return new Sweep(service, path);
    }

    /// No input gives an error of ours, and every refusal is a problem.
    ///
    /// @param valid a good body by `METHOD template`; each of its members is made bad in turn
    public void noInputIsTooMuch(Http caller, Map<String, Object> valid) {
        try (ExecutorService sideBySide = Executors.newFixedThreadPool(
                SIDE_BY_SIDE, Thread.ofVirtual().name("sweep-", 0).factory())) {
            List<Future<?>> swept = operations().stream()
                    .<Future<?>>map(operation -> sideBySide.submit(() -> noInputIsTooMuch(caller, operation, valid)))
                    .toList();
            for (Future<?> one : swept) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AssertionError wrong) {
                throw wrong;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void noInputIsTooMuch(Http caller, Operation operation, Map<String, Object> valid) {
        String path = operation.at(UUID.randomUUID().toString());
        check(caller, operation, path, operation.hasBody ? valid.get(operation.name()) : null);
        for (Object value : VALUES) {
            String text = URLEncoder.encode(String.valueOf(value), StandardCharsets.UTF_8);
            if (text.length() < 4_000) {
                if (operation.hasVariables()) {
                    check(caller, operation, operation.at(text.isBlank() ? "+" : text), null);
                }
                for (String parameter : operation.queries) {
                    check(caller, operation, path + "?" + parameter + "=" + text, null);
                }
            }
        }
        if (operation.hasBody) {
            BODIES.forEach(body -> check(caller, operation, path, body));
            check(caller, operation, path, new byte[] {(byte) 0xff, (byte) 0xfe, 0x00, (byte) 0xc3, 0x28});
            spoilt(valid.get(operation.name())).forEach(body -> check(caller, operation, path, body));
            check(caller.with("Content-Type", "text/plain"), operation, path, "text");
            check(caller.with("Content-Type", "application/xml"), operation, path, "<a/>");
        }
    }

    /// Another shop is told that the thing is not there, whatever it tries.
    ///
    /// @param stranger a caller with every permission in another shop
    /// @param things by path template, the path of something that is there for its own shop
    /// @param valid a good body by `METHOD template`
    public void strangersFindNothing(Http stranger, Map<String, String> things, Map<String, Object> valid) {
        Set<String> forgotten = new TreeSet<>();
        for (Operation operation : operations()) {
            if (!operation.hasVariables()) {
                continue;
            }
            String path = things.get(operation.template);
            if (path == null) {
                forgotten.add(operation.template);
                continue;
            }
            Http.Answer answer = stranger.send(operation.method, path, valid.get(operation.name()));
            assertThat(answer.status())
                    .as("%s as a stranger: %s", operation.name(), answer.text())
                    .isEqualTo(404);
        }
        assertThat(forgotten).as("say what is there for these paths").isEmpty();
    }

    /// Nobody gets in without a token, and nobody writes with a viewer's.
    public void everyDoorIsGuarded(UUID shop, Map<String, Object> valid) {
        for (Operation operation : operations()) {
            String path = operation.at(UUID.randomUUID().toString());
            Object body = valid.get(operation.name());
            assertThat(service.http().send(operation.method, path, body).status())
                    .as("%s without a token", operation.name())
                    .isEqualTo(401);
            if (!operation.method.equals("GET")) {
                assertThat(service.http()
                                .as("viewer", shop)
                                .send(operation.method, path, body)
                                .status())
                        .as("%s as a viewer", operation.name())
                        .isEqualTo(403);
            }
        }
    }

    private static void check(Http caller, Operation operation, String path, @Nullable Object body) {
        Http.Answer answer = caller.send(operation.method, path, body);
        String asked = operation.method + " " + shortened(path) + " " + shortened(String.valueOf(body));
        assertThat(answer.status()).as("%s: %s", asked, answer.text()).isLessThan(500);
        // what is no path at all is refused before there is a service to ask
        if (answer.status() >= 400 && !(answer.status() == 400 && path.contains("%"))) {
            assertThat(answer.header("Content-Type")).as(asked).startsWith("application/problem+json");
        }
    }

    private static List<Object> spoilt(@Nullable Object valid) {
        List<Object> bodies = new ArrayList<>();
        if (valid instanceof Map<?, ?> members) {
            for (Object member : members.keySet()) {
                List<Object> values = new ArrayList<>(VALUES);
                spoiltWithin(members.get(member)).forEach(values::add);
                for (Object value : values) {
                    Map<Object, Object> body = new LinkedHashMap<>(members);
                    body.put(member, value);
                    bodies.add(body);
                }
                Map<Object, Object> without = new LinkedHashMap<>(members);
                without.remove(member);
                bodies.add(without);
                Map<Object, @Nullable Object> nulled = new LinkedHashMap<>(members);
                nulled.put(member, null);
                bodies.add(nulled);
            }
        }
        return bodies;
    }

    private static List<Object> spoiltWithin(@Nullable Object member) {
        return switch (member) {
            case Map<?, ?> map -> spoilt(map);
            case List<?> list
            when !list.isEmpty() ->
                spoilt(list.getFirst()).stream()
                        .<Object>map(spoilt -> List.of(spoilt))
                        .toList();
            case null, default -> List.of();
        };
    }

    private static String shortened(String text) {
        return text.length() < 200 ? text : text.substring(0, 200) + "…";
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> {
            for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (operation.isObject()
                        && path.getKey().startsWith(under)
                        && !path.getKey().startsWith("/actuator")) {
                    List<String> queries = new ArrayList<>();
                    operation.path("parameters").forEach(parameter -> {
                        if (parameter.path("in").asString("").equals("query")) {
                            queries.add(parameter.path("name").asString(""));
                        }
                    });
                    operations.add(new Operation(
                            method.toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            queries,
                            operation.has("requestBody")));
                }
            }
        });
        assertThat(operations).as("endpoints in the OpenAPI document").isNotEmpty();
        return operations;
    }

    private record Operation(String method, String template, List<String> queries, boolean hasBody) {
        String name() {
            return method + " " + template;
        }

        boolean hasVariables() {
            return template.contains("{");
        }

        String at(String value) {
            return template.replaceAll("\\{[^}]+}", value.replace("\\", "\\\\").replace("$", "\\$"));
        }
    }
}
