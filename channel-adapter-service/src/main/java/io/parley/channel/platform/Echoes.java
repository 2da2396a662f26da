package io.parley.channel.platform;

/// Whether what we send comes back to us.
public enum Echoes {
    /// With our mark: a message of unknown fate is settled for certain.
    MARKED,
    /// With the platform's id and the words.
    PLAIN,
    NONE
}
