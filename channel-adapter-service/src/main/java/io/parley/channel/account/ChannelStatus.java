package io.parley.channel.account;

import java.util.List;

/// Where a channel stands.
public enum ChannelStatus {
    ACTIVE,
    /// Messages still come in; what goes out waits until the seller has connected it again.
    TROUBLED,
    DISCONNECTED;

    /// What the seller may do now.
    List<String> next() {
        return switch (this) {
            case ACTIVE -> List.of("DISCONNECT");
            case TROUBLED -> List.of("RECONNECT", "DISCONNECT");
            case DISCONNECTED -> List.of("RECONNECT");
        };
    }
}
