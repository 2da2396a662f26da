package io.parley.channel;

import static io.parley.channel.Stage.SERVICE;
import static io.parley.channel.Stage.echo;
import static io.parley.channel.Stage.reply;
import static io.parley.channel.Stage.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.channel.Stage.Connected;
import io.parley.channel.sending.Crashes;
import io.parley.events.DeliveryEvent.MessageFailed;
import io.parley.events.DeliveryEvent.MessageSent;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.sandbox.ledger.Sent;
import io.parley.starter.Ids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A process dies while it sends. Never a loss; at most one duplicate per crash; none where the
/// platform gives our mark back or can be asked.
class CrashServiceTest {
    private static final List<String> PLACES =
            List.of("AFTER_CLAIM", "AFTER_PLATFORM_TOOK_IT", "AFTER_MARK_BEFORE_EVENT");

    private final Stage stage = new Stage();

    /// @param first the one that is killed
    private record Case(String named, String person, ReplyRequested first, ReplyRequested next, int most) {}

    @Test
    void whatever_the_moment_nothing_is_lost_and_twice_is_the_worst() {
        Connected instagram = stage.instagram();
        Connected page = stage.page();
        List<Case> cases = new ArrayList<>();
        for (String place : PLACES) {
            // words can be looked for on both platforms
            cases.add(armed(place, "Instagram, words", instagram, words(instagram), 1));
            cases.add(armed(place, "Messenger, words", page, words(page), 1));
            // a picture comes back with its mark on Messenger
            cases.add(armed(place, "Messenger, picture", page, picture(page), 1));
            // and nothing tells of it on Instagram
            cases.add(armed(place, "Instagram, picture", instagram, picture(instagram), 2));
        }
        Case same = sameWordsAgain(instagram);
        cases.add(same);
        cases.forEach(it -> {
            SERVICE.publish(stage.shop, it.first);
            SERVICE.publish(stage.shop, it.next);
        });
        cases.forEach(it -> eventually(() -> Crashes.hasDied(it.first.replyId())));
        cases.stream().filter(it -> it.named.equals("Messenger, picture")).forEach(it -> echoed(page, it));
        SERVICE.stop();

        SERVICE.restart();

        cases.forEach(it ->
                SERVICE.awaitEvent(MessageSent.class, sent -> sent.replyId().equals(it.next.replyId())));
        for (Case it : cases) {
            List<String> got = Stage.SANDBOX.sentTo(it.person).stream()
                    .map(CrashServiceTest::content)
                    .toList();
            String first = content(it.first);
            assertThat(got.getLast()).as(it.named).isEqualTo("next");
            assertThat(got.subList(0, got.size() - 1))
                    .as(it.named)
                    .isNotEmpty()
                    .hasSizeLessThanOrEqualTo(it.most)
                    .allMatch(first::equals);
            assertThat(SERVICE.events(MessageSent.class).stream()
                            .filter(sent -> sent.replyId().equals(it.first.replyId()))
                            // a record may be relayed twice; it is the same event then
                            .distinct())
                    .as(it.named)
                    .hasSize(1);
        }
        assertThat(Stage.SANDBOX.sentTo(same.person)).hasSize(3);
    }

    @Test
    void what_a_closed_window_held_back_is_sent_once_though_the_process_dies_over_it() {
        Connected page = stage.page();
        String person = Stage.personId();
        webhook(Stage.body(page, person, Stage.text("first-" + person, "hi")));
        SERVICE.jdbc()
                .update(
                        "update messaging_window set heard_at = heard_at - interval '8 days' where person_id = ?",
                        person);
        ReplyRequested news = new ReplyRequested(
                Ids.next(), UUID.randomUUID(), page.contact(person), "SYSTEM", "It has left.", List.of(), null, 0);
        SERVICE.publish(stage.shop, news);
        SERVICE.awaitEvent(MessageFailed.class, it -> it.replyId().equals(news.replyId()));
        Crashes.at("AFTER_PLATFORM_TOOK_IT", news.replyId());

        webhook(Stage.body(page, person, Stage.text("again-" + person, "hello?")));
        eventually(() -> Crashes.hasDied(news.replyId()));
        SERVICE.stop();
        SERVICE.restart();
        // and once more: it is held back no longer
        webhook(Stage.body(page, person, Stage.text("more-" + person, "are you there?")));

        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(news.replyId()));
        ReplyRequested next = reply(page, person, "Hello!");
        SERVICE.publish(stage.shop, next);
        SERVICE.awaitEvent(MessageSent.class, it -> it.replyId().equals(next.replyId()));
        assertThat(Stage.SANDBOX.sentTo(person).stream().map(Sent::text)).containsExactly("It has left.", "Hello!");
    }

    /// The same words had been sent just before: they must not be taken for those that never
    /// left.
    private Case sameWordsAgain(Connected from) {
        String person = Stage.personId();
        ReplyRequested before = reply(from, person, "Anything else?");
        SERVICE.publish(stage.shop, before);
        SERVICE.awaitEvent(MessageSent.class, sent -> sent.replyId().equals(before.replyId()));
        ReplyRequested again = reply(from, person, "Anything else?");
        Crashes.at("AFTER_CLAIM", again.replyId());
        return new Case("the same words again", person, again, reply(from, person, "next"), 2);
    }

    private static Case armed(String place, String named, Connected from, ReplyRequested first, int most) {
        Crashes.at(place, first.replyId());
        String person = first.contact().personId();
        return new Case(named, person, first, reply(from, person, "next"), most);
    }

    private static ReplyRequested words(Connected from) {
        return reply(from, Stage.personId(), "Shall I order it?");
    }

    private static ReplyRequested picture(Connected from) {
        return new ReplyRequested(
                Ids.next(),
                UUID.randomUUID(),
                from.contact(Stage.personId()),
                "ASSISTANT",
                "",
                List.of(),
                "https://glow.example/serum.jpg",
                0);
    }

    /// Messenger sends back what it has taken, with the mark it was given.
    private static void echoed(Connected page, Case it) {
        for (Sent sent : Stage.SANDBOX.sentTo(it.person)) {
            webhook(echo(
                    page,
                    it.person,
                    Map.of(
                            "mid", sent.messageId(),
                            "is_echo", true,
                            "metadata", sent.json().at("/message/metadata").asString(),
                            "attachments", List.of())));
        }
    }

    private static String content(Sent sent) {
        return sent.text() == null
                ? sent.json().at("/message/attachment/payload/url").asString("")
                : sent.text();
    }

    private static String content(ReplyRequested reply) {
        return reply.imageUrl() == null ? reply.text() : reply.imageUrl();
    }

    private static void eventually(java.util.concurrent.Callable<Boolean> it) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(it);
    }
}
