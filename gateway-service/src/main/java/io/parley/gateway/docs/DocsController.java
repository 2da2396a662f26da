package io.parley.gateway.docs;

import io.parley.gateway.routing.Services;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;
import org.springframework.cloud.gateway.server.mvc.config.RouteProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The services' OpenAPI documents, each and all in one, for the pages at `/api/docs`. The services are those of the
/// table of routes; one that is down is missing from the whole and named there.
@RestController
@Public
@Hidden
class DocsController {
    private static final String OURSELVES = "gateway";

    private final Map<String, URI> uris = new LinkedHashMap<>();
    private final Services services;
    private final OpenApiWebMvcResource own;
    private final JsonMapper json;

    DocsController(GatewayMvcProperties routes, Services services, OpenApiWebMvcResource own, JsonMapper json) {
        for (RouteProperties route : routes.getRoutes()) {
            String id = route.getId();
            if (id != null && !id.contains("-")) {
                uris.put(id, route.getUri());
            }
        }
        this.services = services;
        this.own = own;
        this.json = json;
    }

    @GetMapping("/api/docs/{service}.json")
    JsonNode one(@PathVariable String service, HttpServletRequest request) {
        ObjectNode document = (ObjectNode) read(service, request);
        document.putArray("servers").addObject().put("url", "/");
        return document;
    }

    @GetMapping("/api/docs/all.json")
    JsonNode all(HttpServletRequest request) throws InterruptedException {
        Map<String, JsonNode> there = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        there.put(OURSELVES, read(OURSELVES, request));
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<JsonNode>> asked = new LinkedHashMap<>();
            uris.keySet().forEach(service -> asked.put(service, together.submit(() -> read(service, request))));
            for (Map.Entry<String, Future<JsonNode>> answer : asked.entrySet()) {
                try {
                    there.put(answer.getKey(), answer.getValue().get());
                } catch (ExecutionException e) {
                    missing.add(answer.getKey());
                }
            }
        }
        OneDocument whole = new OneDocument(
                json,
                "Commerce in conversation: all services behind one door."
                        + (missing.isEmpty() ? "" : " Not answering now, and missing here: " + missing + "."));
        there.forEach(whole::add);
        return whole.finished();
    }

    private JsonNode read(String service, HttpServletRequest request) {
        try {
            if (service.equals(OURSELVES)) {
                return object(own.openapiJson(request, "/v3/api-docs", Locale.ENGLISH));
            }
            URI uri = uris.get(service);
            if (uri == null) {
                throw Refusal.notFound("service_unknown", "There is no such service; there are " + uris.keySet() + ".");
            }
            return object(services.get(service, uri, "/v3/api-docs"));
        } catch (JacksonException | IOException e) {
            throw Refusal.unavailable("document_unreadable", service + "-service's document cannot be read now.");
        }
    }

    private JsonNode object(byte[] bytes) {
        JsonNode document = json.readTree(bytes);
        if (!document.isObject()) {
            throw Refusal.unavailable("document_unreadable", "The service's answer is no OpenAPI document.");
        }
        return document;
    }
}
