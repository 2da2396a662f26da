package io.parley.conversation.turn;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.TakeoverStarted;
import io.parley.events.InboundEvent;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.CommentReceived;
import io.parley.events.InboundEvent.EchoReceived;
import io.parley.events.InboundEvent.MessageDeleted;
import io.parley.events.InboundEvent.MessageEdited;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PickedItem;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.events.Platform;
import io.parley.events.Topic;
import io.parley.starter.Ids;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Inbox;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Everything that comes in from the platforms, each kind with its own rule; nothing is ignored without a reason.
/// What a shopper says may take seconds to understand, so each kind has its own transactions, and notes in the one
/// that settles it that it was heard.
@Component
class HearShoppers {
    private static final Set<String> GLAD = Set.of("👍", "❤", "😍", "🔥", "💯", "👌", "✅", "😊", "🥰", "💕");
    private static final Set<String> DISPLEASED =
            Set.of("👎", "😡", "😠", "🤬", "💔", "😞", "😒", "🙄", "😤", "🤮", "❌", "🖕", "☹", "🙁");
    /// Of the carriers of the United States and Canada, in either language.
    private static final Pattern HELP = Pattern.compile("(?i)\\s*(help|info|aide)[\\s.!?]*");

    private static final Duration TYPED_WITHIN = Duration.ofSeconds(2);
    private static final Duration TALK_WITHIN = Duration.ofMinutes(10);
    private static final Duration WINDOW = Duration.ofDays(1);
    private static final Duration ONCE_IN = Duration.ofHours(1);
    private static final int EMOJI_MAX = 40;

    private static final int PICKED_MAX = 20;
    private static final int REFERENCE_MAX = 100;

