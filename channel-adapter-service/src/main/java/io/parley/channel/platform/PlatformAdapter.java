package io.parley.channel.platform;

import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One way of reaching people. A new platform is one package: an implementation of this, and a webhook controller
/// that
/// reads the platform's bodies into findings for [io.parley.channel.intake.Intake].
public interface PlatformAdapter {
    Set<Platform> platforms();

    /// The messages a reply takes on this platform, in order, each within its limits; empty when there is nothing
    /// in it
    /// that the platform can show.
    List<Part> parts(ReplyRequested reply);

    /// Sends one part. Never throws for what the platform or the network does.
    ///
    /// @param mark comes back with the platform's echo of the message, where it has echoes
    Outcome send(Account from, String personId, Part part, String mark);

    /// Seems to type. Best effort: a failure is nobody's concern.
    void typing(Account from, String personId);

    /// How the platform introduces a person; empty when it does not (now).
    Optional<Profile> profile(Account of, String personId);
}
