package io.parley.channel.intake;

import static io.parley.starter.Timestamps.at;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.channel.account.Connection;
import io.parley.channel.account.Standing;
import io.parley.channel.account.TroubleChannel;
import io.parley.channel.entry.Arrivals;
import io.parley.channel.intake.InboundEvents.Named;
import io.parley.channel.intake.InboundRow.Ref;
import io.parley.channel.sending.HeldBack;
import io.parley.channel.sending.MarketingWishes;
import io.parley.channel.sending.OwnMessages;
import io.parley.channel.sending.PricedMessages;
import io.parley.events.Contact;
import io.parley.events.Event;
import io.parley.events.InboundEvent;
import io.parley.events.InboundEvent.CommentReceived;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Tells what is new in a body: the event that others hear, and what is to be done beside it. In the transaction that
/// keeps it.
@Component
class Telling {
    private static final String CAME_BY_AD = "ad";

    private final JdbcTemplate jdbc;
    private final Outbox outbox;
    private final HeldBack heldBack;
    private final MarketingWishes wishes;
    private final PricedMessages prices;
    private final PostProducts products;
    private final OwnMessages own;
    private final Arrivals arrivals;
    private final TroubleChannel trouble;
    private final Clock clock;
    private final MeterRegistry meters;

    Telling(
            JdbcTemplate jdbc,
            Outbox outbox,
            HeldBack heldBack,
            MarketingWishes wishes,
            PricedMessages prices,
            PostProducts products,
            OwnMessages own,
            Arrivals arrivals,
            TroubleChannel trouble,
            Clock clock,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.heldBack = heldBack;
        this.wishes = wishes;
        this.prices = prices;
        this.products = products;
        this.own = own;
        this.arrivals = arrivals;
        this.trouble = trouble;
        this.clock = clock;
        this.meters = meters;
    }

    /// What there is to do when all is stored.
    record Kept(Map<Connection, List<String>> strangers, List<Seen.Message> seen) {}

    /// @param strays how many of the body's events belong to no account of ours
    /// @param fresh the events that are new; what was told is taken out, so that it is told once
    Kept tell(List<InboundRow> rows, int strays, Map<Ref, Named> fresh) {
        Map<Connection, List<String>> strangers = new HashMap<>();
        List<Seen.Message> toBeSeen = new ArrayList<>();
        List<PricedMessages.Told> priced = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        if (strays > 0) {
            counts.put("STRAY", strays);
        }
        for (InboundRow row : rows) {
            Named named = fresh.remove(row.ref());
            if (named == null) {
                counts.merge("REPEATED", 1, Integer::sum);
                continue;
            }
            counts.merge(row.kind().name(), 1, Integer::sum);
            if (row.wish() != null) {
                wishes.told(row.channel(), row.wish().personId(), row.wish().wanted(), row.at());
            }
            Standing standing = row.standing();
            if (standing != null) {
                ShopScope.callAs(row.channel().shopId(), () -> {
                    trouble.told(row.channel().channelId(), standing, row.at());
                    return null;
                });
            }
            if (row.priced() != null) {
                priced.add(row.priced());
            }
            if (named.letOut() && row.personId() != null) {
                heldBack.send(
                        row.channel(),
                        contact(row.channel(), row.personId(), named).conversationKey());
            }
            if (row.told() == null || row.personId() == null) {
                continue;
            }
            Event event = about(row, row.told().as(contact(row.channel(), row.personId(), named)));
            ShopScope.callAs(row.channel().shopId(), () -> {
                outbox.publish(event);
                return null;
            });
            if (event instanceof MessageReceived message) {
                toBeSeen.add(new Seen.Message(row.channel(), row.personId(), message.messageId()));
            }
            if (!named.known()) {
                strangers.computeIfAbsent(row.channel(), _ -> new ArrayList<>()).add(row.personId());
            }
        }
        prices.count(priced);
        counts.forEach((kind, count) ->
                meters.counter("parley.channel.events", "kind", kind).increment(count));
        return new Kept(strangers, toBeSeen);
    }

    private static Contact contact(Connection channel, String personId, Named named) {
        String threadOf = named.threadOf();
        if (threadOf == null || threadOf.equals(personId)) {
            return channel.contact(personId, named.name());
        }
        Contact thread = channel.contact(threadOf, named.name());
        return new Contact(
                thread.conversationKey(),
                thread.channelId(),
                thread.platform(),
                thread.accountId(),
                threadOf,
                thread.personName(),
                null,
                List.of(personId));
    }

    /// What the shop knows about it besides: the product of the post, which of its replies is meant, that an
    /// advertisement opened the window, and which of its own codes brought the person.
    private Event about(InboundRow row, Event told) {
        if (told instanceof CommentReceived comment) {
            return aboutProduct(row, comment);
        }
        Event event = aboutReply(row, told);
        if (event instanceof MessageReceived message) {
            openedBy(row, message, message.referral());
        } else if (event instanceof PostbackReceived postback) {
            openedBy(row, postback, postback.referral());
        } else if (event instanceof ReferralReceived came) {
            openedBy(row, came, came.referral());
        }
        return event instanceof InboundEvent inbound
                ? arrivals.recognised(
                        row.channel(), inbound, InboundEvents.heardAt(inbound.sentAt(), row.late(), clock.instant()))
                : event;
    }

    /// A reply of ours may have gone out as several messages, and is known by the last of them. What a tap stands
    /// under says nothing more than the tap.
    private Event aboutReply(InboundRow row, Event event) {
        return switch (event) {
            case MessageReceived it -> it.payload() == null ? quoting(row, it, it.replyTo()) : it;
            case ReactionReceived it ->
                own.oneOfSeveral(row.channel(), it.targetMessageId())
                        .map(one ->
                                new ReactionReceived(it.contact(), it.sentAt(), one.lastId(), it.emoji(), it.removed()))
                        .orElse(it);
            default -> event;
        };
    }

    private MessageReceived quoting(InboundRow row, MessageReceived message, @Nullable ReplyTo to) {
        if (to == null || to.id() == null) {
            return message;
        }
        return own.oneOfSeveral(row.channel(), to.id())
                .map(one -> message.replyingTo(new ReplyTo(to.kind(), one.lastId(), to.url(), one.text())))
                .orElse(message);
    }

    private CommentReceived aboutProduct(InboundRow row, CommentReceived comment) {
        if (comment.postId() == null || comment.productId() != null) {
            return comment;
        }
        return products.of(row.channel(), comment.postId())
                .map(product -> new CommentReceived(
                        comment.contact(),
                        comment.sentAt(),
                        comment.commentId(),
                        comment.postId(),
                        comment.text(),
                        comment.live(),
                        product))
                .orElse(comment);
    }

    private void openedBy(InboundRow row, InboundEvent event, @Nullable Referral referral) {
        if (referral != null && CAME_BY_AD.equals(referral.source())) {
            jdbc.update(
                    "update messaging_window set ad_at = greatest(ad_at, ?) where shop_id = ?"
                            + " and channel_id = ? and person_id = ?",
                    at(InboundEvents.heardAt(event.sentAt(), false, clock.instant())),
                    row.channel().shopId(),
                    row.channel().channelId(),
                    event.contact().personId());
        }
    }
}
