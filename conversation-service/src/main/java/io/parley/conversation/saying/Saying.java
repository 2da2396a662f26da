package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.saying.Reply.Button;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Shop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Acts to one message in the shop's tone and the shopper's language. Thread-safe.
public final class Saying {
    private final Templates templates = Templates.load();
    private final FactCheck check = new FactCheck();

    /// @param language what the shopper writes; the shop's default stands in where it does not answer in it
    /// @return empty when there is nothing to say
    public Optional<Reply> say(List<Act> acts, Shop shop, Catalogue catalogue, String language) {
        Wording wording = new Wording(templates, check, shop, spoken(shop, language));
        Reply reply = compose(acts, wording, shop, List.of());
        if (reply == null) {
            return Optional.empty();
        }
        List<String> objections = check.objections(reply.text(), acts, shop, catalogue);
        if (objections.isEmpty()) {
            return Optional.of(reply);
        }
        Reply plainer = compose(acts.stream().map(Saying::withoutSellersWords).toList(), wording, shop, objections);
        if (plainer != null
                && check.objections(plainer.text(), acts, shop, catalogue).isEmpty()) {
            return Optional.of(plainer);
        }
        String safe = templates.say("safe", spoken(shop, language), shop.tone(), java.util.Map.of());
        return Optional.of(new Reply(safe, List.of(), null, objections));
    }

    private static String spoken(Shop shop, String language) {
        String answer = shop.answerIn(language);
        return Templates.LANGUAGES.contains(answer) ? answer : "en";
    }

    private static Act withoutSellersWords(Act act) {
        return switch (act) {
            case Act.Describe d -> new Act.Describe(d.name(), null, d.choices(), d.imageUrl());
            case Act.Compare c ->
                new Act.Compare(c.products().stream()
                        .map(p -> new Act.Described(p.name(), null, p.from()))
                        .toList());
            default -> act;
        };
    }

    private @Nullable Reply compose(List<Act> acts, Wording wording, Shop shop, List<String> blocked) {
        StringBuilder text = new StringBuilder();
        List<Button> buttons = new ArrayList<>();
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
            image = sentence.imageUrl() != null && image == null ? sentence.imageUrl() : image;
        }
        boolean severalPictures =
                acts.stream().filter(Act.Describe.class::isInstance).count() > 1;
        return text.isEmpty()
                ? null
                : new Reply(
                        text.toString(),
                        List.copyOf(buttons.subList(0, Math.min(buttons.size(), Reply.BUTTONS_MAX))),
                        severalPictures ? null : image,
                        blocked);
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
