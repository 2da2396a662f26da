package io.parley.conversation.turn;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.conversation.dialogue.Comments;
import io.parley.conversation.dialogue.Deciding;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.knowledge.Catalogues;
import io.parley.conversation.knowledge.Shops;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.understanding.CatalogueIndex;
import io.parley.conversation.understanding.Heard;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.Spent;
import io.parley.conversation.understanding.Surroundings;
import io.parley.conversation.understanding.Surroundings.Awaited;
import io.parley.conversation.understanding.Utterance;
import io.parley.events.ConversationEvent.TurnRecorded;
import io.parley.events.InboundEvent.CommentReceived;
import io.parley.starter.Ids;
import io.parley.starter.events.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Public comments: what wants something is answered once, in private, by a message that opens the conversation at the
/// post's product. What wants nothing gets nothing.
@Service
class AnswerComments {
    private final Threads threads;
    private final TurnLog log;
    private final Catalogues catalogues;
    private final Assistant assistant;
    private final Effects effects;
    private final Outbox outbox;
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final MeterRegistry meters;
    private final LocalUnderstanding understanding = new LocalUnderstanding();

    AnswerComments(
            Threads threads,
            TurnLog log,
            Catalogues catalogues,
            Assistant assistant,
            Effects effects,
            Outbox outbox,
            JdbcTemplate jdbc,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.threads = threads;
        this.log = log;
        this.catalogues = catalogues;
        this.assistant = assistant;
        this.effects = effects;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.meters = meters;
    }

    /// @param catalogue its version
    private record Known(String shop, long catalogue, boolean closed) {}

    /// Once per comment, however often it comes.
    ///
    /// @throws IllegalStateException when the shop is not known yet: it is tried again
    @Transactional
    void hear(UUID shopId, CommentReceived comment) {
        long began = System.nanoTime();
        Known known = jdbc
                .query(
                        "select state, catalogue_version, closed from shop where shop_id = ? and state is not null",
                        (row, _) -> new Known(row.getString(1), row.getLong(2), row.getBoolean(3)),
                        shopId)
                .stream()
                .findFirst()
                .orElse(null);
        if (known == null) {
            ignored();
            return;
        }
        CatalogueIndex index = catalogues.of(shopId, known.catalogue());
        Product product = comment.productId() == null
                ? null
                : index.catalogue()
                        .product(comment.productId())
                        .filter(Product::available)
                        .orElse(null);
        Heard read = read(comment.text(), product, index);
        Heard wanted =
                Comments.wanted(read, product == null ? null : product.id()).orElse(null);
        if (wanted == null) {
            ignored();
            return;
        }
        Instant now = clock.instant();
        Conversation conversation = threads.locked(shopId, comment.contact(), "comment-" + comment.commentId(), now);
        Dialogue before = conversation.dialogue();
        if (conversation.seen() || before.optedOut() || before.shopper().child()) {
            ignored();
            return;
        }
        answer(conversation, comment, product, wanted, index, known, now, began);
    }

    private void answer(
            Conversation conversation,
            CommentReceived comment,
            @Nullable Product product,
            Heard wanted,
            CatalogueIndex index,
            Known known,
            Instant now,
            long began) {
        Shop shop = Shops.read(conversation.shopId(), known.shop(), conversation.answers(), json);
        Stock stock = Shops.stock(conversation.stock(), json);
        Offer offer = new Offer(shop, index.catalogue(), stock);
        Dialogue before = conversation.dialogue();
        Dialogue at =
                before.lastTurnAt() == null ? before.inLanguage(shop.languages().getFirst()) : before;
        at = product == null ? at : at.speakingOf(product.id());
        Step step = Deciding.step(at, wanted, offer, new Moment(now, Ids.next()));
        Optional<Reply> reply = assistant.say(step, offer);
        UUID turnId = Ids.next();
        UUID replyId = reply.isEmpty() ? null : Ids.next();
        long micros = (System.nanoTime() - began) / 1_000;
        Incoming fresh = new Incoming(
                "comment-" + comment.commentId(),
                comment.text(),
                List.of(),
                null,
                product == null ? null : product.id().toString(),
                comment.sentAt());
        log.write(new TurnLog.Entry(
                turnId,
                Ids.next(),
                conversation,
                fresh,
                false,
                Utterance.of(comment.text()),
                offer,
                wanted,
                step,
                reply.orElse(null),
                replyId,
                understanding.name(),
                comment.sentAt(),
                now,
                micros,
                Spent.NOTHING));
        effects.tellUnder(conversation, step, reply.orElse(null), replyId, shop.delayed(), comment.commentId());
        outbox.publish(new TurnRecorded(
                conversation.id(),
                turnId,
                conversation.contact().platform(),
                comment.text(),
                wanted.labels(),
                step.acts().stream().map(act -> act.code()).toList(),
                reply.map(Reply::text).orElse(null),
                before.state().name(),
                step.dialogue().state().name(),
                understanding.name(),
                wanted.confidence(),
                wanted.language(),
                comment.sentAt(),
                micros));
    }

    private Heard read(String text, @Nullable Product product, CatalogueIndex index) {
        List<UUID> focus = product == null ? List.of() : List.of(product.id());
        return understanding.understand(
                Utterance.of(text),
                new Surroundings(
                        index, Awaited.NOTHING, focus, List.of(), product == null ? null : product.id(), false, "en"));
    }

    private void ignored() {
        meters.counter("parley.conversation.ignored", "kind", "comment").increment();
    }
}
