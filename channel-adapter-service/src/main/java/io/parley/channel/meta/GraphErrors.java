package io.parley.channel.meta;

import io.parley.channel.platform.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What each of the Graph API's errors asks for. Told by code and subcode, never by its words:
/// those change and are translated.
/// <https://developers.facebook.com/docs/messenger-platform/error-codes>
final class GraphErrors {
    private static final String RECONNECT = "Connect the account again to let the assistant answer.";
    private static final String UNDELIVERABLE = "undeliverable";
    /// A person who takes no messages now; its code has been 551 and 200.
    private static final int NOT_THERE = 1545041;

    private GraphErrors() {}

    /// @param error the answer's `error`, missing when the answer was none of Graph's
    /// @param retryAfter how long the answer's headers ask to wait
    static Outcome read(int status, JsonNode error, @Nullable Duration retryAfter) {
        int code = error.path("code").asInt(-1);
        int subcode = error.path("error_subcode").asInt(0);
        String name = code < 0 ? "http_" + status : subcode == 0 ? "" + code : code + "/" + subcode;
        if (code < 0) {
            return switch (status) {
                case 401 -> tokenExpired(name);
                case 429 -> new Outcome.TooMany(name, retryAfter);
                case 408, 425 -> new Outcome.Passing(name, retryAfter);
                default ->
                    status >= 500 ? new Outcome.Passing(name, retryAfter) : new Outcome.Refused(name, UNDELIVERABLE);
            };
        }
        return switch (code) {
            case 190, 102, 104, 463, 467, 2500 -> tokenExpired(name);
            case 10 ->
                switch (subcode) {
                    // the last: the app may not use the tag that would have opened it
                    case 2018278, 2018065, 2534022, 2534044 -> new Outcome.Closed(name);
                    case 1893063 ->
                        new Outcome.Troubled(
                                name,
                                "policy_block",
                                "The platform has restricted this page; see its Support Inbox, then connect it again.",
                                false);
                    // they have closed the thread, or left
                    case 2018108 -> new Outcome.Refused(name, "blocked");
                    // another app has the thread
                    case 2018300, 2534037 -> new Outcome.Refused(name, UNDELIVERABLE);
                    default -> permission(name);
                };
            case 3 -> permission(name);
            case 368 ->
                new Outcome.Troubled(
                        name,
                        "policy_block",
                        "The platform has stopped this account for breaking its rules; see its Support Inbox, then"
                                + " connect it again.",
                        false,
                        true);
            case 551 -> new Outcome.Refused(name, "blocked");
            case 100 ->
                switch (subcode) {
                    // what is asked for is not there for this token, which may be another account's
                    case 33 ->
                        new Outcome.Troubled(
                                name,
                                "permission",
                                "This access no longer reaches the account; it may be another page's, or the right to it"
                                        + " was taken away. " + RECONNECT,
                                true);
                    // the app may not use the tag that opens a window longer
                    case 2018276 -> new Outcome.Closed(name);
                    default -> new Outcome.Refused(name, UNDELIVERABLE);
                };
            // the app's, the account's and the page's own limits: everything it sends counts
            case 4, 17, 32, 341, 613, 80001, 80002, 80006 -> new Outcome.TooMany(name, retryAfter);
            case 1, 2, 1200 -> new Outcome.Passing(name, retryAfter);
            default -> {
                if (subcode == NOT_THERE) {
                    yield new Outcome.Refused(name, "blocked");
                }
                if (code >= 200 && code <= 299) {
                    yield permission(name);
                }
                if (status == 429) {
                    yield new Outcome.TooMany(name, retryAfter);
                }
                yield status >= 500 || error.path("is_transient").asBoolean(false)
                        ? new Outcome.Passing(name, retryAfter)
                        : new Outcome.Refused(name, UNDELIVERABLE);
            }
        };
    }

    static Outcome tokenExpired(String code) {
        return new Outcome.Troubled(code, "token_expired", "The account's access has ended. " + RECONNECT, false);
    }

    private static Outcome permission(String code) {
        return new Outcome.Troubled(code, "permission", "A permission to send messages is missing. " + RECONNECT, true);
    }
}
