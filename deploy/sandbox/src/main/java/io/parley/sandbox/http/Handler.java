package io.parley.sandbox.http;

@FunctionalInterface
public interface Handler {
    Reply handle(Request request);
}
