package io.parley.channel.telegram;

import io.parley.channel.platform.Outcome;

/// What an error asks for. Telegram has no numbers of its own beside the HTTP status; its words
/// change. <https://core.telegram.org/bots/api#responseparameters>
final class BotErrors {
    private BotErrors() {}

    static Outcome read(BotApi.Answer answer) {
        int status = answer.status();
        String code = "" + status;
        return switch (status) {
            // taken in, and no message in the answer
            case 200 -> new Outcome.Unsure("answer_without_id");
            // a token that is none of any bot's is "not found"
            case 401, 404 -> tokenRefused(code);
            // blocked by the user, deactivated, never started
            case 403 -> new Outcome.Refused(code, "blocked");
            case 408, 409 -> new Outcome.Passing(code, answer.retryAfter());
            case 429 -> new Outcome.TooMany(code, answer.retryAfter());
            default ->
                status >= 500
                        ? new Outcome.Passing(code, answer.retryAfter())
                        // chat not found, nothing to send
                        : new Outcome.Refused(code, "undeliverable");
        };
    }

    static Outcome tokenRefused(String code) {
        return new Outcome.Troubled(
                code,
                "token_expired",
                "Telegram no longer takes this bot's token. Ask @BotFather for the current one (/token), then connect"
                        + " the bot again.",
                false);
    }
}
