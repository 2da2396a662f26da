package io.parley.channel.voice;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Words in the form in which a language model gives them.
/// <https://docs.vapi.ai/customization/custom-llm/using-your-server>
///
/// @param created in seconds
record Completion(String callId, String words, long created) {
    private static final String MODEL = "parley";

    byte[] whole(JsonMapper json) {
        ObjectNode answer = head("chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", words);
        choice.put("finish_reason", "stop");
        return json.writeValueAsBytes(answer);
    }

    /// As server-sent events: the words, the end, and that it was the end.
    byte[] streamed(JsonMapper json) {
        ObjectNode first = head("chat.completion.chunk");
        ObjectNode said = first.putArray("choices").addObject().put("index", 0);
        said.putObject("delta").put("role", "assistant").put("content", words);
        said.putNull("finish_reason");
        ObjectNode last = head("chat.completion.chunk");
        ObjectNode end = last.putArray("choices").addObject().put("index", 0);
        end.putObject("delta");
        end.put("finish_reason", "stop");
        return ("data: " + json.writeValueAsString(first) + "\n\ndata: " + json.writeValueAsString(last)
                        + "\n\ndata: [DONE]\n\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode head(String object) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", "chatcmpl-" + callId)
                .put("object", object)
                .put("created", created)
                .put("model", MODEL);
    }
}
