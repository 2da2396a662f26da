package io.parley.conversation.turn;

import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Deciding;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.dialogue.WhichOrder;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.understanding.Apart;
import io.parley.conversation.understanding.Clauses;
import io.parley.conversation.understanding.Engines;
import io.parley.conversation.understanding.Spent;
import io.parley.conversation.understanding.Understanding;
import io.parley.conversation.understanding.Understood;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Intent;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Understand, decide, say: one turn without a database. The same for a live message, a test and a replay.
public final class Assistant {
    private final Engines engines;
    private final Saying saying;
    private final Rewording rewording;

    /// One that rests on nothing but this engine and the templates.
    public Assistant(Understanding understanding, Saying saying) {
        this(Engines.always(understanding), saying, Rewording.none());
    }

    public Assistant(Engines engines, Saying saying, Rewording rewording) {
        this.engines = engines;
        this.saying = saying;
        this.rewording = rewording;
    }

    /// @param reply absent when the assistant keeps quiet
    public record Answer(Heard heard, Step step, Optional<Reply> reply, String engine, Spent spent) {}

    public Answer answer(Utterance utterance, Dialogue before, Offer offer, CatalogueIndex index, Moment moment) {
        return answer(utterance, before, offer, index, moment, UnaryOperator.identity());
    }

    /// @param beforeSaying what is done between deciding and saying, and what the step then is
    public Answer answer(
            Utterance utterance,
            Dialogue before,
            Offer offer,
            CatalogueIndex index,
            Moment moment,
            UnaryOperator<Step> beforeSaying) {
        Product pointed = pointedAt(utterance.reference(), offer);
        WhichOrder.Meant meant = WhichOrder.named(before, utterance.text(), moment.now());
        return answer(utterance.saying(meant.text()), meant.at(), pointed, offer, index, moment, beforeSaying);
    }

    /// @param pointed what it points at
    private Answer answer(
            Utterance utterance,
            Dialogue before,
            @Nullable Product pointed,
            Offer offer,
            CatalogueIndex index,
            Moment moment,
            UnaryOperator<Step> beforeSaying) {
        Dialogue pointing = pointed == null ? before : before.pointedAt(pointed.id(), moment.now());
        boolean wordless = utterance.text().isBlank() || keyword(utterance);
        Utterance said = wordless ? pointing(utterance, pointed) : utterance;
        Read read = read(said, pointing, offer, index, moment);
        if (!wordless && opens(utterance, before, pointed, read.understood().heard())) {
            said = pointing(utterance, pointed);
            read = read(said, pointing, offer, index, moment);
        }
        Dialogue at = read.at();
        Understood understood = read.understood();
        // a model reads a message as a whole, and is asked once
        Step step = offer.shop().model() || at.handoff() != null && !at.goesOn()
                ? null
                : apart(said, understood.heard(), at, read.table(), offer, index, moment);
        Step decided = step == null ? Deciding.step(at, understood.heard(), offer, moment) : step;
        Step whole = offer.shop().model()
                ? decided
                : eachQuestion(said, understood.heard(), at, decided, offer, index, moment);
        return worded(understood, beforeSaying.apply(asSpoken(whole, understood.heard())), offer, moment);
    }

    /// "Mình muốn order 2 Velvet Lipstick nha, how long does it take?": answered in the language of the whole, whatever
    /// its last part is in.
    private static Step asSpoken(Step step, Heard whole) {
        boolean tells = whole.languageConfidence() >= LANGUAGE_SURE
                && !whole.language().equals(step.dialogue().language());
        return tells ? new Step(step.dialogue().inLanguage(whole.language()), step.acts()) : step;
    }

    private static final double LANGUAGE_SURE = 0.4;

    /// "Hi", under an ad, "Get started", on the page's own button, and "start": nothing is said but that
    /// somebody is here, for what they come from if that is known.
    private static boolean opens(Utterance utterance, Dialogue at, @Nullable Product pointed, Heard heard) {
        boolean greets = heard.wants(Intent.GREETING)
                && heard.meanings().size() == 1
                && heard.items().isEmpty()
                && !heard.manner().question();
        boolean button = Taps.foreign(utterance.payload()) && heard.unclear() && at.question() == null;
        // "START": of one who had never left
        boolean starts = heard.wants(Intent.OPT_IN)
                && heard.meanings().size() == 1
                && heard.items().isEmpty()
                && !at.optedOut();
        return button || starts || greets && pointed != null;
    }

    private static boolean keyword(Utterance utterance) {
        return Taps.of(Taps.KEYWORD, "").equals(utterance.payload());
    }

