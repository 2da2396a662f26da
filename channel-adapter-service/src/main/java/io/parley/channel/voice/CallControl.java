package io.parley.channel.voice;

import io.parley.channel.calling.Calls;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Speaks into a running call, and passes it on.
/// <https://docs.vapi.ai/calls/call-features>
@Component
class CallControl {
    private static final Logger LOG = LoggerFactory.getLogger(CallControl.class);

    private final Calls calls;
    private final VoiceSettings settings;
    private final JsonMapper json;

    CallControl(Calls calls, VoiceSettings settings, JsonMapper json) {
        this.calls = calls;
        this.settings = settings;
        this.json = json;
    }

    /// @return whether the platform has taken the words
    boolean say(VoiceCalls.Known call, String words) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("type", "say").put("content", words).put("endCallAfterSpoken", false);
        return order(call, order);
    }

    /// @param words said to the caller before
    /// @return whether the platform does so
    boolean transfer(VoiceCalls.Known call, String number, String words) {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("type", "transfer").put("content", words);
        order.putObject("destination").put("type", "number").put("number", number);
        return order(call, order);
    }

    private boolean order(VoiceCalls.Known call, ObjectNode order) {
        @Nullable URI url = url(call.controlUrl());
        if (url == null) {
            return false;
        }
        HttpPost request = new HttpPost(url);
        request.setEntity(new ByteArrayEntity(
                json.writeValueAsString(order).getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON));
        try {
            int status = calls.call(request).status();
            if (status / 100 != 2) {
                LOG.info("the call {} takes no {} now: {}", call.id(), order.path("type"), status);
            }
            return status / 100 == 2;
        } catch (IOException e) {
            LOG.info("the call {} takes no {} now: {}", call.id(), order.path("type"), e.toString());
            return false;
        }
    }

    private @Nullable URI url(@Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            URI url = URI.create(given);
            if (settings.mayControl(url)) {
                return url;
            }
            LOG.warn("a call may not be controlled at {} (PARLEY_VOICE_CONTROL_HOSTS)", url.getHost());
        } catch (IllegalArgumentException e) {
            LOG.warn("a call's control address is none");
        }
        return null;
    }
}
