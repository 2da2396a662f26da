package io.parley.notification.delivery;

/// A mail's content, the same twice: for people who see HTML and for those who do not.
record Letter(String subject, String text, String html) {}
