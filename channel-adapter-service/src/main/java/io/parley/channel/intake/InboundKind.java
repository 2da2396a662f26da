package io.parley.channel.intake;

/// What is kept of a platform's event.
public enum InboundKind {
    MESSAGE,
    POSTBACK,
    REFERRAL,
    REACTION,
    EDIT,
    DELETION,
    ECHO,
    /// Our own message, coming back.
    OWN_ECHO,
    COMMENT,
    DELIVERED,
    READ,
    /// Our own message did not arrive after all.
    FAILED,
    /// Read, and of no use to us.
    NOT_FOR_US,
    NOT_UNDERSTOOD
}
