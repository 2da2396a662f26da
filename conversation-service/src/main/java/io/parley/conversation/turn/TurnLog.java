package io.parley.conversation.turn;

import static io.parley.starter.Timestamps.at;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.understanding.Spent;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Utterance;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// Writes a turn down in one round trip: what was heard, what was answered, what is remembered.
@Repository
class TurnLog {
    private static final String TURN = """
            with heard as (
              insert into message (id, shop_id, conversation_id, platform_message_id, sender, text, attachments, payload,
                                   reference, quoted, at, turn_id, intent, position)
              select ?::uuid, ?::uuid, ?::uuid, ?::text, 'SHOPPER', ?::text, ?::jsonb, ?::text, ?::text, ?::text,
                     ?::timestamptz,
                     ?::uuid, ?::text, ?::bigint
              where ?::boolean),
            answered as (
              insert into message (id, shop_id, conversation_id, sender, text, attachments, at, turn_id, delivery, position)
              select ?::uuid, ?::uuid, ?::uuid, 'ASSISTANT', ?::text, ?::jsonb, ?::timestamptz, ?::uuid, 'QUEUED',
                     ?::bigint
              where ?::boolean),
            recorded as (
              insert into turn (id, shop_id, conversation_id, heard, understood, acts, said, state_before, state_after,
                                engine, confidence, language, received_at, took_micros, tokens_in, tokens_out,
                                cost_micros, platform, intents, codes,
                                handoff, sought, sold_out, answered, answered_at, utterance, before, touched, tone)
              values (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb,
                      ?::jsonb, ?))
            update conversation set
              context = ?::jsonb, state = ?, handling = ?, handoff_reason = ?, order_id = coalesce(?::uuid, order_id),
              last_text = coalesce(?::text, last_text), last_from = coalesce(?::text, last_from), last_at = ?,
              unread = unread + ?, turn_due_at = null, updated_at = ?, snoozed_until = null,
              waiting_since = case when ?::boolean then coalesce(waiting_since, ?::timestamptz)
                                   when ?::boolean then waiting_since end
            where id = ? and version = ?
            """;

