package io.parley.channel.whatsapp;

import static io.parley.channel.account.ChannelProblem.ACCESS_REMOVED;
import static io.parley.channel.account.ChannelProblem.ACCOUNT_ALERT;
import static io.parley.channel.account.ChannelProblem.ACCOUNT_DELETED;
import static io.parley.channel.account.ChannelProblem.DISABLE_SCHEDULED;
import static io.parley.channel.account.ChannelProblem.LOW_QUALITY;
import static io.parley.channel.account.ChannelProblem.PERMISSION;
import static io.parley.channel.account.ChannelProblem.POLICY_BLOCK;
import static io.parley.channel.account.ChannelProblem.RESTRICTED;
import static io.parley.channel.account.ChannelProblem.REVIEW_PENDING;
import static io.parley.channel.account.ChannelProblem.REVIEW_REJECTED;
import static io.parley.channel.account.ChannelProblem.STARTS_RESTRICTED;
import static io.parley.channel.account.ChannelProblem.VIOLATION;

import io.parley.channel.account.Standing;
import io.parley.channel.meta.Fields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What WhatsApp's news of an account say of how it stands. What only changes prices, other partners or higher limits
/// says nothing of that.
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/account_update>
final class WhatsAppStanding {
    /// What the platform never takes back is shown for so long.
    private static final Duration SHOWN = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofDays(3650);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final String REVIEW =
            " See Business Support Home at Meta, and ask for a review there if it is wrong.";

    private WhatsAppStanding() {}

    /// @param value of the change
    /// @param appId ours at Meta; empty where there is none
    /// @return null when it says nothing of that
    static @Nullable Standing of(String field, JsonNode value, String appId, Instant now) {
        return switch (field) {
            case "account_update" -> account(value, appId, now);
            case "account_review_update" -> review(value);
            case "account_alerts" -> alert(value, now);
            case "phone_number_quality_update" -> quality(value, now);
            default -> null;
        };
    }

    /// Whether it is about one number and not the whole account.
    static boolean namesNumber(JsonNode value) {
        return digits(value) != null || phoneNumberId(value) != null;
    }

    static @Nullable String digits(JsonNode value) {
        @Nullable String shown = Fields.word(value.path("display_phone_number"));
        String digits = shown == null ? "" : shown.replaceAll("\\D", "");
        return digits.isEmpty() ? null : digits;
    }

    static @Nullable String phoneNumberId(JsonNode value) {
        return says(value, "entity_type", "PHONE_NUMBER") ? Fields.id(value.path("entity_id")) : null;
    }

    /// The business account that news of partners are about, which come under the id of its owner as well.
    static @Nullable String businessAccount(JsonNode value) {
        return Fields.id(value.path("waba_info").path("waba_id"));
    }

    private static @Nullable Standing account(JsonNode value, String appId, Instant now) {
        JsonNode ban = value.path("ban_info");
        return switch (word(ban, "waba_ban_state")) {
            case "DISABLE" ->
                new Standing.Stopped(
                        POLICY_BLOCK,
                        "WhatsApp has disabled this account for breaking its rules. Messages wait until it is"
                                + " reinstated." + REVIEW,
                        null);
            case "SCHEDULE_FOR_DISABLE" ->
                new Standing.Warned(
                        DISABLE_SCHEDULED,
                        "WhatsApp is going to disable this account for breaking its rules"
                                + (word(ban, "waba_ban_date").isEmpty() ? "" : ": " + word(ban, "waba_ban_date")) + "."
                                + REVIEW,
                        null);
            case "REINSTATE" -> new Standing.Well(Set.of(POLICY_BLOCK, DISABLE_SCHEDULED));
            default ->
                switch (word(value, "event")) {
                    case "ACCOUNT_VIOLATION" ->
                        new Standing.Warned(
                                VIOLATION,
                                "WhatsApp says that this account has broken its rules ("
                                        + word(value.path("violation_info"), "violation_type")
                                        + "); more of it is followed by restrictions." + REVIEW,
                                now.plus(SHOWN));
                    case "ACCOUNT_RESTRICTION" -> restriction(value.path("restriction_info"), now);
                    case "ACCOUNT_DELETED" ->
                        new Standing.Gone(
                                ACCOUNT_DELETED,
                                "This WhatsApp Business account has been deleted at WhatsApp. If the number lives on in"
                                        + " another account, connect it from there.");
                    case "PARTNER_REMOVED" -> accessRemoved();
                    case "PARTNER_APP_UNINSTALLED" -> isOurs(value, appId) ? accessRemoved() : null;
                    case "ACCOUNT_OFFBOARDED" ->
                        new Standing.Stopped(
                                PERMISSION,
                                "WhatsApp has ended the link between this number's phone and Parley. Connect the"
                                        + " number again.",
                                null);
                    case "ACCOUNT_RECONNECTED" -> new Standing.Well(Set.of(PERMISSION));
                    default -> null;
                };
        };
    }

    /// One without an app's id is told to the app that it is about.
    private static boolean isOurs(JsonNode value, String appId) {
        String app = word(value.path("waba_info"), "partner_app_id");
        return app.isEmpty() || app.equals(appId);
    }

