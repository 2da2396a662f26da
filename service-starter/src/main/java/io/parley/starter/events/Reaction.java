package io.parley.starter.events;

/// What a listener does about an event, decided without a database. Most events ask nothing of most services:
/// [#NONE] costs no transaction and no inbox row.
@FunctionalInterface
public interface Reaction {
    /// This event asks nothing of this service.
    Reaction NONE = () -> {};

    void run();
}
