package io.parley.channel.platform;

import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One way of reaching people. A new platform is one package: an implementation of this, which is found by being there,
/// and a webhook controller that reads the platform's bodies into findings for
/// [io.parley.channel.intake.Intake]. `telegram` is the one to copy.
///
/// What is asked with a [Platform] is asked of an adapter for the platforms of its [#forms()] only.
public interface PlatformAdapter {
    /// The [#house()] of Messenger, Instagram and WhatsApp.
    String META = "meta";

    /// The kinds of account it speaks for, and what connecting one takes.
    List<ConnectForm> forms();

    /// Whose platform it is: who blocks a shop for breaking its rules blocks it on all that are its own.
    default String house() {
        return forms().getFirst().way();
    }

    /// The messages a reply takes on this platform, in order, each within its limits; empty when there is nothing in it
    /// that the platform can show. What the platform cannot show as it is goes as plain text.
    List<Part> parts(ReplyRequested reply);

    /// Sends one part. Never throws for what the platform or the network does.
    Outcome send(Account from, Outgoing message);

    /// What sending a part uses up. Kept by the caller, across replicas.
    default List<Limit> limits(Platform platform, Part part) {
        return List.of();
    }

    /// How long a person may be written to; empty when always.
    default Optional<Window> window(Platform platform) {
        return Optional.empty();
    }

    default Echoes echoes(Platform platform) {
        return Echoes.NONE;
    }

    /// Looks whether a part of unknown fate has arrived, before it is sent again.
    ///
    /// @param since when it was first tried
    default Looked look(Account from, Outgoing message, Instant since) {
        return new Looked.Unknown();
    }

    /// Seems to type. Best effort: a failure is nobody's concern, as with [#seen].
    ///
    /// @param lastMessageId the person's newest message, where one is known
    default void typing(Account from, String personId, @Nullable String lastMessageId) {}

    /// Shows the person that their message was read.
    default void seen(Account from, String personId, String messageId) {}

    /// The number behind a person, E.164, where the platform knows people by numbers. Within the shop.
    default Optional<String> phone(UUID channelId, String personId) {
        return Optional.empty();
    }

    /// How the platform introduces a person; empty when it does not (now).
    default Optional<Profile> profile(Account of, String personId) {
        return Optional.empty();
    }
}
