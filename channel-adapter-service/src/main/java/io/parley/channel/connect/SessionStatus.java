package io.parley.channel.connect;

/// How far the seller has come.
enum SessionStatus {
    /// Sent to the platform; not back yet.
    ASKED,
    /// Back; being looked at.
    ANSWERED,
    /// More than one account could be connected.
    CHOOSING,
    CONNECTED,
    FAILED
}
