package io.parley.conversation.turn;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.conversation.dialogue.Comments;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Holding;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.knowledge.Catalogues;
import io.parley.conversation.knowledge.Shops;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.CommentLeftAlone;
import io.parley.events.ConversationEvent.TurnRecorded;
import io.parley.starter.Ids;
import io.parley.starter.events.Inbox;
import io.parley.starter.events.Outbox;
import io.parley.starter.events.SharedTransaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Takes a shopper's turn: reads the conversation at a version, understands, decides and words it with no transaction
/// open and no connection held, however long that takes. It writes message, turn, context and events in one transaction
/// that only holds if the version is still current; if not, the turn is thought out again. So a message is stored
/// once and answered once, whoever dies or repeats in between: the event is heard again, or the stored message is due.
///
/// What cannot be answered yet, because its shop has not been heard of or because more is likely to come, is
/// stored and waits.
@Service
public class TakeTurn {
    /// A shop whose products have not arrived yet is given this long after its first message.
    private static final Duration CATALOGUE_WAIT_MAX = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    /// Longer than any turn takes: a turn whose process died is taken by another after this.
    private static final Duration CLAIMED_FOR = Duration.ofSeconds(12);

    /// How often a turn is thought out while the conversation keeps moving on.
    private static final int ATTEMPTS_MAX = 4;

