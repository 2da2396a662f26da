package io.parley.channel.meta;

import static io.parley.channel.account.ChannelProblem.POLICY_BLOCK;
import static io.parley.channel.account.ChannelProblem.VIOLATION;

import io.parley.channel.account.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What Messenger says of a page that breaks its rules.
/// <https://developers.facebook.com/docs/messenger-platform/reference/webhook-events/messaging_policy_enforcement>
final class PolicyEnforcement {
    /// A warning is never taken back.
    private static final Duration SHOWN = Duration.ofDays(7);

    private static final String REVIEW = " See the page's Support Inbox, and ask for a review there if it is wrong.";

    private PolicyEnforcement() {}

    /// @return null when an event says nothing of that
    static @Nullable Standing of(JsonNode event, Instant now) {
        JsonNode told = event.path(event.has("policy_enforcement") ? "policy_enforcement" : "policy-enforcement");
        String action = Objects.requireNonNullElse(Fields.word(told.path("action")), "");
        String reason =
                Objects.requireNonNullElse(Fields.word(told.path("reason")), "").strip();
        String because = reason.isEmpty() ? "." : ": " + reason.replaceFirst("\\.$", "") + ".";
        return switch (action.toLowerCase(Locale.ROOT)) {
            case "block" ->
                new Standing.Stopped(
                        POLICY_BLOCK,
                        "The platform has stopped this page for breaking its rules" + because
                                + " Messages wait until it is let go." + REVIEW,
                        null);
            case "unblock" -> new Standing.Well(Set.of(POLICY_BLOCK));
            case "warning" ->
                new Standing.Warned(
                        VIOLATION,
                        "The platform says that this page has broken its rules" + because + REVIEW,
                        now.plus(SHOWN));
            default -> null;
        };
    }
}