    /// As if it asked for what it points at, or said nothing.
    private static Utterance pointing(Utterance utterance, @Nullable Product pointed) {
        return new Utterance(
                pointed == null ? "" : pointed.name(),
                utterance.media(),
                Taps.foreign(utterance.payload()) || keyword(utterance) ? null : utterance.payload(),
                null,
                utterance.sharedPlace());
    }

    /// What the message asks besides what was answered. "Is it original?" asks of what is named before it.
    private Step eachQuestion(
            Utterance said,
            Heard whole,
            Dialogue before,
            Step decided,
            Offer offer,
            CatalogueIndex index,
            Moment moment) {
        boolean fetched = decided.dialogue().handoff() != null;
        if (fetched && !EachQuestion.asksForSpecial(decided)
                || !fetched && !Apart.mayAsk(said, whole)
                || Deciding.overrides(said.text())) {
            return decided;
        }
        Step step = decided;
        Dialogue spokenOf = before;
        for (Utterance clause :
                fetched ? Apart.besideSpecial(said, reader(before, offer, index, moment)) : Clauses.of(said)) {
            // a person is fetched for one thing, and the rest is answered as if nobody had been
            Dialogue at = (fetched ? before : step.dialogue()).speakingOf(spokenOf.focus(), spokenOf.told());
            Heard heard = understood(clause, at, offer, index, moment).heard();
            at = comingSo(heard, at, index);
            boolean marked = said.text().contains("?");
            // "is it original and do you deliver?"
            Heard asked = heard.manner().question() || !marked
                    ? heard
                    : understood(clause.asked(), at, offer, index, moment).heard();
            Step alone = Deciding.step(at, asked, offer, moment);
            boolean told = Apart.surelyAsks(heard, marked) && EachQuestion.tells(alone);
            if (told) {
                step = EachQuestion.answered(step, at, asked, alone);
            } else if (at.focus() != null
                    && !EachQuestion.bargains(step)
                    && Apart.asksUnknown(heard, description(at.focus(), index))) {
                Step known = EachQuestion.tells(alone) ? alone : Deciding.describe(at, heard, offer, moment);
                step = EachQuestion.answered(step, at, heard, known);
            }
            spokenOf = named(heard, whole, spokenOf);
        }
        return step;
    }

    /// "Is the *noiler* vaccinated?": of the only thing of the order that comes so.
    private static Dialogue comingSo(Heard heard, Dialogue at, CatalogueIndex index) {
        List<UUID> kinds = heard.named().isEmpty() ? heard.loose().variants() : List.of();
        List<UUID> ordered = kinds.isEmpty()
                ? List.of()
                : index.having(kinds).stream().filter(at.inHand()::contains).toList();
        return ordered.size() == 1 ? at.speakingOf(ordered.getFirst()) : at;
    }

    private static String description(UUID product, CatalogueIndex index) {
        return index.catalogue().product(product).map(Product::description).orElse("");
    }

    private Function<Utterance, Heard> reader(Dialogue at, Offer offer, CatalogueIndex index, Moment moment) {
        return part -> understood(part, at, offer, index, moment).heard();
    }

    /// What is spoken of behind a clause that names one thing.
    private static Dialogue named(Heard heard, Heard whole, Dialogue spokenOf) {
        return heard.named().stream()
                .filter(item -> item.products().size() == 1)
                // alone, a word of an address may look like a thing
                .filter(item -> whole.named().stream()
                        .anyMatch(named -> named.products().containsAll(item.products())))
                .findFirst()
                .map(item -> spokenOf.speakingOf(
                        item.products().getFirst(),
                        item.variants().size() == 1 ? item.variants().getFirst() : null))
                .orElse(spokenOf);
    }

    /// @param at with the order that is spoken of
    /// @param table what it was read at
    private record Read(Understood understood, Dialogue at, Dialogue table) {}

    /// "Actually the turmeric instead", behind an order: what changes that is read as if it were being put together.
    private Read read(Utterance said, Dialogue at, Offer offer, CatalogueIndex index, Moment moment) {
        Read plain = new Read(understood(said, at, offer, index, moment), at, at);
        Heard heard = plain.understood().heard();
        Dialogue meant = WhichOrder.having(at, heard, moment.now());
        boolean mayChange = meant != at || Deciding.mayChangePlaced(at, heard, moment);
        if (offer.shop().model() || !mayChange) {
            return plain;
        }
        Dialogue table = meant.withPlacedOnTable();
        Understood again = understood(said, table, offer, index, moment);
        Heard there = again.heard();
        // nothing is sent back where one thing of the order becomes another
        boolean exchanges = !heard.wants(Intent.RETURN_REQUEST)
                || !there.wants(Intent.RETURN_REQUEST)
                        && (there.change().from() != null || there.manner().instead());
        return exchanges && Deciding.changesPlaced(meant, there, moment) ? new Read(again, meant, table) : plain;
    }

