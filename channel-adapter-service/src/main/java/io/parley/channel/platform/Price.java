package io.parley.channel.platform;

/// What the platform says that a message of ours is charged as.
///
/// @param category in the platform's words, for instance `marketing`, `utility`, `service`, `sms`
/// @param model how it charges, for instance `PMP` (per message), `CBP` (per conversation)
/// @param billable false when it is free
public record Price(String category, String model, boolean billable) {
    private static final int WORD_MAX = 40;

    public Price {
        category = word(category);
        model = word(model);
    }

    /// Words only: they become labels of a metric, so not everything that comes in may.
    private static String word(String given) {
        return given.length() <= WORD_MAX && given.matches("[A-Za-z0-9_]+") ? given : "other";
    }
}
