package io.parley.gateway.docs;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Several services' OpenAPI documents as one: what they name alike is told apart by the service's name in front.
final class OneDocument {
    private static final String COMPONENTS = "#/components/";

    private final JsonMapper json;
    private final ObjectNode document;
    private final Map<String, ObjectNode> components = new TreeMap<>();

    OneDocument(JsonMapper json, String description) {
        this.json = json;
        document = json.createObjectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "Parley")
                .put("description", description)
                .put("version", "1");
        document.putArray("servers").addObject().put("url", "/");
        document.putArray("tags");
        document.putObject("paths");
        ObjectNode bearer = json.createObjectNode();
        bearer.put("type", "http").put("scheme", "bearer").put("bearerFormat", "JWT");
        components("securitySchemes").set("bearer", bearer);
        document.putArray("security").addObject().putArray("bearer");
    }

    void add(String service, JsonNode theirs) {
        ((ArrayNode) document.get("tags")).addObject().put("name", service);
        ObjectNode paths = (ObjectNode) document.get("paths");
        for (Map.Entry<String, JsonNode> path : theirs.path("paths").properties()) {
            if (path.getKey().startsWith("/api/") || path.getKey().startsWith("/.well-known/")) {
                paths.set(path.getKey(), tagged(service, renamed(service, path.getValue())));
            }
        }
        for (Map.Entry<String, JsonNode> section : theirs.path("components").properties()) {
            if (!section.getKey().equals("securitySchemes")) {
                for (Map.Entry<String, JsonNode> one : section.getValue().properties()) {
                    components(section.getKey()).set(service + "." + one.getKey(), renamed(service, one.getValue()));
                }
            }
        }
    }

    JsonNode finished() {
        ObjectNode all = document.putObject("components");
        components.forEach(all::set);
        return document;
    }

    private ObjectNode components(String section) {
        return components.computeIfAbsent(section, name -> json.createObjectNode());
    }

    private static JsonNode tagged(String service, JsonNode path) {
        for (Map.Entry<String, JsonNode> operation : path.properties()) {
            if (operation.getValue() instanceof ObjectNode node && node.has("responses")) {
                node.putArray("tags").add(service);
                if (node.has("operationId")) {
                    node.put(
                            "operationId",
                            service + "." + node.get("operationId").asString());
                }
            }
        }
        return path;
    }

    /// A copy whose references name the service's own components.
    private JsonNode renamed(String service, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = json.createObjectNode();
                for (Map.Entry<String, JsonNode> field : object.properties()) {
                    copy.set(field.getKey(), renamed(service, field.getValue()));
                }
                if (copy.path("$ref").isString()) {
                    copy.put("$ref", renamed(service, copy.get("$ref").asString()));
                }
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = json.createArrayNode();
                array.forEach(item -> copy.add(renamed(service, item)));
                yield copy;
            }
            default -> node;
        };
    }

    private static String renamed(String service, String reference) {
        int name = reference.lastIndexOf('/') + 1;
        return reference.startsWith(COMPONENTS)
                ? reference.substring(0, name) + service + "." + reference.substring(name)
                : reference;
    }
}
