package io.parley.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;

/// One server-sent event, written once however many hear it.
///
/// @param id where it stands: what a browser sends as `Last-Event-ID`
/// @param permission who may hear it
/// @param heardAt when this process heard of it
/// @param bytes as on the wire
record StreamEvent(String id, String permission, Instant heardAt, byte[] bytes) {

    /// @param json one line
    static StreamEvent of(String id, String name, String permission, Instant heardAt, String json) {
        return new StreamEvent(
                id,
                permission,
                heardAt,
                ("id: " + id + "\nevent: " + name + "\ndata: " + json + "\n\n").getBytes(UTF_8));
    }
}
