package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Hold;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Reply.Button;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.ConversationEvent.ShopperIdentified;
import io.parley.events.OrderCaptureEvent.OrderCaptured;
import io.parley.events.OrderCaptureEvent.OrderChangeAsked;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import io.parley.starter.events.Outbox;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the acts of a step mean for the rest of the company: told in the turn's own transaction.
@Component
class Effects {
    /// Nobody types a long answer as quickly as a short one.
    private static final int TYPING_MILLIS_MIN = 1_000;

    private static final int TYPING_MILLIS_MAX = 3_000;
    private static final int TYPING_MILLIS_PER_CHARACTER = 12;

    private final Outbox outbox;
    private final Conversations conversations;
    private final Waitlist waitlist;
    private final ForgetShoppers forgetting;
    private final Consents consents;

    Effects(
            Outbox outbox,
            Conversations conversations,
            Waitlist waitlist,
            ForgetShoppers forgetting,
            Consents consents) {
        this.outbox = outbox;
        this.conversations = conversations;
        this.waitlist = waitlist;
        this.forgetting = forgetting;
        this.consents = consents;
    }

    /// What is held for the draft that has become this order.
    private static @Nullable UUID held(Conversation conversation, Act.CaptureOrder order) {
        Hold hold = conversation.dialogue().hold();
        return hold != null && hold.draft().equals(order.orderId()) ? hold.reference() : null;
    }

    void tell(Conversation conversation, Step step, @Nullable Reply reply, @Nullable UUID replyId, boolean delayed) {
        tellUnder(conversation, step, reply, replyId, delayed, null);
    }

    /// @param commentId the public comment that is answered in private
    void tellUnder(
            Conversation conversation,
            Step step,
            @Nullable Reply reply,
            @Nullable UUID replyId,
            boolean delayed,
            @Nullable String commentId) {
        // a child goes by no name
        Contact contact = step.dialogue().shopper().child() ? nameless(conversation.contact()) : conversation.contact();
        if (reply != null && replyId != null) {
            outbox.publish(new ReplyRequested(
                    replyId,
                    conversation.id(),
                    contact,
                    "ASSISTANT",
                    reply.text(),
                    quickReplies(contact.platform(), reply),
                    reply.imageUrl(),
                    // nobody types on the phone, and silence is long there
                    delayed && conversation.contact().platform() != Platform.VOICE ? typing(reply.text()) : 0,
                    cards(contact.platform(), reply),
                    List.of(),
                    commentId,
                    null,
                    conversation.contact().platform() == Platform.VOICE ? reply.spoken() : null,
                    step.acts().stream().anyMatch(Effects::isMarketing)));
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
                            order.note(),
                            held(conversation, order)));
                case Act.ChangeOrder change ->
                    outbox.publish(new OrderChangeAsked(
                            change.orderId(),
                            change.changeId(),
                            conversation.id(),
                            conversation.shopperId(),
                            change.lines(),
                            change.place(),
                            change.total(),
                            change.note()));
                case Act.HandOver handoff ->
                    outbox.publish(new HandoffRequested(
                            conversation.id(),
                            conversation.shopperId(),
                            contact,
                            handoff.reason().code(),
                            handoff.summary(),
                            handoff.orderId()));
                case Act.NoteForPerson note
                when note.summary() != null ->
                    outbox.publish(new HandoffRequested(
                            conversation.id(),
                            conversation.shopperId(),
                            contact,
                            note.reason().code(),
                            note.summary(),
                            null));
                case Act.PersonComing coming
                when coming.reason() != null && coming.summary() != null ->
                    outbox.publish(new HandoffRequested(
                            conversation.id(),
                            conversation.shopperId(),
                            contact,
                            coming.reason().code(),
                            coming.summary(),
                            null));
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
                case Act.RememberWaiting waiting ->
                    waitlist.add(conversation.shopId(), conversation.id(), waiting.product(), waiting.variant());
                case Act.AskParent ask -> consents.ask(conversation, ask.email());
                case Act.ForgetPerson _ -> forgetting.forget(conversation, true);
                default -> {
                    // said, not done
                }
            }
        }
    }

    /// What the platforms' rules take for advertising: reminders of an order never placed, and news
    /// of goods. What becomes of an order is not.
    private static boolean isMarketing(Act act) {
        return act instanceof Act.StillThere || act instanceof Act.TellBack;
    }

    private static Contact nameless(Contact contact) {
        return new Contact(
                contact.conversationKey(),
                contact.channelId(),
                contact.platform(),
                contact.accountId(),
                contact.personId(),
                null,
                null,
                contact.aliases());
    }

    private static int typing(String text) {
        return Math.clamp(
                TYPING_MILLIS_MIN + (long) text.length() * TYPING_MILLIS_PER_CHARACTER,
                TYPING_MILLIS_MIN,
                TYPING_MILLIS_MAX);
    }

    /// Side by side, or as what can be tapped: the words alone say the same.
    private static List<Card> cards(Platform platform, Reply reply) {
        boolean shown = switch (platform) {
            case INSTAGRAM, MESSENGER -> reply.pictured();
            // there a list is a message of its own: never above another question's buttons
            case WHATSAPP, TELEGRAM -> quickReplies(platform, reply).isEmpty();
            case SMS, VOICE, WEB -> false;
        };
        return shown
                ? reply.cards().stream()
                        .map(card -> new Card(
                                card.title(),
                                card.subtitle(),
                                card.imageUrl(),
                                taps(card.buttons().stream()),
                                card.sku()))
                        .toList()
                : List.of();
    }

    /// A product is not offered twice where its card can be tapped.
    private static List<QuickReply> quickReplies(Platform platform, Reply reply) {
        Set<String> onCards = switch (platform) {
            case WHATSAPP, TELEGRAM ->
                reply.cards().stream()
                        .flatMap(card -> card.buttons().stream())
                        .map(Button::payload)
                        .collect(Collectors.toSet());
            case INSTAGRAM, MESSENGER, SMS, VOICE, WEB -> Set.of();
        };
        return taps(reply.buttons().stream().filter(button -> !onCards.contains(button.payload())));
    }

    private static List<QuickReply> taps(Stream<Button> buttons) {
        return buttons.map(button -> new QuickReply(button.title(), button.payload()))
                .toList();
    }
}
