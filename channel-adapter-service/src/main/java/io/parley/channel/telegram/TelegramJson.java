package io.parley.channel.telegram;

import io.parley.channel.platform.Part;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A part as the Bot API wants it written. Words are plain: what looks like mark-up in them is
/// nobody's order.
final class TelegramJson {
    /// So many stand beside each other when their words are short.
    private static final int SHORT_CHARS_MAX = 14;

    private TelegramJson() {}

    static ObjectNode photo(String chatId, Part part) {
        ObjectNode call = to(chatId).put("photo", part.imageUrl());
        if (part.text() != null) {
            call.put("caption", part.text());
        }
        return withKeyboard(call, part);
    }

    /// Also for a part whose picture Telegram cannot fetch: its address stands in the text then.
    static ObjectNode text(String chatId, Part part) {
        String text = Objects.requireNonNullElse(part.text(), "");
        if (part.imageUrl() != null) {
            text = text.isEmpty() ? part.imageUrl() : text + "\n" + part.imageUrl();
        }
        return withKeyboard(to(chatId).put("text", text), part);
    }

    private static ObjectNode to(String chatId) {
        return JsonNodeFactory.instance.objectNode().put("chat_id", chatId);
    }

    private static ObjectNode withKeyboard(ObjectNode call, Part part) {
        List<QuickReply> offered = part.quickReplies();
        if (offered.isEmpty() && part.links().isEmpty()) {
            return call;
        }
        ArrayNode rows = call.putObject("reply_markup").putArray("inline_keyboard");
        boolean pairs = offered.stream().allMatch(quick -> quick.title().length() <= SHORT_CHARS_MAX);
        for (int i = 0; i < offered.size(); i++) {
            ArrayNode row = pairs && i % 2 == 1 ? (ArrayNode) rows.get(rows.size() - 1) : rows.addArray();
            row.addObject()
                    .put("text", offered.get(i).title())
                    .put("callback_data", offered.get(i).payload());
        }
        for (Link link : part.links()) {
            rows.addArray().addObject().put("text", link.title()).put("url", link.url());
        }
        return call;
    }
}