    private static Standing accessRemoved() {
        return new Standing.Gone(
                ACCESS_REMOVED,
                "The access to this WhatsApp account has been taken back in its settings at WhatsApp. If that was not"
                        + " meant, connect it again.");
    }

    /// The gravest of several. Whether numbers may be added, or calls made, is no matter of messages.
    private static @Nullable Standing restriction(JsonNode all, Instant now) {
        List<JsonNode> answers = of(all, "RESTRICTED_CUSTOMER_INITIATED_MESSAGING", now);
        if (!answers.isEmpty()) {
            @Nullable Instant until = until(answers, now);
            return new Standing.Stopped(
                    RESTRICTED,
                    "WhatsApp does not let this account answer" + until(until) + ". Messages wait." + remedy(answers)
                            + REVIEW,
                    until);
        }
        List<JsonNode> starts = of(all, "RESTRICTED_BIZ_INITIATED_MESSAGING", now);
        if (starts.isEmpty()) {
            return null;
        }
        @Nullable Instant until = until(starts, now);
        return new Standing.Warned(
                STARTS_RESTRICTED,
                "WhatsApp does not let this account write first" + until(until) + "; who writes is answered."
                        + remedy(starts) + REVIEW,
                until);
    }

    private static List<JsonNode> of(JsonNode all, String type, Instant now) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode one : all.isArray() ? all : List.of(all)) {
            @Nullable Instant until = expiration(one, now);
            if (says(one, "restriction_type", type) && (until == null || until.isAfter(now))) {
                found.add(one);
            }
        }
        return found;
    }

    private static @Nullable Instant expiration(JsonNode restriction, Instant now) {
        return Fields.time(restriction.path("expiration"), now.plus(LONGEST));
    }

    /// The last of them; null when one has no end.
    private static @Nullable Instant until(List<JsonNode> restrictions, Instant now) {
        Instant last = now;
        for (JsonNode restriction : restrictions) {
            @Nullable Instant until = expiration(restriction, now);
            if (until == null) {
                return null;
            }
            last = until.isAfter(last) ? until : last;
        }
        return last;
    }

    private static String until(@Nullable Instant until) {
        return until == null ? "" : " until " + DAY.format(until);
    }

    private static String remedy(List<JsonNode> restrictions) {
        String remedy = word(restrictions.getFirst(), "remediation");
        return remedy.isEmpty() ? "" : " " + remedy;
    }

    private static @Nullable Standing review(JsonNode value) {
        return switch (word(value, "decision")) {
            case "APPROVED" -> new Standing.Well(Set.of(REVIEW_REJECTED, REVIEW_PENDING));
            case "REJECTED" ->
                new Standing.Stopped(
                        REVIEW_REJECTED,
                        "WhatsApp has reviewed this account and rejected it. Messages wait until it is approved."
                                + REVIEW,
                        null);
            // what cannot be sent meanwhile is said message by message
            case "PENDING", "DEFERRED" ->
                new Standing.Warned(
                        REVIEW_PENDING,
                        "WhatsApp is reviewing this account and may not let it send before that is done. See whether"
                                + " Business Support Home at Meta asks you for something.",
                        null);
            default -> null;
        };
    }

    /// In words of the platform's, which say what to do.
    private static @Nullable Standing alert(JsonNode value, Instant now) {
        JsonNode alert = value.has("alert_info") ? value.path("alert_info") : value;
        if (word(alert, "alert_status").equals("NONE")) {
            return new Standing.Well(Set.of(ACCOUNT_ALERT));
        }
        String words = word(alert, "alert_description");
        return switch (word(alert, "alert_severity")) {
            case "CRITICAL", "WARNING" ->
                new Standing.Warned(
                        ACCOUNT_ALERT,
                        words.isEmpty()
                                ? word(alert, "alert_type")
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' ')
                                : words,
                        now.plus(SHOWN));
            default -> null;
        };
    }

    private static @Nullable Standing quality(JsonNode value, Instant now) {
        return switch (word(value, "event")) {
            case "FLAGGED" ->
                new Standing.Warned(
                        LOW_QUALITY,
                        "People block or report this number, and WhatsApp rates it low. Write first only to those who"
                                + " want it: else WhatsApp lowers how many people it may write to in a day"
                                + limit(value, ", now ") + ".",
                        null);
            case "DOWNGRADE" ->
                new Standing.Warned(
                        LOW_QUALITY,
                        "People have blocked or reported this number, and WhatsApp has lowered how many people it may"
                                + " write to in a day" + limit(value, ", to ")
                                + ". Write first only to those who want it; who writes is answered.",
                        now.plus(SHOWN));
            case "UNFLAGGED", "UPGRADE", "THROUGHPUT_UPGRADE" -> new Standing.Well(Set.of(LOW_QUALITY));
            default -> null;
        };
    }

    /// `TIER_2K`, as people say it.
    private static String limit(JsonNode value, String before) {
        String tier = Objects.requireNonNullElse(
                Fields.word(value.path("max_daily_conversations_per_business")), word(value, "current_limit"));
        return tier.matches("TIER_\\d+K?") ? before + tier.substring("TIER_".length()) : "";
    }

    private static boolean says(JsonNode node, String field, String word) {
        return word(node, field).equals(word);
    }

    private static String word(JsonNode node, String field) {
        return Objects.requireNonNullElse(Fields.word(node.path(field)), "");
    }
}
