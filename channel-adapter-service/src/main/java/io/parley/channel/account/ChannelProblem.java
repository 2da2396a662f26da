package io.parley.channel.account;

import java.util.Set;

/// The problems of [io.parley.events.ChannelEvent.ChannelTroubled] that this service finds out, or is told.
public final class ChannelProblem {
    public static final String TOKEN_EXPIRED = "token_expired";
    public static final String SILENT = "silent";
    public static final String PERMISSION = "permission";
    public static final String SPAM_LIMITED = "spam_limited";
    public static final String POLICY_BLOCK = "policy_block";
    /// Will be blocked on a day that is set.
    public static final String DISABLE_SCHEDULED = "disable_scheduled";
    public static final String VIOLATION = "violation";
    /// May not even answer.
    public static final String RESTRICTED = "restricted";
    /// May answer, and not write first.
    public static final String STARTS_RESTRICTED = "starts_restricted";
    public static final String LOW_QUALITY = "low_quality";
    public static final String REVIEW_REJECTED = "review_rejected";
    public static final String REVIEW_PENDING = "review_pending";
    /// The platform asks for something in words of its own.
    public static final String ACCOUNT_ALERT = "account_alert";

    /// The platform has the account no more.
    public static final String ACCOUNT_DELETED = "account_deleted";
    /// Its owner has taken it out of our hands, at the platform.
    public static final String ACCESS_REMOVED = "access_removed";

    /// What stops an account by the platform's judgement: its newest word on that holds.
    static final Set<String> PLATFORMS_OWN = Set.of(POLICY_BLOCK, RESTRICTED, REVIEW_REJECTED);

    private ChannelProblem() {}
}
