package io.parley.channel.platform;

/// A part on its way to a person.
///
/// @param mark ours, told to the platform where it gives it back with the echo
/// @param humanAgent a person wrote it, and the platform is to be told so, since its ordinary window is closed
public record Outgoing(String personId, Part part, String mark, boolean humanAgent) {}
