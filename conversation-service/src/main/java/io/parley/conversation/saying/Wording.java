package io.parley.conversation.saying;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Act.Choice;
import io.parley.conversation.dialogue.Act.Offered;
import io.parley.conversation.saying.Reply.Button;
import io.parley.conversation.saying.Reply.Card;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.events.Money;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which sentence says an act, and with what in it.
final class Wording {
    /// What is said behind a sentence.
    private static final String MORE = "more";

    /// What a shopper called a thing is said back only where it is nothing but words.
    private static boolean named(Act.NotIn not) {
        return WORDS.matcher(not.sought()).matches();
    }

    private static final Pattern WORDS = Pattern.compile("\\p{L}[\\p{L}\\p{M} ,'’-]{1,40}");

    /// No tap of ours: its title is read as if it had been written.
    private static final String LATER = "later";

    /// Fewer than this are worth telling.
    private static final int FEW = 5;

    private final Templates templates;
    private final FactCheck check;
    private final Shop shop;
    private final Tone tone;
    private final String language;
    private final boolean aloud;

    /// @param aloud the words are for a call: lists become sentences
    Wording(Templates templates, FactCheck check, Shop shop, Tone tone, String language, boolean aloud) {
        this.templates = templates;
        this.check = check;
        this.shop = shop;
        this.tone = tone;
        this.language = language;
        this.aloud = aloud;
    }