    private Understood understood(Utterance said, Dialogue at, Offer offer, CatalogueIndex index, Moment moment) {
        return engines.understand(
                offer.shop(),
                said,
                new Surroundings(
                        index,
                        at.awaited(moment.now()),
                        at.inHand(),
                        at.settled(),
                        at.pieces(),
                        at.listed(),
                        at.focus(),
                        !at.lines().isEmpty(),
                        at.language(),
                        at.place(),
                        at.placed(),
                        at.placeAsked(),
                        at.captured() == null ? null : at.captured().place(),
                        at.lastWords()));
    }

    /// An order and the question behind it, one by one.
    ///
    /// @param table what the first of them is read at
    private @Nullable Step apart(
            Utterance said,
            Heard whole,
            Dialogue at,
            Dialogue table,
            Offer offer,
            CatalogueIndex index,
            Moment moment) {
        Awaited awaited = at.awaited(moment.now());
        Apart.Parts parts = Apart.of(said, whole, awaited, reader(table, offer, index, moment));
        if (parts == null) {
            return null;
        }
        Step before = Deciding.step(at, parts.first(), offer, moment);
        Heard then = understood(parts.then(), before.dialogue(), offer, index, moment)
                .heard();
        if (!Apart.goTogether(parts, then, awaited)) {
            return null;
        }
        // "just one. is that too big for it? maybe the 18cm", "one. can you fit it? I'm in Akobo"
        Step rest = apart(parts.then(), then, before.dialogue(), before.dialogue(), offer, index, moment);
        return before.then(rest == null ? Deciding.step(before.dialogue(), then, offer, moment) : rest);
    }

    /// What has been understood already is decided on and worded.
    Answer answer(Dialogue at, Understood understood, Offer offer, Moment moment, UnaryOperator<Step> beforeSaying) {
        return worded(
                understood, beforeSaying.apply(Deciding.step(at, understood.heard(), offer, moment)), offer, moment);
    }

    private Answer worded(Understood understood, Step step, Offer offer, Moment moment) {
        Heard heard = understood.heard();
        Optional<Reply> said = say(step, offer);
        Optional<Rewording.Reworded> reworded = said.map(reply -> rewording.reword(reply, step, offer));
        return new Answer(
                heard,
                said.filter(Reply::asksOwner).isPresent() ? Aftermath.keptBack(step, heard, moment.now()) : step,
                reworded.map(Rewording.Reworded::reply),
                understood.engine(),
                understood.spent().plus(reworded.map(Rewording.Reworded::spent).orElse(Spent.NOTHING)));
    }

    /// The words for a step that no message led to.
    public Optional<Reply> say(Step step, Offer offer) {
        return saying.say(
                step.acts(), offer.shop(), offer.catalogue(), step.dialogue().language());
    }

    /// The product that an ad, a link, a code, a story or the message replied to names, and no other beside it: by
    /// id, SKU or name.
    private static @Nullable Product pointedAt(@Nullable String reference, Offer offer) {
        if (reference == null || reference.isBlank() || reference.length() > REFERENCE_MAX) {
            return null;
        }
        String wanted = plain(reference);
        List<String> parts = List.of(reference.split("\n"));
        List<Product> there =
                offer.catalogue().products().stream().filter(Product::available).toList();
        Optional<Product> exact = parts.stream()
                .flatMap(part -> there.stream().filter(product -> isCalled(product, part)))
                .findFirst();
        List<Product> named = there.stream()
                .filter(product ->
                        plain(product.name()).length() > NAME_LEAST && wanted.contains(plain(product.name())))
                .toList();
        // "Glow Serum Duo" names no Glow Serum
        List<Product> longest = named.stream()
                .filter(product -> named.stream()
                        .noneMatch(other -> other != product
                                && plain(other.name()).length()
                                        > plain(product.name()).length()
                                && plain(other.name()).contains(plain(product.name()))))
                .toList();
        return exact.orElse(longest.size() == 1 ? longest.getFirst() : null);
    }

    private static boolean isCalled(Product product, String reference) {
        return product.id().toString().equals(reference)
                || plain(product.name()).equals(plain(reference))
                || product.variants().stream()
                        .anyMatch(v -> v.sku().equalsIgnoreCase(reference) || isId(v.id(), reference));
    }

    private static final int REFERENCE_MAX = 600;
    private static final int NAME_LEAST = 4;

    private static boolean isId(UUID id, String reference) {
        return id.toString().equals(reference);
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "");
    }
}
