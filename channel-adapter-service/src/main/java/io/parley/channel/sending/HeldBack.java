package io.parley.channel.sending;

import io.parley.channel.account.Connection;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// What a closed messaging window held back, and lets out when the person writes again: in its old
/// order, before whatever is said anew, and only while it is still worth saying
/// (`outbound_message.worth_until`). Until then the seller sees it among what failed.
///
/// It is let out by the statement that keeps the person's message, so once, and if and only if that is
/// kept.
@Component
public class HeldBack {
    /// To stand in the statement; wants `heard` people as `(shop_id, channel_id, thread_of, heard_at)`
    /// of a table expression `whose`, and takes two parameters: now, and since when somebody must
    /// have written for a window to be open.
    public static final String LET_OUT = """
            update outbound_message m set status = 'QUEUED', attempts = 0, next_attempt_at = given.at,
              retried_at = given.at, failure = null, last_error = null, ended_at = null, lease_owner = null,
              lease_until = null, place_for = -1, unsure = false
            from (select distinct w.shop_id, w.channel_id, w.thread_of, ?::timestamptz as at from whose w
                  where w.kind in ('MESSAGE', 'POSTBACK', 'REFERRAL', 'REACTION') and w.person_id is not null
                    and w.heard_at > ?) given
            where m.shop_id = given.shop_id and m.channel_id = given.channel_id and m.person_id = given.thread_of
              and m.status = 'FAILED' and m.failure = 'window_closed' and m.worth_until > given.at
              and m.parts_sent < jsonb_array_length(m.parts)
            returning m.channel_id, m.person_id""";

    private final ApplicationEventPublisher spring;

    HeldBack(ApplicationEventPublisher spring) {
        this.spring = spring;
    }

    /// Sends what was let out, once the transaction has ended.
    public void send(Connection channel, String conversationKey) {
        spring.publishEvent(new ConversationLanes.Ready(channel.shopId(), channel.channelId(), conversationKey));
    }
}
