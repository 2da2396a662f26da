package io.parley.conversation.turn;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.knowledge.Catalogues;
import io.parley.conversation.knowledge.Shops;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.understanding.CatalogueIndex;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.events.ConversationEvent.TurnRecorded;
import io.parley.starter.Ids;
import io.parley.starter.events.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Takes a shopper's turn in one transaction: the conversation is locked, the message stored, understood, decided,
/// answered, remembered and told. What cannot be answered yet, because its shop has not been heard of or because more
/// is likely to come, is stored and waits.
@Service
public class TakeTurn {
    /// A shop whose products have not arrived yet is given this long after its first message.
    private static final Duration CATALOGUE_WAIT_MAX = Duration.ofSeconds(3);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final Conversations conversations;
    private final TurnLog log;
    private final Catalogues catalogues;
    private final Assistant assistant;
    private final QuietWindow quiet;
    private final TurnTimer timer;
    private final Effects effects;
    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;

    TakeTurn(
            Conversations conversations,
            TurnLog log,
            Catalogues catalogues,
            Assistant assistant,
            QuietWindow quiet,
            TurnTimer timer,
            Effects effects,
            Outbox outbox,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.conversations = conversations;
        this.log = log;
        this.catalogues = catalogues;
        this.assistant = assistant;
        this.quiet = quiet;
        this.timer = timer;
        this.effects = effects;
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /// A message of a shopper. The same message again changes nothing.
    @Transactional
    void hear(UUID shopId, Contact contact, Incoming incoming) {
        Instant now = clock.instant();
        Conversation conversation = locked(shopId, contact, incoming.messageId(), now);
        if (conversation.seen()) {
            return;
        }
        boolean already = conversation.turnDueAt() != null;
        if (conversation.shop() == null || quiet.waitsAfter(incoming, conversation.dialogue(), now)) {
            Instant due = conversation.shop() == null ? now.plus(LOOK_AGAIN) : quiet.dueAt(now);
            boolean late = already && patienceEnds(conversation.id(), now);
            conversations.keepWaiting(conversation, incoming, late ? now : due, now);
            timer.at(shopId, conversation.id(), late ? now : due);
            return;
        }
        List<Incoming> waited = already ? conversations.waiting(conversation.id()) : List.of();
        answer(conversation, waited, incoming, now);
    }

    private boolean patienceEnds(UUID conversationId, Instant now) {
        List<Incoming> waiting = conversations.waiting(conversationId);
        return !waiting.isEmpty() && quiet.patienceEnds(waiting.getFirst().sentAt(), now);
    }

    /// A turn that was put off is due.
    @Transactional
    public void finish(UUID shopId, UUID conversationId) {
        Instant now = clock.instant();
        Conversation conversation = conversations.lock(shopId, conversationId).orElse(null);
        if (conversation == null
                || conversation.turnDueAt() == null
                || conversation.turnDueAt().isAfter(now)) {
            return;
        }
        if (conversation.shop() == null) {
            conversations.postpone(conversationId, now.plus(LOOK_AGAIN));
            timer.at(shopId, conversationId, now.plus(LOOK_AGAIN));
            return;
        }
        answer(conversation, conversations.waiting(conversationId), null, now);
    }

    private Conversation locked(UUID shopId, Contact contact, @Nullable String messageId, Instant now) {
        Conversation known =
                conversations.lock(shopId, contact.conversationKey(), messageId).orElse(null);
        if (known != null) {
            return contact.personName() == null
                            || contact.personName().equals(known.contact().personName())
                    ? known
                    : conversations.introduce(known, contact);
        }
        boolean created = conversations.create(shopId, contact, "en", now);
        Conversation conversation =
                conversations.lock(shopId, contact.conversationKey(), messageId).orElseThrow();
        if (created) {
            outbox.publish(new ConversationStarted(conversation.id(), conversation.shopperId(), contact));
        }
        return conversation;
    }

    private void answer(Conversation conversation, List<Incoming> waited, @Nullable Incoming fresh, Instant now) {
        if (waited.isEmpty() && fresh == null) {
            conversations.postponeNever(conversation.id());
            return;
        }
        long began = System.nanoTime();
        Offer offer = offer(conversation);
        if (offer.catalogue().products().isEmpty()
                && conversation.createdAt().plus(CATALOGUE_WAIT_MAX).isAfter(now)) {
            waitForProducts(conversation, fresh, now);
            return;
        }
        Utterances.Joined joined = Utterances.join(waited, fresh);
        Dialogue before = atHome(conversation.dialogue(), offer.shop());
        Assistant.Answer answer =
                assistant.answer(joined.utterance(), before, offer, index(conversation), new Moment(now, Ids.next()));
        Reply reply = answer.reply().orElse(null);
        UUID turnId = Ids.next();
        UUID messageId = Ids.next();
        UUID replyId = reply == null ? null : Ids.next();
        long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began);
        log.write(new TurnLog.Entry(
                turnId,
                messageId,
                conversation,
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
                now,
                micros));
        effects.tell(conversation, answer.step(), reply, replyId, offer.shop().delayed());
        outbox.publish(recorded(conversation, turnId, joined, answer, reply, micros));
        measure(answer, reply, micros);
    }

    /// A shopper who has not written yet is spoken to in the shop's own language.
    private static Dialogue atHome(Dialogue dialogue, Shop shop) {
        return dialogue.lastTurnAt() == null
                ? dialogue.inLanguage(shop.languages().getFirst())
                : dialogue;
    }

    private void waitForProducts(Conversation conversation, @Nullable Incoming fresh, Instant now) {
        Instant due = now.plus(LOOK_AGAIN);
        if (fresh == null) {
            conversations.postpone(conversation.id(), due);
        } else {
            conversations.keepWaiting(conversation, fresh, due, now);
        }
        timer.at(conversation.shopId(), conversation.id(), due);
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
                Shops.read(conversation.shopId(), state, conversation.answers(), json),
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
        return new TurnRecorded(
                conversation.id(),
                turnId,
                conversation.contact().platform(),
                joined.utterance().text(),
                answer.heard().labels(),
                step.acts().stream().map(act -> act.code()).toList(),
                reply == null ? null : reply.text(),
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
