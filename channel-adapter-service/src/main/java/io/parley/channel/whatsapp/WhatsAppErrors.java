package io.parley.channel.whatsapp;

import io.parley.channel.platform.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What each of the Cloud API's errors asks for, whether it is the answer to a call or comes
/// later with a status. Told by number, never by words.
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes>
final class WhatsAppErrors {
    private static final Duration PAIR_WAIT = Duration.ofSeconds(6);
    private static final Duration SPAM_WAIT = Duration.ofMinutes(1);
    private static final String AGAIN = " Then connect the number again.";

    private WhatsAppErrors() {}

    /// @param error missing when the answer was none of the platform's
    /// @param retryAfter from the header of that name
    static Outcome read(int status, JsonNode error, @Nullable Duration retryAfter) {
        int code = error.path("code").asInt(-1);
        int subcode = error.path("error_subcode").asInt(0);
        String name = code < 0 ? "http_" + status : subcode == 0 ? "" + code : code + "/" + subcode;
        if (code < 0) {
            return switch (status) {
                case 401 -> tokenExpired(name);
                case 408, 425 -> new Outcome.Passing(name, retryAfter);
                case 429 -> new Outcome.TooMany(name, retryAfter);
                default ->
                    status >= 500 ? new Outcome.Passing(name, retryAfter) : new Outcome.Refused(name, "undeliverable");
            };
        }
        return switch (code) {
            case 0, 190, 102, 104, 463, 467 -> tokenExpired(name);
            case 3, 10, 131005 -> permission(name);
            case 100 ->
                subcode == 33
                        ? new Outcome.Troubled(
                                name,
                                "permission",
                                "This access token does not reach this number; it may be another business's. Connect the"
                                        + " number again with its own.",
                                true)
                        : new Outcome.Refused(name, "undeliverable");
            // the business, then the account
            case 368, 131031 ->
                new Outcome.Troubled(
                        name,
                        "policy_block",
                        "WhatsApp has locked this account for breaking its rules; see Business Support Home." + AGAIN,
                        false,
                        code == 368);
            case 131042 ->
                new Outcome.Troubled(
                        name,
                        "payment",
                        "WhatsApp wants a valid payment method: add one in WhatsApp Manager under Billing." + AGAIN,
                        true);
            case 33 ->
                new Outcome.Troubled(
                        name,
                        "permission",
                        "The number is no longer in its WhatsApp account; add it in WhatsApp Manager." + AGAIN,
                        true);
            case 131037 ->
                new Outcome.Troubled(
                        name,
                        "permission",
                        "The number's display name is not approved yet; see WhatsApp Manager." + AGAIN,
                        true);
            case 131045, 133010, 133006, 133015 ->
                new Outcome.Troubled(
                        name,
                        "permission",
                        "The number is not registered for the Cloud API; register it in WhatsApp Manager." + AGAIN,
                        true);
            case 131047, 470 -> new Outcome.Closed(name);
            // for its sake only
            case 131056 -> new Outcome.Passing(name, retryAfter == null ? PAIR_WAIT : retryAfter);
            case 130429, 80007, 4, 80008, 613 -> new Outcome.TooMany(name, retryAfter);
            case 131048, 471 -> new Outcome.Spam(name, retryAfter == null ? SPAM_WAIT : retryAfter);
            case 131050 -> new Outcome.Unwanted(name);
            case 131049 -> new Outcome.Enough(name);
            // an experiment of the platform's; a country's rules
            case 130472, 130497 -> new Outcome.Refused(name, "policy");
            case 132007, 132015, 132016, 132068 -> new Outcome.Refused(name, "policy");
            case 132000, 132001, 132005, 132012, 132018 -> new Outcome.Refused(name, "undeliverable");
            case 131026 -> new Outcome.Unreachable(name);
            case 131021, 131030, 131051, 131008, 131009, 131055, 135000 -> new Outcome.Refused(name, "undeliverable");
            case 1, 2, 131000, 131016, 131052, 131053, 131057, 132069, 133004 -> new Outcome.Passing(name, retryAfter);
            default -> {
                if (code >= 200 && code <= 299) {
                    yield permission(name);
                }
                if (status == 429) {
                    yield new Outcome.TooMany(name, retryAfter);
                }
                yield status >= 500 || error.path("is_transient").asBoolean(false)
                        ? new Outcome.Passing(name, retryAfter)
                        : new Outcome.Refused(name, "undeliverable");
            }
        };
    }

    static Outcome tokenExpired(String code) {
        return new Outcome.Troubled(
                code,
                "token_expired",
                "The number's access has ended. Connect it again to let the assistant answer.",
                false);
    }

    private static Outcome permission(String code) {
        return new Outcome.Troubled(
                code,
                "permission",
                "The permission whatsapp_business_messaging is missing. Connect the number again and grant it.",
                true);
    }
}