    /// @return null for an act that is done without a word
    @Nullable
    Sentence sentence(Act act) {
        return switch (act) {
            case Act.Greet _,
                    Act.SmallTalk _,
                    Act.Welcome _,
                    Act.Farewell _,
                    Act.NoHurry _,
                    Act.OptOut _,
                    Act.OptIn _,
                    Act.AboutPickup _,
                    Act.ArrangePickup _,
                    Act.AboutDiscount _,
                    Act.AboutPoints _,
                    Act.WhyAddress _,
                    Act.WhyAsked _,
                    Act.NoOrderYet _,
                    Act.NothingPicked _,
                    Act.NotInOrder _,
                    Act.Cancelled _,
                    Act.NothingToCancel _,
                    Act.AlreadyTaken _,
                    Act.OrderKept _,
                    Act.ChangeUnderway _,
                    Act.HoldOver _,
                    Act.HoldSpent _,
                    Act.AskParent _,
                    Act.ParentAgreed _,
                    Act.CartAway _,
                    Act.NotUnderstood _,
                    Act.YesToWhat _,
                    Act.PersonComing _,
                    Act.AskWhatToChange _,
                    Act.HandedBack _,
                    Act.WelcomeBack _,
                    Act.AboutPaymentClaim _ -> Sentence.of(act.code());
            case Act.AboutDelivery about ->
                about.words() == null
                        ? Sentence.of(ordered("about_delivery", about.ordered()))
                        : Sentence.of("own_words", Map.of("words", about.words()));
            case Act.NotePlace note -> Sentence.of(act.code(), Map.of("place", note.place()));
            case Act.TellSum sum -> Sentence.of("tell_sum", Map.of("total", price(sum.total())));
            case Act.NoteForPerson note ->
                note.lines().isEmpty()
                        ? null
                        : Sentence.of(
                                note.place().isEmpty() ? "note_for_person" : "note_for_person_to",
                                Map.of("list", String.join(", ", note.lines()), "place", note.place()));
            case Act.KeepNote keep ->
                keep.note().isEmpty()
                        ? Sentence.of("keep_note_unsaid")
                        : Sentence.of("keep_note", Map.of("note", keep.note()));
            case Act.TellOwnAnswer own -> Sentence.of("own_words", Map.of("words", own.answer()));
            case Act.Apologise _, Act.AboutCustom _, Act.AboutReturns _ ->
                Sentence.of(act.code(), Map.of(), List.of(button("button_person", Map.of(), Taps.of(Taps.PERSON, ""))));
            case Act.SayClosed closed -> closed(closed);
            case Act.StillThere still ->
                Sentence.of("still_there", Map.of("titles", String.join(", ", still.titles())));
            case Act.AskAge ask ->
                Sentence.of(
                        put("ask_age", ask.put()),
                        Map.of("title", ask.title(), "years", count(ask.years())),
                        yesOrNo());
            case Act.TooYoung young ->
                Sentence.of("too_young", Map.of("title", young.title(), "years", count(young.years())));
            case Act.AskToWait ask -> Sentence.of("ask_to_wait", Map.of("title", ask.title()), yesOrNo());
            case Act.RememberWaiting waiting -> Sentence.of("remember_waiting", Map.of("title", waiting.title()));
            case Act.TellBack back ->
                Sentence.of("tell_back", Map.of("title", back.title(), "price", price(back.from())));
            case Act.TellPaid paid ->
                Sentence.of(
                        "tell_paid",
                        Map.of("number", paid.number() == null ? "" : paid.number(), "total", price(paid.total())));
            case Act.ForgetPerson _ -> null;
            case Act.AboutShop _, Act.AboutTrust _, Act.AboutPictures _ ->
                Sentence.of(
                        act.code(),
                        Map.of("shop", shop.name()),
                        List.of(button("button_person", Map.of(), Taps.of(Taps.PERSON, ""))));
            case Act.Introduce _, Act.SayAutomated _, Act.TellHelp _ ->
                Sentence.of(act.code(), Map.of("shop", shop.name()));
            case Act.AboutPayment about ->
                Sentence.of(ordered(about.byLink() ? "about_payment_link" : "about_payment", about.ordered()));
            case Act.ListProducts list ->
                Sentence.of(
                        list.more() ? "list_products_more" : "list_products", Map.of("list", offered(list.products())));
            case Act.Recommend recommend -> Sentence.of("recommend", Map.of("list", offered(recommend.products())));
            case Act.TellPrice tell -> choices("tell_price", tell.name(), tell.choices());
            case Act.TellAvailable tell -> choices("tell_available", tell.name(), tell.choices());
            case Act.TellPriceOf tell ->
                Sentence.of(
                        "tell_price_of",
                        Map.of(
                                "title",
                                tell.title(),
                                "quantity",
                                count(tell.quantity()),
                                "price",
                                price(tell.each()),
                                "total",
                                price(tell.total())));
            case Act.NotIn not ->
                Sentence.of(
                        !not.choices().isEmpty() ? "not_in_choices" : named(not) ? "not_in_named" : "not_in",
                        Map.of("name", not.name(), "sought", not.sought(), "choices", priced(not.choices())));
            case Act.TellSoldOut tell ->
                Sentence.of(
                        tell.instead().isEmpty() ? "tell_sold_out" : "tell_sold_out_instead",
                        Map.of("title", tell.title(), "list", offered(tell.instead())));
            case Act.Describe describe -> describe(describe);
            case Act.NotSold not ->
                not.instead().isEmpty() && WORDS.matcher(not.sought()).matches()
                        ? Sentence.of("not_sold_named", Map.of("sought", not.sought()))
                        : Sentence.of(
                                not.instead().isEmpty() ? "not_sold" : "not_sold_instead",
                                Map.of("list", offered(not.instead())));
            case Act.Compare compare -> Sentence.of("compare", Map.of("list", compared(compare)));
            case Act.NothingUnder nothing -> Sentence.of("nothing_under", Map.of("limit", price(nothing.limit())));
            case Act.TellOrder tell ->
                Sentence.of(
                        firstOf("tell_order_" + tell.status().toLowerCase(Locale.ROOT), "tell_order"),
                        Map.of("number", tell.number() == null ? "" : tell.number(), "total", price(tell.total())));
            case Act.MediaSeen seen ->
                Sentence.of(firstOf("media_seen_" + seen.kind().replaceAll("\\W", ""), "media_seen"));
            case Act.Removed removed -> Sentence.of("removed", Map.of("titles", String.join(", ", removed.titles())));
            case Act.Changed changed -> Sentence.of("changed", Map.of("list", counted(changed.lines())));
            case Act.ShowOrder show ->
                Sentence.of("show_order", Map.of("list", lines(show.lines()), "total", price(show.total())));
            case Act.ShowPlaced show ->
                show.place() == null
                        ? Sentence.of("show_placed", Map.of("list", lines(show.lines()), "total", price(show.total())))
                        : Sentence.of(
                                "show_placed_to",
                                Map.of(
                                        "list",
                                        lines(show.lines()),
                                        "total",
                                        price(show.total()),
                                        "place",
                                        show.place()));
            case Act.Held held -> Sentence.of("held", Map.of("minutes", count(held.minutes())));
            case Act.TellPacks tell ->
                Sentence.of(
                        "tell_packs",
                        Map.of(
                                "title",
                                tell.title(),
                                "each",
                                count(tell.each()),
                                "pieces",
                                count(tell.pieces()),
                                "packs",
                                count(tell.packs())));
            case Act.AskPacks ask -> Sentence.of("ask_packs", Map.of("title", ask.title(), "each", count(ask.each())));
            case Act.TooMany many -> Sentence.of("too_many", Map.of("most", count(many.most())));
            case Act.NotACount not -> Sentence.of("not_a_count", Map.of("most", count(not.most())));
            case Act.PriceChanged changed ->
                Sentence.of(
                        "price_changed",
                        Map.of(
                                "list",
                                changed.lines().stream()
                                        .map(l -> said(
                                                "price_changed_line",
                                                Map.of(
                                                        "title",
                                                        l.title(),
                                                        "before",
                                                        price(l.before()),
                                                        "now",
                                                        price(l.now()))))
                                        .collect(Collectors.joining("\n"))));
            case Act.AskProduct ask ->
                Sentence.of(
                        put("ask_product", ask.put()),
                        Map.of("list", offered(ask.products())),
                        ask.products().stream()
                                .map(p -> new Button(p.name(), Taps.of(Taps.PRODUCT, p.product())))
                                .toList());
            case Act.AskVariant ask ->
                Sentence.of(
                        put("ask_variant", ask.put()),
                        Map.of("name", ask.name(), "choices", named(ask.choices()), "prices", priced(ask.choices())),
                        ask.choices().stream()
                                .map(c -> new Button(c.name(), Taps.of(Taps.VARIANT, c.variant())))
                                .toList());
            case Act.AskQuantity ask ->
                Sentence.of(
                        put("ask_quantity", ask.put()),
                        Map.of("title", ask.title()),
                        List.of(1, 2, 3).stream()
                                .map(n -> new Button(Integer.toString(n), Taps.of(Taps.QUANTITY, n)))
                                .toList());
            case Act.AskPiecesOrSize ask ->
                Sentence.of(
                        "ask_pieces_or_size",
                        Map.of("number", count(ask.number()), "variant", ask.variantName()),
                        List.of(
                                button(
                                        "button_pieces",
                                        Map.of("number", count(ask.number())),
                                        Taps.of(Taps.QUANTITY, Math.min(ask.number(), 9999))),
                                new Button(ask.variantName(), Taps.of(Taps.VARIANT, ask.variant()))));
            case Act.OfferLess less ->
                Sentence.of(
                        "offer_less",
                        Map.of("title", less.title(), "available", count(less.available())),
                        List.of(
                                button("button_take", Map.of("number", count(less.available())), Taps.of(Taps.YES, "")),
                                button("button_later", Map.of(), LATER),
                                button("button_no", Map.of(), Taps.of(Taps.NO, ""))));
            case Act.AskLocation ask -> Sentence.of(put("ask_location", ask.put()));
            case Act.AskConfirmation ask ->
                Sentence.of(
                        ask.change() ? "ask_change" : again("ask_confirmation", ask.again()),
                        Map.of("list", lines(ask.lines()), "total", price(ask.total()), "place", ask.place()),
                        confirm(ask.revision(), ask.change()));
            case Act.AskClearYes ask ->
                Sentence.of(
                        ask.change() ? "ask_clear_yes_change" : "ask_clear_yes",
                        Map.of(),
                        confirm(ask.revision(), ask.change()));
            case Act.AskToCancel ask ->
                Sentence.of(
                        "ask_to_cancel",
                        Map.of("list", lines(ask.lines()), "total", price(ask.total())),
                        List.of(
                                button("button_cancel_order", Map.of(), Taps.of(Taps.YES, "")),
                                button("button_keep", Map.of(), Taps.of(Taps.NO, ""))));
            case Act.AskWhichOrder ask -> Sentence.of("ask_which_order", Map.of("list", orders(ask.orders())));
            case Act.ChangeOrder change ->
                Sentence.of(change.lines().isEmpty() ? "change_order_cancel" : "change_order");
            case Act.TellChanged tell ->
                Sentence.of(
                        "tell_changed",
                        Map.of(
                                "number",
                                tell.number(),
                                "list",
                                lines(tell.lines()),
                                "total",
                                price(tell.total()),
                                "place",
                                tell.place()));
            case Act.TellNotChanged tell ->
                Sentence.of(
                        tell.shortages().isEmpty() ? "tell_not_changed" : "tell_not_changed_short",
                        Map.of("number", tell.number(), "list", shortages(tell.shortages())));
            case Act.OfferToOrder offer ->
                Sentence.of(
                        "offer_to_order",
                        Map.of("name", offer.name()),
                        List.of(
                                button("button_yes", Map.of(), Taps.of(Taps.YES, "")),
                                button("button_no", Map.of(), Taps.of(Taps.NO, ""))));
            case Act.CaptureOrder _ -> Sentence.of("capture_order");
            case Act.HandOver over ->
                switch (over.reason()) {
                    case ORDER_CONFIRMED, ORDER_CHANGED, CLOSED_HOURS -> null;
                    case MEDICAL_QUESTION, CUSTOM_REQUEST, COMPLAINT, NOT_UNDERSTOOD, HUMAN_REQUEST, UNDER_AGE ->
                        Sentence.of("hand_over_" + over.reason().code());
                };
            case Act.TellConfirmed tell ->
                Sentence.of(
                        tell.byLink() ? "tell_confirmed_link" : "tell_confirmed",
                        Map.of("number", tell.number(), "total", price(tell.total())));
            case Act.TellRejected tell ->
                Sentence.of(
                        tell.somethingLeft() ? "tell_rejected" : "tell_rejected_nothing",
                        Map.of("list", shortages(tell.shortages())));
            case Act.TellCancelled tell ->
                Sentence.of(tell.asked() ? "tell_cancelled_asked" : "tell_cancelled", Map.of("number", tell.number()));
            case Act.TellCompleted tell -> Sentence.of("tell_completed", Map.of("number", tell.number()));
            case Act.Identify _ -> null;
        };
    }

