package io.parley.channel.account;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a platform says of its own accord about how an account stands with it.
public sealed interface Standing {
    /// Nothing may be sent: messages wait.
    ///
    /// @param problem of [ChannelProblem]
    /// @param detail for the seller: what to do
    /// @param endsAt when it ends by itself; null when the platform, or the seller, has to end it
    record Stopped(String problem, String detail, @Nullable Instant endsAt) implements Standing {}

    /// Something to look at, while messages pass.
    ///
    /// @param problem of [ChannelProblem]
    /// @param detail for the seller: what to do
    /// @param endsAt when it is no longer shown; null when the platform will say so
    record Warned(String problem, String detail, @Nullable Instant endsAt) implements Standing {}

    /// It is no longer there, or no longer ours to use: it is disconnected.
    ///
    /// @param problem of [ChannelProblem]
    /// @param detail for the seller: why, and what to do
    record Gone(String problem, String detail) implements Standing {}

    /// These problems are over.
    record Well(Set<String> problems) implements Standing {}
}
