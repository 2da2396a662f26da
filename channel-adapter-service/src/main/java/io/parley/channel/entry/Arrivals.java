package io.parley.channel.entry;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.account.Connection;
import io.parley.events.Contact;
import io.parley.events.InboundEvent;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Knows people who come by one of the shop's codes, and notes that they did: by the platform's
/// referral, or by the code in what they write.
///
/// A message in which nothing looks like a code costs no look at the database.
@Component
public class Arrivals {
    private static final String BY_CODE = "code";

    private final JdbcClient jdbc;

    Arrivals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Known(
            UUID id, String code, String title, @Nullable UUID productId) {}

    /// The event as the others shall hear it: what the code stands for is in its referral, and no
    /// longer in its text. The same event, when it has no code of this shop's. In the caller's
    /// transaction, which must be the one that tells the event.
    ///
    /// @param at when the person turned to the shop
    public InboundEvent recognised(Connection channel, InboundEvent event, Instant at) {
        return switch (event) {
            case MessageReceived message ->
                known(channel, message.contact(), message.referral(), message.text(), at)
                        .<InboundEvent>map(it -> new MessageReceived(
                                message.contact(),
                                message.sentAt(),
                                message.messageId(),
                                message.text() == null ? null : Codes.without(message.text(), it.code),
                                message.attachments(),
                                message.payload(),
                                message.replyTo(),
                                filled(message.referral(), it),
                                message.late(),
                                message.items(),
                                message.forwarded()))
                        .orElse(event);
            case PostbackReceived postback ->
                known(channel, postback.contact(), postback.referral(), null, at)
                        .<InboundEvent>map(it -> new PostbackReceived(
                                postback.contact(),
                                postback.sentAt(),
                                postback.messageId(),
                                postback.title(),
                                postback.payload(),
                                filled(postback.referral(), it)))
                        .orElse(event);
            case ReferralReceived came ->
                known(channel, came.contact(), came.referral(), null, at)
                        .<InboundEvent>map(
                                it -> new ReferralReceived(came.contact(), came.sentAt(), filled(came.referral(), it)))
                        .orElse(event);
            case InboundEvent.ReactionReceived _,
                    InboundEvent.MessageEdited _,
                    InboundEvent.MessageDeleted _,
                    InboundEvent.EchoReceived _,
                    InboundEvent.CommentReceived _ -> event;
        };
    }

    private static Referral filled(@Nullable Referral referral, Known known) {
        if (referral == null) {
            return new Referral(BY_CODE, known.code, null, null, known.title, known.productId);
        }
        boolean open = referral.shopProductId() == null;
        return new Referral(
                referral.source(),
                referral.ref() == null || Codes.read(referral.ref()).isPresent() ? known.code : referral.ref(),
                referral.adId(),
                referral.productId(),
                open || referral.title() == null ? known.title : referral.title(),
                open ? known.productId : referral.shopProductId());
    }

    private Optional<Known> known(
            Connection channel, Contact contact, @Nullable Referral referral, @Nullable String text, Instant at) {
        Set<String> codes = new LinkedHashSet<>();
        if (referral != null) {
            Codes.read(referral.ref()).ifPresent(codes::add);
        }
        codes.addAll(Codes.in(text));
        if (codes.isEmpty()) {
            return Optional.empty();
        }
        List<Known> found = jdbc.sql("""
                        select e.id, e.code, coalesce(p.name, e.name) as title, e.product_id from entry_point e
                        left join product_copy p on p.shop_id = e.shop_id and p.product_id = e.product_id
                        where e.shop_id = ? and e.code = any (?)""")
                .params(channel.shopId(), codes.toArray(String[]::new))
                .query((row, n) -> new Known(
                        row.getObject("id", UUID.class),
                        row.getString("code"),
                        row.getString("title"),
                        row.getObject("product_id", UUID.class)))
                .list();
        // the first one named
        Optional<Known> first = codes.stream()
                .flatMap(code -> found.stream().filter(it -> it.code.equals(code)))
                .findFirst();
        first.ifPresent(it -> note(channel, contact.conversationKey(), it, at));
        return first;
    }

    private void note(Connection channel, String conversationKey, Known known, Instant at) {
        OffsetDateTime when = at(at);
        jdbc.sql("""
                        with came as (
                          insert into entry_arrival (shop_id, conversation_key, arrived_at, entry_point_id, platform)
                          values (:shop, :key, :at, :id, :platform) on conflict do nothing)
                        insert into entry_conversation (shop_id, entry_point_id, conversation_key, platform, first_at)
                        values (:shop, :id, :key, :platform, :at) on conflict do nothing""")
                .param("shop", channel.shopId())
                .param("key", conversationKey)
                .param("at", when)
                .param("id", known.id)
                .param("platform", channel.platform().name())
                .update();
    }
}