    private final Conversations conversations;
    private final Threads threads;
    private final TurnLog log;
    private final Catalogues catalogues;
    private final Assistant assistant;
    private final List<BeforeSaying> calls;
    private final QuietWindow quiet;
    private final TurnTimer timer;
    private final Effects effects;
    private final TransactionTemplate transaction;
    private final SharedTransaction shared;
    private final Inbox inbox;
    private static final String UNDER_AGE = "under_age";

    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    TakeTurn(
            Conversations conversations,
            Threads threads,
            TurnLog log,
            Catalogues catalogues,
            Assistant assistant,
            List<BeforeSaying> calls,
            QuietWindow quiet,
            TurnTimer timer,
            Effects effects,
            TransactionTemplate transaction,
            SharedTransaction shared,
            Inbox inbox,
            Outbox outbox,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.conversations = conversations;
        this.threads = threads;
        this.log = log;
        this.catalogues = catalogues;
        this.assistant = assistant;
        this.calls = calls;
        this.quiet = quiet;
        this.timer = timer;
        this.effects = effects;
        this.transaction = transaction;
        this.shared = shared;
        this.inbox = inbox;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /// A message of a shopper, from within the listener. The same message again changes nothing.
    void hear(UUID shopId, Contact contact, Incoming incoming) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Instant now = clock.instant();
            Conversation conversation = conversations.look(shopId, contact, incoming.messageId(), now);
            if (conversation.seen() || hear(conversation, contact, incoming, now)) {
                return;
            }
            meters.counter("parley.conversation.moved-on").increment();
        }
        putOff(shopId, contact, incoming, clock.instant());
    }

    /// @return false when the conversation has moved on meanwhile
    private boolean hear(Conversation conversation, Contact contact, Incoming incoming, Instant now) {
        boolean already = conversation.turnDueAt() != null;
        if (conversation.shop() == null || quiet.waitsAfter(incoming, conversation.dialogue(), now)) {
            Instant due = conversation.shop() == null ? now.plus(LOOK_AGAIN) : quiet.dueAt(now);
            boolean late = already && patienceEnds(conversation.id(), now);
            return keep(conversation, contact, incoming, late ? now : due, now);
        }
        List<Incoming> waited = already ? conversations.waiting(conversation.id()) : List.of();
        return answer(conversation, contact, waited, incoming, now);
    }

    private boolean patienceEnds(UUID conversationId, Instant now) {
        List<Incoming> waiting = conversations.waiting(conversationId);
        return !waiting.isEmpty() && quiet.patienceEnds(waiting.getFirst().sentAt(), now);
    }

    /// A turn that was put off is due.
    public void finish(UUID shopId, UUID conversationId) {
        Instant claimedAt = clock.instant();
        Instant until = claimedAt.plus(CLAIMED_FOR);
        if (!conversations.claim(conversationId, claimedAt, until)) {
            return;
        }
        try {
            finish(shopId, conversationId, until);
        } finally {
            // still claimed when it failed, or moved on faster than could be thought: soon again
            conversations.giveBack(conversationId, until, clock.instant().plus(LOOK_AGAIN));
        }
    }

    private void finish(UUID shopId, UUID conversationId, Instant until) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Conversation conversation =
                    conversations.look(shopId, conversationId).orElse(null);
            if (conversation == null || !until.equals(conversation.turnDueAt())) {
                return; // somebody else has it now
            }
            Instant now = clock.instant();
            boolean settled = conversation.shop() == null
                    ? postpone(conversation, now)
                    : answer(conversation, conversation.contact(), conversations.waiting(conversationId), null, now);
            if (settled) {
                return;
            }
            meters.counter("parley.conversation.moved-on").increment();
        }
    }

    private boolean postpone(Conversation conversation, Instant now) {
        Instant due = now.plus(LOOK_AGAIN);
        boolean settled = conversations.postpone(conversation, due);
        if (settled) {
            timer.at(conversation.shopId(), conversation.id(), due);
        }
        return settled;
    }

    /// Keeps a message that is answered later.
    private boolean keep(Conversation conversation, Contact contact, Incoming incoming, Instant due, Instant now) {
        return settle(conversation, contact, true, kept -> {
            timer.at(kept.shopId(), kept.id(), due);
            return conversations.keepWaiting(kept, incoming, due, now);
        });
    }

    /// Keeps a message for later whatever the conversation does meanwhile: it moves faster than can be thought.
    private void putOff(UUID shopId, Contact contact, Incoming incoming, Instant now) {
        transaction.executeWithoutResult(_ -> {
            Conversation conversation = threads.locked(shopId, contact, incoming.messageId(), now);
            if (inbox.firstTime(HearShoppers.class) && !conversation.seen()) {
                conversations.keepWaiting(conversation, incoming, now, now);
                timer.at(shopId, conversation.id(), now);
            }
        });
    }

    /// The transaction a turn ends in: all of it is written, on the version it was thought out on, or nothing.
    ///
    /// @param heard a fresh event is settled by it
    /// @return false when the conversation has moved on meanwhile
    private boolean settle(Conversation conversation, Contact contact, boolean heard, Predicate<Conversation> write) {
        try {
            Supplier<Boolean> writing = () -> {
                if (!threads.begin(conversation) || !write.test(named(conversation, contact))) {
                    throw new MovedOn();
                }
                return true;
            };
            if (heard) {
                shared.once(HearShoppers.class, writing);
            } else {
                shared.execute(writing);
            }
            return true;
        } catch (MovedOn | DuplicateKeyException stored) {
            return false; // the message may be there already, which the next look shows
        }
    }

    /// The platform has told who the shopper is, or they go by another name now.
    private Conversation named(Conversation conversation, Contact contact) {
        if (conversation.dialogue().shopper().child()
                || contact.personName() == null
                || contact.personName().equals(conversation.contact().personName())) {
            return conversation;
        }
        Conversation named = conversation.with(contact);
        conversations.introduce(named);
        return named;
    }

    /// A public comment that wants something is a turn of its own, answered once and in private; what wants nothing
    /// gets nothing.
    ///
    /// @param productId what the post shows, absent when it is not known
    void hearComment(UUID shopId, Contact contact, Incoming comment, String commentId, @Nullable UUID productId) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Instant now = clock.instant();
            Conversation conversation = conversations.look(shopId, contact, comment.messageId(), now);
            Dialogue before = conversation.dialogue();
            String silence = silence(conversation);
            Comments.Wanted wanted = silence != null
                    ? null
                    : Comments.read(comment.text(), productId, index(conversation))
                            .orElse(null);
            if (wanted == null) {
                leaveAlone(conversation, comment, commentId, silence == null ? "wants_nothing" : silence);
                return;
            }
            List<Incoming> waited =
                    conversation.turnDueAt() == null ? List.of() : conversations.waiting(conversation.id());
            Offer offer = Holding.withOwn(offer(conversation), before, now);
            boolean alone = waited.isEmpty();
            Thinking thinking = alone
                    ? (at, joined, calls) -> assistant.answer(
                            wanted.product() == null ? at : at.speakingOf(wanted.product()),
                            wanted.understood(),
                            offer,
                            new Moment(now, Ids.next()),
                            calls)
                    : thinking(conversation, offer, now);
            if (take(conversation, contact, waited, comment, commentId, offer, thinking, now)) {
                return;
            }
            meters.counter("parley.conversation.moved-on").increment();
        }
        throw new IllegalStateException("the conversation of a comment moves faster than it can be thought about");
    }

    /// Why no comment of theirs is answered, whatever it says.
    private static @Nullable String silence(Conversation conversation) {
        if (conversation.shop() == null) {
            return "shop_unknown";
        }
        if (conversation.dialogue().shopper().child()) {
            return UNDER_AGE;
        }
        return conversation.seen() ? "answered_before" : conversation.dialogue().optedOut() ? "opted_out" : null;
    }

    private void leaveAlone(Conversation conversation, Incoming comment, String commentId, String reason) {
        transaction.executeWithoutResult(_ -> {
            if (inbox.firstTime(HearShoppers.class)) {
                outbox.publish(new CommentLeftAlone(
                        conversation.id(),
                        conversation.contact().channelId(),
                        commentId,
                        reason,
                        reason.equals(UNDER_AGE) ? null : comment.text()));
                meters.counter("parley.conversation.ignored", "kind", "comment").increment();
            }
        });
    }

    private boolean answer(
            Conversation conversation, Contact contact, List<Incoming> waited, @Nullable Incoming fresh, Instant now) {
        if (waited.isEmpty() && fresh == null) {
            return conversations.postponeNever(conversation);
        }
        Offer offer = Holding.withOwn(offer(conversation), conversation.dialogue(), now);
        if (offer.catalogue().products().isEmpty()
                && conversation.waitsSince().plus(CATALOGUE_WAIT_MAX).isAfter(now)) {
            return fresh == null
                    ? postpone(conversation, now)
                    : keep(conversation, contact, fresh, now.plus(LOOK_AGAIN), now);
        }
        return take(conversation, contact, waited, fresh, null, offer, thinking(conversation, offer, now), now);
    }

    /// What is thought of what was said.
    private interface Thinking {
        Assistant.Answer of(Dialogue before, Utterances.Joined joined, Calls calls);
    }

    private Thinking thinking(Conversation conversation, Offer offer, Instant now) {
        return (before, joined, calls) -> assistant.answer(
                joined.utterance(), before, offer, index(conversation), new Moment(now, Ids.next()), calls);
    }

    /// @param commentId the public comment that is answered in private
    private boolean take(
            Conversation conversation,
            Contact contact,
            List<Incoming> waited,
            @Nullable Incoming fresh,
            @Nullable String commentId,
            Offer offer,
            Thinking thinking,
            Instant now) {
        long began = System.nanoTime();
        Utterances.Joined joined = Utterances.join(waited, fresh);
        Dialogue before = atHome(conversation.dialogue(), offer.shop());
        Calls made = new Calls(conversation, contact, joined, before, offer, now);
        Assistant.Answer answer;
        try {
            answer = thinking.of(before, joined, made);
        } catch (MovedOn e) {
            return false;
        }
        Reply reply = answer.reply().orElse(null);
        UUID turnId = Ids.next();
        UUID messageId = Ids.next();
        UUID replyId = reply == null ? null : Ids.next();
        // what is said after something slow was said then, not when it was asked
        Instant said = clock.instant();
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
        boolean written = settle(made.conversation, contact, fresh != null, current -> {
            TurnLog.Entry entry = new TurnLog.Entry(
                    turnId,
                    messageId,
                    current,
                    fresh,
                    !waited.isEmpty(),
                    joined.utterance(),
                    offer,
                    answer.heard(),
                    answer.step(),
                    reply,
                    replyId,
                    answer.engine(),
                    joined.firstAt(),
                    said,
                    micros,
                    answer.spent());
            if (!log.write(entry)) {
                return false;
            }
            effects.tellUnder(
                    current, answer.step(), reply, replyId, offer.shop().delayed(), commentId);
            outbox.publish(recorded(current, turnId, joined, answer, reply, micros));
            return true;
        });
        if (written) {
            measure(answer, reply, micros);
        }
        return written;
    }

    /// The calls between deciding and saying. A conversation that begins with one is stored before, so that whoever is
    /// called hears of an id that stays.
    private final class Calls implements UnaryOperator<Step> {
        private final Contact contact;
        private final Utterances.Joined joined;
        private final Dialogue before;
        private final Offer offer;
        private final Instant now;
        private Conversation conversation;

        Calls(
                Conversation conversation,
                Contact contact,
                Utterances.Joined joined,
                Dialogue before,
                Offer offer,
                Instant now) {
            this.conversation = conversation;
            this.contact = contact;
            this.joined = joined;
            this.before = before;
            this.offer = offer;
            this.now = now;
        }

        @Override
        public Step apply(Step decided) {
            Step step = decided;
            for (BeforeSaying call : calls) {
                if (call.isNeededFor(step)) {
                    step = call.call(step, taking());
                }
            }
            return step;
        }

        private BeforeSaying.Taking taking() {
            if (!conversation.stored()) {
                if (!Boolean.TRUE.equals(transaction.execute(_ -> threads.begin(conversation)))) {
                    throw new MovedOn();
                }
                conversation = conversation.kept();
            }
            return new BeforeSaying.Taking(
                    joined.key(conversation.id()),
                    conversation.shopId(),
                    conversation.id(),
                    conversation.shopperId(),
                    contact,
                    before,
                    offer,
                    now);
        }
    }

    /// Somebody else began the conversation, or went on in it, meanwhile.
    private static final class MovedOn extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MovedOn() {
            super("the conversation has moved on", null, false, false);
        }
    }

    /// A shopper who has not written yet is spoken to in the shop's own language.
    private static Dialogue atHome(Dialogue dialogue, Shop shop) {
        return dialogue.lastTurnAt() == null
                ? dialogue.inLanguage(shop.languages().getFirst())
                : dialogue;
    }

    private CatalogueIndex index(Conversation conversation) {
        return catalogues.of(conversation.shopId(), conversation.catalogueVersion());
    }

    /// What the shop has to offer at this moment.
    ///
    /// @throws IllegalStateException when the shop is not known yet
    Offer offer(Conversation conversation) {
        String state = conversation.shop();
        if (state == null) {
            throw new IllegalStateException("the shop of conversation " + conversation.id() + " is not known yet");
        }
        return new Offer(
                Shops.read(
                        conversation.shopId(),
                        state,
                        conversation.answers(),
                        conversation.contact().conversationKey(),
                        json),
                index(conversation).catalogue(),
                Shops.stock(conversation.stock(), json));
    }

    /// Something that became of an order, in the shopper's words.
    void tellUnasked(Conversation conversation, Step step, Offer offer, Instant now) {
        Reply reply = assistant.say(step, offer).orElse(null);
        UUID replyId = reply == null ? null : Ids.next();
        log.writeUnasked(conversation, step, reply, replyId, now);
        effects.tell(conversation, step, reply, replyId, false);
    }

    private static TurnRecorded recorded(
            Conversation conversation,
            UUID turnId,
            Utterances.Joined joined,
            Assistant.Answer answer,
            @Nullable Reply reply,
            long micros) {
        Step step = answer.step();
        // of a child nothing is passed on but that something was said
        boolean child = step.dialogue().shopper().child();
        return new TurnRecorded(
                conversation.id(),
                turnId,
                conversation.contact().platform(),
                child ? "" : joined.utterance().text(),
                answer.heard().labels(),
                step.acts().stream().map(act -> act.code()).toList(),
                reply == null || child ? null : reply.text(),
                conversation.dialogue().state().name(),
                step.dialogue().state().name(),
                answer.engine(),
                answer.heard().confidence(),
                answer.heard().language(),
                joined.firstAt(),
                micros);
    }

    private void measure(Assistant.Answer answer, @Nullable Reply reply, long micros) {
        meters.timer("parley.conversation.turn", "engine", answer.engine()).record(micros, TimeUnit.MICROSECONDS);
        if (reply == null) {
            meters.counter("parley.conversation.quiet").increment();
        } else if (!reply.blocked().isEmpty()) {
            meters.counter("parley.conversation.blocked").increment();
        }
    }
}
