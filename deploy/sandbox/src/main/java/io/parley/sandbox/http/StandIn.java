package io.parley.sandbox.http;

/// A platform (or a page) the sandbox plays: it mounts its paths and keeps to itself. A new platform is one more of
/// these.
public interface StandIn {
    void mount(Router router);
}
