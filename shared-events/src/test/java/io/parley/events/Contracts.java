package io.parley.events;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a record looks like on the wire: its JSON Schema, and a sample with every field filled.
final class Contracts {
    private Contracts() {}

    /// JSON Schema (2020-12) of a record. Required is what every event of this type has had from its first day on: a
    /// field that the golden sample lacks was added later, and older events lack it too.
    static Map<String, Object> schema(Class<?> record, JsonNode golden) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : record.getRecordComponents()) {
            String name = component.getName();
            properties.put(name, schema(component.getGenericType(), golden.path(name)));
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!nullable && (golden.isMissingNode() || golden.has(name))) {
                required.add(name);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private static Map<String, Object> schema(Type type, JsonNode golden) {
        if (type instanceof ParameterizedType list) {
            return ordered("type", "array", "items", schema(list.getActualTypeArguments()[0], golden.path(0)));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == UUID.class) {
            return ordered("type", "string", "format", "uuid");
        }
        if (plain == Instant.class) {
            return ordered("type", "string", "format", "date-time");
        }
        if (plain.isEnum()) {
            return ordered(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(plain.getEnumConstants())
                            .map(Object::toString)
                            .toList());
        }
        if (plain.isRecord()) {
            return schema(plain, golden);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> Map.of("type", "string");
            case "int", "long", "Integer" -> Map.of("type", "integer");
            case "Double", "double", "BigDecimal" -> Map.of("type", "number");
            case "boolean" -> Map.of("type", "boolean");
            default -> throw new IllegalStateException("no schema for " + plain);
        };
    }

    /// The record with a plausible value in every field.
    static Object sample(Class<?> record) {
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getName(), component.getGenericType()))
                .toArray();
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var constructor = record.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no sample of " + record, e);
        }
    }

    private static Object value(String name, Type type) {
        if (type instanceof ParameterizedType list) {
            return List.of(value(name, list.getActualTypeArguments()[0]));
        }
        Class<?> plain = (Class<?>) type;
        if (plain == UUID.class) {
            return UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        if (plain == Instant.class) {
            return Instant.parse("2026-11-21T10:15:30.123Z");
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        if (plain.isRecord()) {
            return sample(plain);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> name.equals("currency") ? "USD" : "the " + name;
            case "int", "Integer" -> 3;
            case "long" -> 4500L;
            case "Double", "double" -> 6.5;
            case "BigDecimal" -> new BigDecimal("45.00");
            case "boolean" -> true;
            default -> throw new IllegalStateException("no sample of " + plain);
        };
    }

    private static Map<String, Object> ordered(String k1, Object v1, String k2, Object v2) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(k1, v1);
        map.put(k2, v2);
        return map;
    }
}