    private Sentence closed(Act.SayClosed closed) {
        if (closed.words() != null && !closed.words().isBlank()) {
            return Sentence.of("own_words", Map.of("words", closed.words()));
        }
        if (closed.day() == null) {
            return Sentence.of("say_closed");
        }
        String day = closed.day().getDisplayName(TextStyle.FULL_STANDALONE, Locale.forLanguageTag(language));
        String when = closed.today() ? "_today" : closed.tomorrow() ? "_tomorrow" : "_day";
        return Sentence.of("say_closed" + when, Map.of("day", day, "time", closed.opens()));
    }

    private List<Button> yesOrNo() {
        return List.of(
                button("button_yes", Map.of(), Taps.of(Taps.YES, "")),
                button("button_no", Map.of(), Taps.of(Taps.NO, "")));
    }

    /// The products an act shows, as cards.
    List<Card> cards(Act act) {
        return switch (act) {
            case Act.ListProducts list -> cards(list.products());
            case Act.Recommend recommend -> cards(recommend.products());
            case Act.AskProduct ask -> cards(ask.products());
            case Act.NotSold not -> cards(not.instead());
            case Act.TellSoldOut out -> cards(out.instead());
            case Act.Describe describe ->
                List.of(new Card(describe.name(), priced(describe.choices()), describe.imageUrl(), List.of(), null));
            default -> List.of();
        };
    }

