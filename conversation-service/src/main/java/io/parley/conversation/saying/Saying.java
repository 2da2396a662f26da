package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.saying.Reply.Button;
import io.parley.conversation.saying.Reply.Card;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.understanding.meaning.Taps;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Acts to one message in the shop's tone and the shopper's language. Thread-safe.
public final class Saying {
    private final Templates templates = Templates.load();
    private final FactCheck check = new FactCheck();
    private final Speech speech = new Speech();

    /// @param language what the shopper writes; the shop's default stands in where it does not answer in it
    /// @return empty when there is nothing to say
    public Optional<Reply> say(List<Act> acts, Shop shop, Catalogue catalogue, String language) {
        Reply first = compose(acts, shop, shop.tone(), language, List.of());
        if (first == null) {
            return Optional.empty();
        }
        List<String> objections = check.objections(first.text(), acts, shop, catalogue);
        if (objections.isEmpty()) {
            return Optional.of(first);
        }
        // another way to say the same, then without the seller's and the shopper's own words
        Set<Tone> tones = new LinkedHashSet<>(List.of(shop.tone(), Tone.FRIENDLY, Tone.LUXE));
        boolean ownAnswer = acts.stream().anyMatch(Act.TellOwnAnswer.class::isInstance);
        List<List<Act>> ways = ownAnswer
                ? List.of(acts)
                : List.of(acts, acts.stream().map(Saying::withoutOthersWords).toList());
        for (List<Act> told : ways) {
            for (Tone tone : tones) {
                Reply reply = compose(told, shop, tone, language, objections);
                if (reply != null
                        && check.objections(reply.text(), told, shop, catalogue).isEmpty()) {
                    return Optional.of(reply);
                }
            }
        }
        boolean onlyNever = objections.stream().allMatch(objection -> objection.startsWith(FactCheck.NEVER));
        String safe = onlyNever ? first.text() : templates.say("safe", spoken(shop, language), shop.tone(), Map.of());
        String text = FactCheck.without(shop.settings().neverSay(), safe);
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(new Reply(
                        text,
                        onlyNever ? first.buttons() : List.of(),
                        null,
                        List.of(),
                        speech.plain(text),
                        objections));
    }

    private static String spoken(Shop shop, String language) {
        String answer = shop.answerIn(language);
        return Templates.LANGUAGES.contains(answer) ? answer : "en";
    }

    private static Act withoutOthersWords(Act act) {
        return switch (act) {
            case Act.Describe d -> new Act.Describe(d.name(), null, d.choices(), d.imageUrl(), d.asked());
            case Act.Compare c ->
                new Act.Compare(c.products().stream()
                        .map(p -> new Act.Described(p.name(), null, p.from()))
                        .toList());
            case Act.KeepNote _ -> new Act.KeepNote("");
            case Act.NotSold not -> new Act.NotSold("", not.instead());
            case Act.NotIn not -> new Act.NotIn(not.name(), "", not.choices());
            case Act.AboutDelivery about -> new Act.AboutDelivery(null, about.ordered());
            case Act.SayClosed c -> new Act.SayClosed(null, c.day(), c.opens(), c.today(), c.tomorrow());
            default -> act;
        };
    }

    private @Nullable Reply compose(List<Act> acts, Shop shop, Tone tone, String language, List<String> blocked) {
        Wording wording = new Wording(templates, check, shop, tone, spoken(shop, language), false);
        StringBuilder text = new StringBuilder();
        List<Button> buttons = new ArrayList<>();
        List<Card> cards = new ArrayList<>();
        String image = null;
        for (Act act : acts) {
            Sentence sentence = wording.sentence(act);
            if (sentence == null) {
                continue;
            }
            append(text, wording.words(sentence));
            if (!sentence.buttons().isEmpty()) {
                buttons = new ArrayList<>(sentence.buttons());
            }
            cards.addAll(wording.cards(act));
            image = sentence.imageUrl() != null && image == null ? sentence.imageUrl() : image;
        }
        if (text.isEmpty()) {
            return null;
        }
        List<Card> shown = cards.stream().distinct().limit(Reply.CARDS_MAX).toList();
        boolean sideBySide = Reply.pictured(shown);
        List<Card> choice = choice(acts, shown, buttons);
        if (!sideBySide && !choice.isEmpty()) {
            buttons = new ArrayList<>(choice.stream().map(Saying::toTap).toList());
        }
        Wording aloud = new Wording(templates, check, shop, tone, spoken(shop, language), true);
        return new Reply(
                text.toString(),
                List.copyOf(buttons.subList(0, Math.min(buttons.size(), Reply.BUTTONS_MAX))),
                sideBySide ? null : image,
                sideBySide ? shown : choice,
                speech.of(acts, aloud),
                blocked);
    }

    /// The products that may be tapped, where nothing else is asked. A person can be asked for in words.
    private static List<Card> choice(List<Act> acts, List<Card> shown, List<Button> buttons) {
        boolean asksElse = acts.stream().anyMatch(act -> act.asks() && !(act instanceof Act.AskProduct));
        boolean which = acts.stream().anyMatch(Act.AskProduct.class::isInstance);
        String person = Taps.of(Taps.PERSON, "");
        boolean free =
                which || buttons.stream().allMatch(button -> button.payload().equals(person));
        return asksElse || !free
                ? List.of()
                : shown.stream().filter(card -> !card.buttons().isEmpty()).toList();
    }

    private static Button toTap(Card card) {
        return new Button(card.title(), card.buttons().getFirst().payload());
    }

    private static void append(StringBuilder text, String words) {
        if (words.isBlank()) {
            return;
        }
        if (!text.isEmpty()) {
            boolean blocks = text.indexOf("\n") >= 0 || words.contains("\n");
            text.append(blocks ? "\n\n" : " ");
        }
        text.append(words);
    }
}
