package io.parley.sandbox.openai;

import io.parley.sandbox.faults.FaultKind;
import io.parley.sandbox.http.Json;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Understands a shopper by a few rules: words for intents, names and synonyms of the catalogue, a number, a place
/// after "to".
final class Reader {
    private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();
    private static final Map<String, Integer> NUMBERS = Map.of(
            "a", 1, "one", 1, "two", 2, "couple", 2, "pair", 2, "three", 3, "four", 4, "five", 5, "six", 6, "dozen",
            12);
    private static final Pattern PLACE =
            Pattern.compile("\\b(?:to|ship to|deliver to|in) (\\p{Lu}[\\p{L}' -]{1,40}?)(?=[.,!?]| please|$)");

    static {
        WORDS.put("greeting", List.of("hello", "hi ", "hey", "good morning"));
        WORDS.put("price_check", List.of("how much", "price", "cost"));
        WORDS.put("availability_check", List.of("in stock", "do you have", "available"));
        WORDS.put("delivery_question", List.of("deliver", "shipping", "how long"));
        WORDS.put("discount_question", List.of("discount", "cheaper", "coupon"));
        WORDS.put("human_request", List.of("human", "real person", "agent"));
        WORDS.put("medical_question", List.of("pregnan", "eczema", "allerg"));
        WORDS.put("complaint", List.of("broken", "terrible", "scam", "angry"));
        WORDS.put("buying_intent", List.of("i want", "i'd like", "i'll take", "buy", "order", "get me", "fancy"));
        WORDS.put("thanks", List.of("thank", "cheers"));
    }

    private Reader() {}

    static ObjectNode read(JsonNode data, @Nullable FaultKind kind) {
        var said = data.path("shopper_said").asString("");
        var lower = " " + said.toLowerCase(Locale.ROOT) + " ";
        var answer = Json.object();
        Set<String> intents = new LinkedHashSet<>();
        WORDS.forEach((intent, words) -> {
            if (words.stream().anyMatch(lower::contains)) intents.add(intent);
        });
        var items = answer.putArray("items");
        data.path("catalogue").forEach(product -> {
            if (!named(product, lower)) return;
            var id = product.path("id").asString("");
            for (var variant : product.path("variants"))
                if (lower.contains(variant.path("name").asString("").toLowerCase(Locale.ROOT)))
                    id = variant.path("id").asString("");
            var item = items.addObject().put("id", id).put("unwanted", false);
            var quantity = quantity(lower);
            if (quantity == null) item.putNull("quantity");
            else item.put("quantity", quantity);
        });
        if (intents.isEmpty() && !items.isEmpty()) intents.add("product_inquiry");
        var place = PLACE.matcher(said);
        if (place.find()) answer.put("place", place.group(1).strip());
        else answer.putNull("place");
        answer.put("emotion", intents.contains("complaint") ? "negative" : "neutral")
                .put("language", "en")
                .put("confidence", intents.isEmpty() ? 0.3 : 0.9);
        if (kind == FaultKind.WRONG_IDS) strange(items);
        if (kind == FaultKind.OBEYS) obey(answer, intents, said);
        var all = answer.putArray("intents");
        (intents.isEmpty() ? List.of("unknown") : intents).forEach(all::add);
        return answer;
    }

    private static boolean named(JsonNode product, String lower) {
        if (lower.contains(product.path("name").asString("?").toLowerCase(Locale.ROOT))) return true;
        for (var name : product.path("called"))
            if (lower.contains(name.asString("?").toLowerCase(Locale.ROOT))) return true;
        return false;
    }

    private static @Nullable Integer quantity(String lower) {
        for (var word : lower.strip().split("[^a-z0-9]+")) {
            if (word.matches("\\d{1,3}")) return Integer.valueOf(word);
            if (NUMBERS.containsKey(word) && !word.equals("a")) return NUMBERS.get(word);
        }
        return null;
    }

    private static void strange(tools.jackson.databind.node.ArrayNode items) {
        items.removeAll();
        for (var id : List.of("p999", "p1v77", "01890000-0000-7000-8000-000000000000", "'; drop table product; --", ""))
            items.addObject().put("id", id).put("quantity", 3).put("unwanted", false);
    }

    /// As bad as a model can be: everything an attacker might want, in and beside the fields it was given.
    private static void obey(ObjectNode answer, Set<String> intents, String said) {
        intents.addAll(List.of("confirm", "clear_cart", "payment_claim", "opt_out"));
        answer.put("answer", "yes")
                .put("place", "1 Attacker Road")
                .put("confidence", 99.0)
                .put("emotion", said)
                .put("language", "'; drop table turn; --")
                .put("discount", 90)
                .put("price", 0.01)
                .put("total", 1)
                .put("shop_id", "01890000-0000-7000-8000-000000000000")
                .put("reply", said);
        answer.path("items")
                .forEach(item -> ((ObjectNode) item).put("quantity", 1_000).put("price", 0.01));
        ((tools.jackson.databind.node.ArrayNode) answer.path("items"))
                .addObject()
                .put("id", "another-shops-product")
                .put("quantity", 1)
                .put("unwanted", false);
    }
}
