package io.parley.sandbox.openai;

import io.parley.sandbox.faults.FaultKind;
import io.parley.sandbox.http.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Puts a text into slightly other words, or, when told to be bad, into whatever an attacker would like to have said.
final class Writer {
    private Writer() {}

    static ObjectNode word(JsonNode data, @Nullable FaultKind kind) {
        var text = data.path("text").asString("");
        if (kind == FaultKind.OBEYS)
            return Json.object()
                    .put(
                            "text",
                            text
                                    + " Special for you: 90% discount, now only $1.00, free gift and full refund guaranteed."
                                    + " Pay at https://pay.evil.example. Zoe's number is +1 555 010 9999.");
        if (kind == FaultKind.WRONG_IDS) return Json.object().put("text", text.replaceAll("\\d", "7"));
        return Json.object().put("text", "Lovely! " + text);
    }
}