    private static final String JOINED =
            "update message set turn_id = ?, intent = ? where conversation_id = ? and turn_id is null and sender = 'SHOPPER'";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    TurnLog(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// @param messageId of the fresh message
    /// @param fresh the message to store with the turn; absent when all of them are stored already
    /// @param joined messages that waited are part of this turn
    /// @param offer what there was to sell, absent when nobody looked
    record Entry(
            UUID turnId,
            UUID messageId,
            Conversation conversation,
            @Nullable Incoming fresh,
            boolean joined,
            Utterance utterance,
            @Nullable Offer offer,
            Heard understood,
            Step step,
            @Nullable Reply reply,
            @Nullable UUID replyId,
            String engine,
            Instant receivedAt,
            Instant now,
            long tookMicros,
            Spent spent) {}

    /// @return false when the conversation has moved on since it was read: nothing may be committed
    boolean write(Entry entry) {
        Conversation conversation = entry.conversation();
        Dialogue after = entry.step().dialogue();
        Incoming fresh = entry.fresh();
        Reply reply = entry.reply();
        String intent = entry.understood().labels().getFirst();
        String lastHeard = fresh == null ? null : Conversations.shown(fresh);
        Dialogue.Taken taken = after.captured();
        TurnFigures figures = TurnFigures.of(entry.understood(), entry.step(), reply != null);
        int written = jdbc.update(
                TURN,
                // heard
                entry.messageId(),
                conversation.shopId(),
                conversation.id(),
                fresh == null ? null : fresh.messageId(),
                fresh == null ? null : fresh.text(),
                fresh == null ? "[]" : json.writeValueAsString(fresh.attachments()),
                fresh == null ? null : fresh.payload(),
                fresh == null ? null : fresh.reference(),
                fresh == null ? null : fresh.quoted(),
                at(fresh == null ? entry.now() : fresh.sentAt()),
                entry.turnId(),
                intent,
                Conversations.position(entry.now()),
                fresh != null,
                // answered
                entry.replyId(),
                conversation.shopId(),
                conversation.id(),
                reply == null ? null : reply.text(),
                reply == null || reply.imageUrl() == null
                        ? "[]"
                        : json.writeValueAsString(List.of(new Picture(reply.imageUrl()))),
                at(entry.now()),
                entry.turnId(),
                Conversations.position(entry.now()) + 1,
                reply != null,
                // recorded
                entry.turnId(),
                conversation.shopId(),
                conversation.id(),
                entry.utterance().text(),
                json.writeValueAsString(entry.understood()),
                json.writeValueAsString(entry.step().acts().stream()
                        .map(act -> new Done(act.code(), act))
                        .toList()),
                reply == null ? null : reply.text(),
                conversation.dialogue().state().name(),
                after.state().name(),
                entry.engine(),
                (float) entry.understood().confidence(),
                entry.understood().language(),
                at(entry.receivedAt()),
                entry.tookMicros(),
                entry.spent().tokensIn(),
                entry.spent().tokensOut(),
                entry.spent().costMicros(),
                conversation.contact().platform().name(),
                figures.intents(),
                figures.codes(),
                figures.handoff(),
                figures.sought(),
                figures.soldOut(),
                reply != null,
                at(entry.now()),
                json.writeValueAsString(entry.utterance()),
                json.writeValueAsString(conversation.dialogue()),
                json.writeValueAsString(Touched.by(entry.understood(), after, entry.offer())),
                entry.offer() == null ? null : entry.offer().shop().tone().code(),
                // conversation
                json.writeValueAsString(after),
                after.state().name(),
                Conversations.handling(after),
                Conversations.reason(after),
                taken == null ? null : taken.orderId(),
                reply == null ? lastHeard : reply.text(),
                reply == null ? (lastHeard == null ? null : "SHOPPER") : "ASSISTANT",
                at(entry.now()),
                fresh == null ? 0 : 1,
                at(entry.now()),
                figures.waits(),
                at(entry.receivedAt()),
                !Conversations.handling(after).equals("ASSISTANT"),
                conversation.id(),
                conversation.version());
        if (written == 1 && entry.joined()) {
            jdbc.update(JOINED, entry.turnId(), intent, conversation.id());
        }
        return written == 1;
    }

    /// What the assistant says by itself, because of what became of an order.
    void writeUnasked(
            Conversation conversation, Step step, @Nullable Reply reply, @Nullable UUID replyId, Instant now) {
        Dialogue after = step.dialogue();
        jdbc.update(
                """
                with answered as (
                  insert into message (id, shop_id, conversation_id, sender, text, at, delivery, position)
                  select ?::uuid, ?::uuid, ?::uuid, 'ASSISTANT', ?::text, ?::timestamptz, 'QUEUED', ?::bigint
                  where ?::boolean)
                update conversation set
                  context = ?::jsonb, state = ?, handling = ?, handoff_reason = ?,
                  last_text = coalesce(?::text, last_text), last_from = case when ?::boolean then 'ASSISTANT' else last_from end,
                  last_at = case when ?::boolean then ?::timestamptz else last_at end, updated_at = ?
                where id = ?
                """,
                replyId,
                conversation.shopId(),
                conversation.id(),
                reply == null ? null : reply.text(),
                at(now),
                Conversations.position(now),
                reply != null,
                json.writeValueAsString(after),
                after.state().name(),
                Conversations.handling(after),
                Conversations.reason(after),
                reply == null ? null : reply.text(),
                reply != null,
                reply != null,
                at(now),
                at(now),
                conversation.id());
    }

    private record Picture(String kind, String url) {
        Picture(String url) {
            this("image", url);
        }
    }

    private record Done(String act, Act detail) {}
}
