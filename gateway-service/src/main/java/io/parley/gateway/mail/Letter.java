package io.parley.gateway.mail;

/// An e-mail in plain text.
///
/// @param to one address
public record Letter(String to, String subject, String text) {}
