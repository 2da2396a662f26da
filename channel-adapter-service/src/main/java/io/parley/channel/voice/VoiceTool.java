package io.parley.channel.voice;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a seller's own voice assistant may ask the shop for. Each becomes a sentence as a shopper
/// would say it, so one conversation decides, whoever asks.
enum VoiceTool {
    ASK_SHOP("said", "message", "question", "text", "query"),
    LOOK_UP_PRODUCT("product", "name", "query"),
    CHECK_STOCK("product", "name", "query"),
    LOOK_UP_ORDER("order", "orderNumber", "number"),
    PLACE_ORDER("order", "items", "product"),
    TRANSFER_TO_PERSON("reason");

    private static final int SAID_MAX = 2_000;
    private static final Map<String, VoiceTool> BY_NAME = Map.ofEntries(
            Map.entry("askshop", ASK_SHOP),
            Map.entry("ask", ASK_SHOP),
            Map.entry("lookupproduct", LOOK_UP_PRODUCT),
            Map.entry("getprice", LOOK_UP_PRODUCT),
            Map.entry("checkstock", CHECK_STOCK),
            Map.entry("checkavailability", CHECK_STOCK),
            Map.entry("lookuporder", LOOK_UP_ORDER),
            Map.entry("trackorder", LOOK_UP_ORDER),
            Map.entry("placeorder", PLACE_ORDER),
            Map.entry("captureorder", PLACE_ORDER),
            Map.entry("transfertoperson", TRANSFER_TO_PERSON),
            Map.entry("transfercall", TRANSFER_TO_PERSON));

    private final List<String> names;

    VoiceTool(String... names) {
        this.names = List.of(names);
    }

    /// Null for a tool that is not one of ours. `look_up_product` and `lookUpProduct` are the same.
    static @Nullable VoiceTool of(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", ""));
    }

    /// What a shopper would say; null when that cannot be told from the arguments.
    @Nullable
    String said(Map<String, String> arguments) {
        String about = Stream.concat(names.stream(), arguments.keySet().stream().sorted())
                .map(arguments::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        if (about.isEmpty() && this != TRANSFER_TO_PERSON && this != LOOK_UP_ORDER) {
            return null;
        }
        String said = switch (this) {
            case ASK_SHOP -> about;
            case LOOK_UP_PRODUCT -> "How much is " + about + "?";
            case CHECK_STOCK -> "Do you have " + about + " in stock?";
            case LOOK_UP_ORDER -> "Where is my order" + (about.isEmpty() ? "?" : " " + about + "?");
            case PLACE_ORDER -> order(arguments, about);
            case TRANSFER_TO_PERSON -> "Can I talk to a person?" + (about.isEmpty() ? "" : " " + about);
        };
        return said.length() <= SAID_MAX ? said : said.substring(0, SAID_MAX);
    }

    private static String order(Map<String, String> arguments, String about) {
        String wanted = Stream.of("quantity", "product", "variant")
                .map(arguments::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .collect(Collectors.joining(" "));
        String place = Stream.of("place", "location", "address", "city")
                .map(arguments::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse("")
                .strip();
        return "I would like to order " + (wanted.isEmpty() ? about : wanted) + (place.isEmpty() ? "" : " to " + place);
    }
}
