package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Hold;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.saying.Reply;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.ConversationEvent.ShopperIdentified;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.starter.events.Outbox;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the acts of a step mean for the rest of the company: told in the turn's own transaction.
@Component
class Effects {
    private static final int TYPING_MILLIS = 1_500;

    private final Outbox outbox;
    private final Conversations conversations;

    Effects(Outbox outbox, Conversations conversations) {
        this.outbox = outbox;
        this.conversations = conversations;
    }

    /// What is held for the draft that has become this order.
    private static @Nullable UUID held(Conversation conversation, Act.CaptureOrder order) {
        Hold hold = conversation.dialogue().hold();
        return hold != null && hold.draft().equals(order.orderId()) ? hold.reference() : null;
    }

    void tell(Conversation conversation, Step step, @Nullable Reply reply, @Nullable UUID replyId, boolean delayed) {
        if (reply != null && replyId != null) {
            outbox.publish(new ReplyRequested(
                    replyId,
                    conversation.id(),
                    conversation.contact(),
                    "ASSISTANT",
                    reply.text(),
                    reply.buttons().stream()
                            .map(button -> new QuickReply(button.title(), button.payload()))
                            .toList(),
                    reply.imageUrl(),
                    delayed ? TYPING_MILLIS : 0));
        }
        for (Act act : step.acts()) {
            switch (act) {
                case Act.CaptureOrder order ->
                    outbox.publish(new OrderCaptured(
                            order.orderId(),
                            conversation.id(),
                            conversation.shopperId(),
                            conversation.contact(),
                            order.lines(),
                            order.place(),
                            order.total(),
                            null,
                            held(conversation, order)));
                case Act.HandOver handoff ->
                    outbox.publish(new HandoffRequested(
                            conversation.id(),
                            conversation.shopperId(),
                            conversation.contact(),
                            handoff.reason().code(),
                            handoff.summary(),
                            handoff.orderId()));
                case Act.Identify known -> {
                    conversations.identify(
                            conversation.shopId(), conversation.shopperId(), known.phone(), known.email());
                    outbox.publish(new ShopperIdentified(
                            conversation.id(),
                            conversation.shopperId(),
                            conversation.contact().personName(),
                            known.phone(),
                            known.email()));
                }
                default -> {
                    // said, not done
                }
            }
        }
    }
}
