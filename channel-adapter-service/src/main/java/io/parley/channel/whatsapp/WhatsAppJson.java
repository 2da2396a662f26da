package io.parley.channel.whatsapp;

import io.parley.channel.platform.Part;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.Template;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A part as the Cloud API wants it written.
final class WhatsAppJson {
    /// What opens a list. A sign, since the shopper's language is not known here.
    private static final String LIST_LABEL = "☰";

    private static final int REFERENCE_MAX = 100;

    private WhatsAppJson() {}

    static ObjectNode of(Part part) {
        return of(part, null);
    }

    /// @param catalogue the shop's at WhatsApp, if it has one
    static ObjectNode of(Part part, @Nullable String catalogue) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        if (part.template() != null) {
            template(message, part.template());
        } else if (catalogue != null && isFromCatalogue(part, catalogue)) {
            products(message, part, catalogue);
        } else if (!part.links().isEmpty()) {
            ObjectNode interactive = interactive(message, "cta_url", part);
            Link link = part.links().getFirst();
            interactive
                    .putObject("action")
                    .put("name", "cta_url")
                    .putObject("parameters")
                    .put("display_text", link.title())
                    .put("url", link.url());
        } else if (!part.cards().isEmpty()) {
            ArrayNode rows = list(message, part);
            for (Card card : part.cards()) {
                ObjectNode row = rows.addObject();
                row.put("id", payload(card))
                        .put("title", WhatsAppParts.shorten(card.title(), WhatsAppParts.ROW_CHARS_MAX));
                String description = description(card);
                if (!description.isEmpty()) {
                    row.put("description", description);
                }
            }
        } else if (part.quickReplies().size() > WhatsAppParts.BUTTONS_MAX) {
            ArrayNode rows = list(message, part);
            for (QuickReply quick : part.quickReplies()) {
                ObjectNode row = rows.addObject();
                row.put("id", quick.payload()).put("title", WhatsAppParts.row(quick.title()));
                if (quick.title().length() > WhatsAppParts.ROW_CHARS_MAX) {
                    row.put(
                            "description",
                            WhatsAppParts.shorten(quick.title(), WhatsAppParts.ROW_DESCRIPTION_CHARS_MAX));
                }
            }
        } else if (!part.quickReplies().isEmpty()) {
            ArrayNode buttons =
                    interactive(message, "button", part).putObject("action").putArray("buttons");
            for (QuickReply quick : part.quickReplies()) {
                buttons.addObject()
                        .put("type", "reply")
                        .putObject("reply")
                        .put("id", quick.payload())
                        .put("title", WhatsAppParts.shorten(quick.title(), WhatsAppParts.BUTTON_CHARS_MAX));
            }
        } else if (part.imageUrl() != null) {
            ObjectNode image = message.put("type", "image").putObject("image").put("link", part.imageUrl());
            if (part.text() != null) {
                image.put("caption", part.text());
            }
        } else {
            String text = Objects.requireNonNullElse(part.text(), "");
            message.put("type", "text")
                    .putObject("text")
                    .put("preview_url", text.contains("https://") || text.contains("http://"))
                    .put("body", text);
        }
        return message;
    }

    static boolean isInCatalogue(Card card) {
        return card.reference() != null
                && !card.reference().isBlank()
                && card.reference().length() <= REFERENCE_MAX;
    }

    static boolean isFromCatalogue(Part part, @Nullable String catalogue) {
        return catalogue != null
                && !part.cards().isEmpty()
                && part.cards().stream().allMatch(WhatsAppJson::isInCatalogue);
    }

    /// One product by itself, several as a list under a heading.
    private static void products(ObjectNode message, Part part, String catalogue) {
        List<Card> cards = part.cards();
        if (cards.size() == 1) {
            interactive(message, "product", part)
                    .putObject("action")
                    .put("catalog_id", catalogue)
                    .put("product_retailer_id", cards.getFirst().reference());
            return;
        }
        ObjectNode interactive = interactive(message, "product_list", part);
        interactive.putObject("header").put("type", "text").put("text", LIST_LABEL);
        ObjectNode section = interactive
                .putObject("action")
                .put("catalog_id", catalogue)
                .putArray("sections")
                .addObject();
        section.put("title", LIST_LABEL);
        ArrayNode items = section.putArray("product_items");
        cards.forEach(card -> items.addObject().put("product_retailer_id", card.reference()));
    }

    private static ObjectNode interactive(ObjectNode message, String type, Part part) {
        ObjectNode interactive =
                message.put("type", "interactive").putObject("interactive").put("type", type);
        if (part.imageUrl() != null && !type.equals("list")) {
            interactive
                    .putObject("header")
                    .put("type", "image")
                    .putObject("image")
                    .put("link", part.imageUrl());
        }
        interactive.putObject("body").put("text", Objects.requireNonNullElse(part.text(), "…"));
        return interactive;
    }

    private static ArrayNode list(ObjectNode message, Part part) {
        ObjectNode action =
                interactive(message, "list", part).putObject("action").put("button", LIST_LABEL);
        return action.putArray("sections").addObject().putArray("rows");
    }

    /// What it costs, and behind that the name where the row has no room for the whole of it.
    private static String description(Card card) {
        String subtitle = Objects.requireNonNullElse(card.subtitle(), "").strip();
        boolean whole = card.title().strip().length() <= WhatsAppParts.ROW_CHARS_MAX;
        String all = whole ? subtitle : subtitle.isEmpty() ? card.title() : subtitle + " · " + card.title();
        return WhatsAppParts.shorten(all, WhatsAppParts.ROW_DESCRIPTION_CHARS_MAX);
    }

    static String payload(Card card) {
        List<QuickReply> buttons = card.buttons();
        String payload = buttons.isEmpty() || buttons.getFirst().payload().isBlank()
                ? card.title()
                : buttons.getFirst().payload();
        return WhatsAppParts.shorten(payload, 200);
    }

    private static void template(ObjectNode message, Template template) {
        ObjectNode json = message.put("type", "template").putObject("template").put("name", template.name());
        json.putObject("language").put("code", template.language());
        if (!template.parameters().isEmpty()) {
            ArrayNode parameters =
                    json.putArray("components").addObject().put("type", "body").putArray("parameters");
            template.parameters()
                    .forEach(text -> parameters.addObject().put("type", "text").put("text", text));
        }
    }
}
