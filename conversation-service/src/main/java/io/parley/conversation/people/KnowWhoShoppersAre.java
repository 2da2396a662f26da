package io.parley.conversation.people;

import io.parley.conversation.people.People.Kind;
import io.parley.events.Contact;
import io.parley.events.ConversationEvent;
import io.parley.events.ConversationEvent.CommentLeftAlone;
import io.parley.events.ConversationEvent.ConversationClosed;
import io.parley.events.ConversationEvent.ConversationStarted;
import io.parley.events.ConversationEvent.CustomerWaiting;
import io.parley.events.ConversationEvent.HandoffRequested;
import io.parley.events.ConversationEvent.ParentConsentAsked;
import io.parley.events.ConversationEvent.ParentConsentGiven;
import io.parley.events.ConversationEvent.ShopperIdentified;
import io.parley.events.ConversationEvent.TakeoverEnded;
import io.parley.events.ConversationEvent.TakeoverStarted;
import io.parley.events.ConversationEvent.TurnRecorded;
import io.parley.events.Topic;
import io.parley.starter.events.EventListenerOn;
import io.parley.starter.events.Outbox;
import io.parley.starter.events.Reaction;
import io.parley.starter.shop.ShopScope;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What a thread's first message tells of a shopper, and what they say of themselves later.
@Component
class KnowWhoShoppersAre {
    private final People people;
    private final Outbox outbox;

    KnowWhoShoppersAre(People people, Outbox outbox) {
        this.people = people;
        this.outbox = outbox;
    }

    @EventListenerOn(Topic.CONVERSATION)
    Reaction on(ConversationEvent event) {
        return switch (event) {
            case ConversationStarted it -> () -> started(it);
            case ShopperIdentified it -> () -> said(it);
            case HandoffRequested _,
                    TakeoverStarted _,
                    TakeoverEnded _,
                    CustomerWaiting _,
                    ConversationClosed _,
                    ParentConsentAsked _,
                    ParentConsentGiven _,
                    CommentLeftAlone _,
                    TurnRecorded _ -> Reaction.NONE;
        };
    }

    private void started(ConversationStarted it) {
        UUID shop = ShopScope.current();
        Contact contact = it.contact();
        String platform = contact.platform().name().toLowerCase(Locale.ROOT);
        people.know(shop, it.shopperId(), Kind.PLATFORM, platform + ":" + contact.personId(), true);
        contact.aliases()
                .forEach(alias -> people.know(shop, it.shopperId(), Kind.PLATFORM, platform + ":" + alias, true));
        if (contact.phone() != null) {
            Phones.e164(contact.phone(), people.region(shop))
                    .filter(phone -> people.know(shop, it.shopperId(), Kind.PHONE, phone, true))
                    .ifPresent(phone -> outbox.publish(new ShopperIdentified(
                            it.conversationId(), it.shopperId(), contact.personName(), phone, null)));
        }
    }

    private void said(ShopperIdentified it) {
        UUID shop = ShopScope.current();
        if (it.phone() != null) {
            Phones.e164(it.phone(), people.region(shop))
                    .ifPresent(phone -> people.know(shop, it.shopperId(), Kind.PHONE, phone, false));
        }
        if (it.email() != null) {
            people.know(shop, it.shopperId(), Kind.EMAIL, it.email().strip().toLowerCase(Locale.ROOT), false);
        }
    }
}
