package io.parley.channel.platform;

/// What asking the platform for a message of unknown fate has shown.
public sealed interface Looked {
    /// The person has it.
    record Found(String platformMessageId) implements Looked {}

    /// It never arrived: it may be sent again.
    record Absent() implements Looked {}

    /// The platform has no such question, or did not answer it.
    record Unknown() implements Looked {}
}
