package io.parley.notification.delivery;

/// Whose letters these are.
///
/// @param locale BCP 47 tag
/// @param timeZone IANA name
record Shop(String name, String ownerEmail, String locale, String timeZone) {}
