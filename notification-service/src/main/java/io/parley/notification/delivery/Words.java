package io.parley.notification.delivery;

/// Codes, as people say them.
final class Words {
    private Words() {}

    static String handoff(String reason) {
        return switch (reason) {
            case "medical_question" -> "a health question for you";
            case "custom_request" -> "a special request";
            case "complaint" -> "a complaint";
            case "not_understood" -> "the assistant did not understand";
            case "human_request" -> "asked for a person";
            case "closed_hours" -> "wrote outside your opening hours";
            case "under_age" -> "a child has written: a parent's consent is needed";
            case "order_changed" -> "has changed or cancelled an order";
            default -> plain(reason);
        };
    }

    static String unsent(String reason) {
        return switch (reason) {
            case "window_closed" ->
                "The customer wrote too long ago, and the platform lets nobody write to them now. It goes out when they"
                        + " write again.";
            case "undeliverable" ->
                "The platform could not deliver it. Send it again from the conversation, or reach them another way.";
            default -> plain(reason);
        };
    }

    static String channel(String problem) {
        return switch (problem) {
            case "token_expired" -> "The permission to read and send messages has expired. Connect the account again.";
            case "permission" -> "A permission is missing. Connect the account again and allow messages.";
            case "policy_block" -> "The platform has blocked sending because of its policies. Check the account there.";
            case "silent" -> "Nothing has arrived for an unusually long time. Check the account's message settings.";
            case "rate_limited" -> "The platform limits how much can be sent; replies may be late.";
            case "spam_limited" ->
                "The platform limits this number, since people have blocked or reported it. Advertisements are stopped"
                        + " for a day; who writes is answered.";
            case "payment" -> "The platform wants a payment method before it delivers more. Add one there.";
            case "disable_scheduled" ->
                "The platform is going to disable this account for breaking its rules. Ask for a review there now.";
            case "violation" ->
                "The platform says that this account has broken its rules. See which, and ask for a review there if it"
                        + " is wrong.";
            case "restricted" ->
                "The platform does not let this account answer for now. Messages wait until it does; ask for a review"
                        + " there if it is wrong.";
            case "starts_restricted" ->
                "The platform does not let this account write first for now; who writes is answered.";
            case "low_quality" ->
                "People block or report this number, and the platform rates it low. Write first only to those who want"
                        + " it; who writes is answered.";
            case "review_rejected" ->
                "The platform has reviewed this account and rejected it. Messages wait; ask for a review there.";
            case "review_pending" ->
                "The platform is reviewing this account. See there whether it asks you for something.";
            case "account_alert" -> "The platform asks you for something. See there what it is.";
            case "account_deleted" ->
                "The platform has this account no more. If it lives on under another name there, connect that one.";
            case "access_removed" ->
                "The platform says that the access to this account was taken back in its settings there. If that was"
                        + " not meant, connect it again.";
            default -> plain(problem);
        };
    }

    /// A code this version does not know.
    private static String plain(String code) {
        return code.replace('_', ' ');
    }
}
