package io.parley.starter.events;

import io.parley.events.Topic;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The method hears the events of a topic: its one parameter is the topic's sealed interface, or one record of it.
/// It does what is to do, or answers with a [Reaction]: then the method itself only decides, outside any transaction,
/// and the reaction is run in one.
///
/// Each event is handled once per listener, in one transaction with its inbox row and everything the method writes,
/// within the event's shop. Events that come at the same time share a transaction ([SharedTransaction]), so the method
/// may be run again and touches nothing but the database. Events of one key are heard in order; different keys in
/// parallel. A failure is tried again
/// for some seconds and then set aside in the dead letters; a database that is away is waited for.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface EventListenerOn {
    Topic value();

    /// False for a method that waits for anything but its database: no transaction is open around it, and it notes in
    /// its own which events
    /// it has settled ([Inbox]).
    boolean transactional() default true;
}
