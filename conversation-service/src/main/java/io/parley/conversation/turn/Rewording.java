package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Step;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.understanding.Spent;

/// Says what the templates say in other words, where the shop wants it. It never fails: at any doubt the
/// template's text stands.
@FunctionalInterface
public interface Rewording {

    Reworded reword(Reply reply, Step step, Offer offer);

    record Reworded(Reply reply, Spent spent) {}

    static Rewording none() {
        return (reply, _, _) -> new Reworded(reply, Spent.NOTHING);
    }
}
