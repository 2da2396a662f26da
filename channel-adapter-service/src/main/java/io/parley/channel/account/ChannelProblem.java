package io.parley.channel.account;

/// The problems of [io.parley.events.ChannelEvent.ChannelTroubled] that this service finds out by itself.
public final class ChannelProblem {
    public static final String TOKEN_EXPIRED = "token_expired";
    public static final String SILENT = "silent";
    public static final String PERMISSION = "permission";
    public static final String SPAM_LIMITED = "spam_limited";

    private ChannelProblem() {}
}