    private List<Card> cards(List<Offered> products) {
        return products.stream()
                .map(p -> new Card(
                        p.name(),
                        cost(p),
                        p.imageUrl(),
                        List.of(button("button_pick", Map.of(), Taps.of(Taps.PRODUCT, p.product()))),
                        p.sku()))
                .toList();
    }

    private String cost(Offered product) {
        return (product.several() ? said("from", Map.of("price", price(product.from()))) : price(product.from()))
                + (product.inStock() ? "" : " (" + said("sold_out_mark", Map.of()) + ")");
    }

    private Sentence describe(Act.Describe describe) {
        String description = describe.description();
        boolean usable = description != null && !description.isBlank() && !check.claims(description);
        String words = usable && description != null ? firstSentences(description) : "";
        Sentence base = choices(usable ? "describe" : "tell_price", describe.name(), describe.choices());
        Map<String, String> values = new java.util.HashMap<>(base.values());
        values.put("description", words);
        if (describe.asked()) {
            values.put(MORE, said("describe_more", Map.of()));
        }
        return new Sentence(base.key(), values, List.of(), describe.imageUrl());
    }

    private static String firstSentences(String description) {
        String plain = description.replaceAll("\\s+", " ").strip();
        String cut = plain.codePointCount(0, plain.length()) <= 300
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, 299)) + "…";
        return cut.endsWith(".") || cut.endsWith("!") || cut.endsWith("…") ? cut : cut + ".";
    }

    /// One price in a sentence, several as a list.
    private Sentence choices(String key, String name, List<Choice> choices) {
        if (choices.size() == 1) {
            Choice only = choices.getFirst();
            boolean few = only.left() != null && only.left() <= FEW && key.equals("tell_available");
            return Sentence.of(
                    few ? key + "_few" : key,
                    Map.of(
                            "name",
                            name,
                            "price",
                            price(only.price()),
                            "left",
                            only.left() == null ? "" : count(only.left())));
        }
        return Sentence.of(key + "_choices", Map.of("name", name, "choices", priced(choices)));
    }

    private String priced(List<Choice> choices) {
        List<String> said = new ArrayList<>();
        for (Choice choice : choices) {
            boolean none = choice.left() != null && choice.left() < 1;
            said.add(
                    none
                            ? said("choice_none", Map.of("name", choice.name()))
                            : beside(choice.name(), price(choice.price())));
        }
        return String.join(", ", said);
    }

    private String named(List<Choice> choices) {
        return choices.stream().map(Choice::name).collect(Collectors.joining(" " + said("or", Map.of()) + " "));
    }

    private String offered(List<Offered> products) {
        return products.stream()
                .map(p -> aloud ? p.name() + ", " + cost(p) : "• " + p.name() + " – " + cost(p))
                .collect(Collectors.joining(aloud ? "; " : "\n"));
    }

    private String compared(Act.Compare compare) {
        return compare.products().stream()
                .map(p -> {
                    String description = p.description();
                    boolean usable = description != null && !description.isBlank() && !check.claims(description);
                    if (aloud) {
                        return p.name() + ", " + price(p.from());
                    }
                    return "• " + p.name() + " (" + price(p.from()) + ")"
                            + (usable && description != null ? ": " + firstSentences(description) : "");
                })
                .collect(Collectors.joining(aloud ? "; " : "\n"));
    }

    private String lines(List<Act.Shown> lines) {
        return lines.stream()
                .map(l -> aloud
                        ? l.quantity() + " " + l.title()
                        : "• " + l.title() + " × " + l.quantity()
                                + (l.quantity() > 1 ? " (" + price(l.each()) + ") = " : " = ") + price(l.total()))
                .collect(Collectors.joining(aloud ? ", " : "\n"));
    }

    /// "ORD-7K3M9Q: 2 × Black Soap, to Leeds"
    private String orders(List<Act.Placed> orders) {
        return orders.stream()
                .map(order -> said(
                        order.number() == null ? "placed_line_unnumbered" : "placed_line",
                        Map.of(
                                "number",
                                order.number() == null ? "" : order.number(),
                                "list",
                                counted(order.lines()),
                                "place",
                                order.place())))
                .map(line -> aloud ? line : "• " + line)
                .collect(Collectors.joining(aloud ? "; " : "\n"));
    }

    private String counted(List<Act.Shown> lines) {
        return lines.stream()
                .map(line -> line.quantity() + (aloud ? " " : " × ") + line.title())
                .collect(Collectors.joining(", "));
    }

    private String shortages(List<Act.Short> shortages) {
        return shortages.stream()
                .map(s -> "• "
                        + said(
                                s.available() > 0 ? "short_line" : "short_line_none",
                                Map.of(
                                        "title",
                                        s.title(),
                                        "wanted",
                                        count(s.wanted()),
                                        "available",
                                        count(s.available()))))
                .collect(Collectors.joining("\n"));
    }

    private List<Button> confirm(int revision, boolean change) {
        return List.of(
                button(change ? "button_confirm_change" : "button_confirm", Map.of(), Taps.of(Taps.CONFIRM, revision)),
                change
                        ? button("button_keep", Map.of(), Taps.of(Taps.NO, ""))
                        : button("button_change", Map.of(), Taps.of(Taps.CHANGE, revision)));
    }

    private Button button(String key, Map<String, String> values, String payload) {
        return new Button(said(key, values), payload);
    }

    String words(Sentence sentence) {
        String shorter = sentence.key() + "_spoken";
        boolean has = aloud && (templates.has(shorter, language) || templates.has(shorter, "en"));
        String said = templates.say(has ? shorter : sentence.key(), language, tone, sentence.values());
        String more = sentence.values().get(MORE);
        return more == null ? said : said + " " + more;
    }

    private String said(String key, Map<String, String> values) {
        return templates.say(key, language, tone, values);
    }

    private String firstOf(String key, String otherwise) {
        return templates.has(key, language) || templates.has(key, "en") ? key : otherwise;
    }

    private static String ordered(String key, boolean ordered) {
        return ordered ? key + "_ordered" : key;
    }

    private String put(String key, Act.Put put) {
        return switch (put) {
            case FIRST -> key;
            case AGAIN -> key + "_again";
            case STILL -> firstOf(key + "_still", key + "_again");
        };
    }

    private static String again(String key, boolean again) {
        return again ? key + "_again" : key;
    }

    /// "38: 49,00 €": two figures side by side would read as one.
    private static String beside(String name, String price) {
        boolean figures = name.matches(".*\\d") && price.matches("\\d.*");
        return name + (figures ? ": " : " ") + price;
    }

    private String price(Money money) {
        return Prices.format(money, shop.locale());
    }

    private static String count(int number) {
        return Integer.toString(number);
    }
}