    private final TakeTurn turns;
    private final Threads threads;
    private final KeepLateMessages late;
    private final Conversations conversations;
    private final TransactionTemplate transaction;
    private final Inbox inbox;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    HearShoppers(
            TakeTurn turns,
            Threads threads,
            KeepLateMessages late,
            Conversations conversations,
            TransactionTemplate transaction,
            Inbox inbox,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters) {
        this.turns = turns;
        this.threads = threads;
        this.late = late;
        this.conversations = conversations;
        this.transaction = transaction;
        this.inbox = inbox;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    @EventListenerOn(value = Topic.INBOUND, transactional = false)
    void on(InboundEvent event) {
        UUID shop = ShopScope.current();
        Contact contact = event.contact();
        switch (event) {
            case MessageReceived it -> {
                Incoming message = message(shop, it);
                if (it.late()) {
                    once(() -> late.keep(shop, contact, message));
                } else {
                    turns.hear(shop, contact, message);
                }
            }
            case PostbackReceived it ->
                turns.hear(
                        shop,
                        contact,
                        new Incoming(
                                it.messageId(),
                                it.title(),
                                List.of(),
                                it.payload(),
                                reference(it.referral()),
                                it.sentAt()));
            case ReferralReceived it -> turns.hear(shop, contact, referral(it));
            case MessageEdited it -> edited(shop, it);
            case MessageDeleted it ->
                once(() -> deleted(threads.locked(shop, contact, it.messageId(), clock.instant()), it));
            case ReactionReceived it -> once(() -> reacted(shop, it));
            case EchoReceived it -> once(() -> answeredInTheApp(shop, it));
            case CommentReceived it ->
                turns.hearComment(
                        shop,
                        contact,
                        new Incoming(
                                "comment-" + it.commentId(),
                                it.text(),
                                List.of(),
                                null,
                                it.productId() == null ? null : it.productId().toString(),
                                it.sentAt()),
                        it.commentId(),
                        it.productId());
        }
    }

    private void once(Runnable settle) {
        transaction.executeWithoutResult(_ -> {
            if (inbox.firstTime(HearShoppers.class)) {
                settle.run();
            }
        });
    }

    private Incoming message(UUID shop, MessageReceived it) {
        List<Attachment> attachments = new ArrayList<>(it.attachments());
        String reference = reference(it.referral());
        boolean noText = it.text() == null || it.text().isBlank();
        if (it.replyTo() != null && it.replyTo().kind().equals("story")) {
            reference = reference == null ? it.replyTo().id() : reference;
            if (noText && attachments.isEmpty()) {
                attachments.add(new Attachment("story", it.replyTo().url(), null, null, null));
            }
        }
        @Nullable String quoted = quoted(it);
        if (quoted != null && reference == null) {
            String said = Objects.requireNonNull(it.replyTo()).text();
            reference = said == null ? conversations.textOf(shop, it.contact().conversationKey(), quoted) : said;
        }
        for (Attachment attachment : attachments) {
            boolean names = attachment.kind().equals("share") && attachment.title() != null;
            reference = reference == null && names ? attachment.title() : reference;
        }
        String payload = it.payload() == null ? picked(it.items()) : it.payload();
        if (payload == null && keyword(it)) {
            payload = Taps.of(Taps.KEYWORD, "");
        } else if (payload == null && asksForHelp(it)) {
            payload = Taps.of(Taps.HELP, "");
        }
        boolean empty = noText && attachments.isEmpty() && payload == null && reference == null;
        if (empty) {
            attachments.add(new Attachment("unsupported", null, null, null, null));
        }
        return new Incoming(it.messageId(), it.text(), attachments, payload, reference, it.sentAt(), quoted);
    }

    /// What they reply to by their own choice: a tap names the message its button stands under, too.
    private static @Nullable String quoted(MessageReceived it) {
        ReplyTo to = it.payload() == null ? it.replyTo() : null;
        return to != null && to.kind().equals("message") ? to.id() : null;
    }

    /// "GLOW", where that is a word of one of the shop's entry points.
    private static boolean keyword(MessageReceived it) {
        Referral referral = it.referral();
        return referral != null
                && it.text() != null
                && (referral.source().equals("keyword")
                        || referral.source().equals("code")
                                && names(referral, it.text().strip()));
    }

    /// What carriers want answered, where the number's own settings at Twilio do not do so: then it is not told here.
    private static boolean asksForHelp(MessageReceived it) {
        return it.contact().platform() == Platform.SMS
                && it.text() != null
                && HELP.matcher(it.text()).matches();
    }

    private static boolean names(Referral referral, String word) {
        return word.equalsIgnoreCase(referral.title()) || word.equalsIgnoreCase(referral.ref());
    }

    /// What was picked in the platform's own catalogue, as a tap. Its prices are not looked at: the shop's count.
    private static @Nullable String picked(List<PickedItem> items) {
        String picks = items.stream()
                .limit(PICKED_MAX)
                .map(item ->
                        cut(item.reference().replaceAll("[,*\\p{Cntrl}]", " ").strip()) + "*"
                                + Math.clamp(item.quantity(), 0, 9_999))
                .filter(pick -> !pick.startsWith("*"))
                .collect(Collectors.joining(","));
        return picks.isEmpty() ? null : Taps.of(Taps.PICKED, picks);
    }

    private static String cut(String reference) {
        return reference.length() > REFERENCE_MAX ? reference.substring(0, REFERENCE_MAX) : reference;
    }

    /// Coming from an ad or a link without a word is a question about what it shows, or a hello. What the ad says of
    /// itself are not the shopper's words.
    private static Incoming referral(ReferralReceived it) {
        String made = "referral-" + it.sentAt().toEpochMilli();
        return new Incoming(made, null, List.of(), null, reference(it.referral()), it.sentAt());
    }

    private static @Nullable String reference(@Nullable Referral referral) {
        if (referral == null) {
            return null;
        }
        if (referral.shopProductId() != null) {
            return referral.shopProductId().toString();
        }
        if (referral.productId() != null) {
            return referral.productId();
        }
        // the code of an ad says nothing by itself, its headline may
        String names = Stream.of(referral.ref(), referral.title())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return names.isEmpty() ? null : names;
    }

    /// A message that was changed after it was answered is heard as it now reads.
    private void edited(UUID shop, MessageEdited it) {
        Conversation conversation = conversations.look(shop, it.contact(), it.messageId(), clock.instant());
        if (!conversation.seen()) {
            turns.hear(shop, it.contact(), new Incoming(it.messageId(), it.text(), List.of(), null, null, it.sentAt()));
            return;
        }
        boolean answered = Boolean.TRUE.equals(transaction.execute(_ -> {
            if (inbox.knows(HearShoppers.class)) {
                return false;
            }
            Conversation locked = conversations.lock(shop, conversation.id()).orElseThrow();
            boolean waits = locked.turnDueAt() != null;
            if (waits && !inbox.firstTime(HearShoppers.class)) {
                return false;
            }
            conversations.edit(locked.id(), it.messageId(), it.text());
            return !waits;
        }));
        if (answered) {
            String edition =
                    it.messageId() + Conversations.EDITION + it.sentAt().toEpochMilli();
            turns.hear(shop, it.contact(), new Incoming(edition, it.text(), List.of(), null, null, it.sentAt()));
        }
    }

    /// What only a deleted message ordered leaves the order that is being put together.
    private void deleted(Conversation conversation, MessageDeleted it) {
        Instant now = clock.instant();
        List<Conversations.Remembered> answers = conversations.answersTo(conversation.id(), it.messageId());
        conversations.delete(conversation, it.messageId(), it.sentAt(), now);
        if (answers.isEmpty() || conversation.shop() == null) {
            return;
        }
        Offer offer = turns.offer(conversation);
        Step step = new Step(conversation.dialogue(), List.of());
        for (Conversations.Remembered answer : answers) {
            Step next = Aftermath.unsaid(
                    step.dialogue(), answer.before(), answer.after(), offer, new Moment(now, Ids.next()));
            step = next.acts().isEmpty() ? new Step(next.dialogue(), step.acts()) : next;
        }
        if (!step.dialogue().equals(conversation.dialogue())) {
            turns.tellUnasked(conversation, step, offer, now);
        }
    }

    /// A heart is no order; under a summary it gets "shall I place it?", elsewhere it is simply nice. Displeasure is
    /// answered once in a while, and stands in the inbox.
    private void reacted(UUID shop, ReactionReceived it) {
        Conversation conversation =
                conversations.lock(shop, it.contact().conversationKey(), null).orElse(null);
        if (conversation == null || conversation.shop() == null) {
            meters.counter("parley.conversation.ignored", "kind", "reaction").increment();
            return;
        }
        Instant now = clock.instant();
        String emoji = it.removed() || it.emoji() == null ? null : plain(it.emoji());
        @Nullable String displeased = emoji != null && DISPLEASED.contains(emoji) ? emoji : null;
        boolean again =
                displeased != null && conversations.reactions(conversation.id(), DISPLEASED, now.minus(ONCE_IN)) > 0;
        Optional<String> author = conversations.react(conversation.id(), it.targetMessageId(), emoji, now);
        Moment moment = new Moment(now, Ids.next());
        if (displeased != null && author.filter("SHOPPER"::equals).isEmpty()) {
            conversations.show(conversation.id(), displeased, now);
            // what a person said is theirs to answer for
            if (!again && author.filter("SELLER"::equals).isEmpty()) {
                Offer offer = turns.offer(conversation);
                turns.tellUnasked(conversation, Aftermath.displeased(conversation.dialogue(), moment), offer, now);
            }
        } else if (emoji != null && GLAD.contains(emoji)) {
            Offer offer = turns.offer(conversation);
            turns.tellUnasked(conversation, Aftermath.reacted(conversation.dialogue(), moment), offer, now);
        }
    }

    /// Without its colour.
    private static String plain(String emoji) {
        String bare = emoji.replaceAll("[\\x{1F3FB}-\\x{1F3FF}\\x{FE0F}]", "");
        return bare.length() > EMOJI_MAX ? bare.substring(0, EMOJI_MAX) : bare;
    }

    /// Nobody is there: what the inbox is set up to say by itself comes with the shopper's first words, faster than
    /// anybody types, and another app's message to somebody who has said nothing for a day is no answer.
    private boolean byItself(UUID conversationId, EchoReceived it) {
        Instant said = it.sentAt();
        Instant typed = said.minus(TYPED_WITHIN);
        return switch (it.app()) {
            case "inbox" ->
                conversations.heardBetween(conversationId, typed, said)
                        && !conversations.heardBetween(conversationId, said.minus(TALK_WITHIN), typed);
            case "other" -> !conversations.heardBetween(conversationId, said.minus(WINDOW), clock.instant());
            case null, default -> false;
        };
    }

    /// The seller answers in the platform's own app: the assistant keeps quiet from now on.
    private void answeredInTheApp(UUID shop, EchoReceived it) {
        Instant now = clock.instant();
        Conversation conversation = threads.locked(shop, it.contact(), it.messageId(), now);
        if (conversation.seen()) {
            return;
        }
        Incoming said = new Incoming(it.messageId(), it.text(), it.attachments(), null, null, it.sentAt());
        conversations.keepSellers(
                conversation, Ids.next(), it.messageId(), said.text(), it.attachments(), "SENT", said.sentAt(), now);
        if (!conversation.dialogue().takenOver() && !byItself(conversation.id(), it)) {
            conversations.keepContext(conversation.id(), conversation.dialogue().takenOver(now), now);
            outbox.publish(new TakeoverStarted(conversation.id(), null));
        }
    }
}
