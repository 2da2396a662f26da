package io.parley.conversation;

import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Comments;
import io.parley.conversation.dialogue.Deciding;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Line;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Catalogue;
import io.parley.conversation.shop.Hours;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.OwnAnswer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Settings;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Tone;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.catalogue.CatalogueIndex;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.events.Money;
import io.parley.events.OrderEvent.OrderSummary;
import io.parley.events.OrderedLine;
import io.parley.events.ReservationEvent.Shortage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A dialogue written down:
///
/// ```
/// = name
/// @ shop nkechi                   another shop, from `shops/`
/// @ changed                       what was asked of the order came to pass; `too late`, `short Glow Serum/50ml 1`
/// @ stock Glow Serum/50ml 3        the world before the next line
/// S: 2 glow serums                 the shopper
/// B: STATE | 2 Glow Serum > Lagos | ask_variant     what must come of it; `*` for anything, acts in order
/// B~ 30ml                          words that must be in the answer; `B!` words that must not
/// ```
final class Script {
    private static final LocalUnderstanding UNDERSTANDING = new LocalUnderstanding();
    private static final Assistant ASSISTANT = new Assistant(UNDERSTANDING, new Saying());

    private static final CatalogueIndex GLOW = new CatalogueIndex(Glow.CATALOGUE);
    private static final Pattern LOOSE_MARKS = Pattern.compile("[\\s,.;:\\-–()]+");

    private final List<String> failures = new ArrayList<>();
    private final StringBuilder transcript = new StringBuilder();
    private final Map<UUID, Integer> stock = new HashMap<>();
    private final Map<UUID, String> numbers = new HashMap<>();
    private List<Product> products = Glow.CATALOGUE.products();
    private CatalogueIndex index = GLOW;
    private Shop shop = Glow.SHOP;
    private Dialogue dialogue = Dialogue.fresh("en");
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private int ids;
    private Step last = new Step(dialogue, List.of());
    private Optional<Reply> reply = Optional.empty();

    private final boolean kindly;
    private Act.@Nullable ChangeOrder changeAsked;
    private int captured;
    private int meant;

    /// @param blocked something was said that the fact check kept back
    /// @param wrongOrders orders taken where none was meant
    record Result(List<String> failures, String transcript, boolean blocked, int wrongOrders) {}

    private Script(boolean kindly) {
        this.kindly = kindly;
    }

    static Result run(List<String> lines) {
        return run(lines, false);
    }

    /// @param kindly lines may stand in another order, a place in other letter case and marks, acts beside those due
    static Result run(List<String> lines, boolean kindly) {
        Script script = new Script(kindly);
        lines.forEach(script::line);
        boolean blocked = script.failures.stream().anyMatch(f -> f.startsWith("blocked"));
        return new Result(
                script.failures, script.transcript.toString(), blocked, Math.max(0, script.captured - script.meant));
    }

    private void line(String line) {
        String content = line.strip();
        if (content.startsWith("@ ")) {
            world(content.substring(2).strip());
        } else if (content.startsWith("S:")) {
            hear(Utterance.of(content.substring(2).strip().replace("\\n", "\n")));
        } else if (content.startsWith("B:")) {
            meant += content.contains("capture_order") ? 1 : 0;
            expect(content.substring(2));
        } else if (content.startsWith("B~")) {
            String said = reply.map(Reply::text).orElse("");
            check(
                    said.contains(content.substring(2).strip()),
                    "should say \"" + content.substring(2).strip() + "\" but says \"" + said + '"');
        } else if (content.startsWith("B!")) {
            String said = reply.map(Reply::text).orElse("");
            check(
                    !said.contains(content.substring(2).strip()),
                    "should not say " + content.substring(2).strip());
        }
    }

    private void hear(Utterance utterance) {
        transcript
                .append("S: ")
                .append(utterance.text())
                .append(utterance.payload() == null ? "" : " [" + utterance.payload() + "]")
                .append('\n');
        now = now.plusSeconds(20);
        Assistant.Answer answer = ASSISTANT.answer(utterance, dialogue, offer(), index, moment());
        took(answer.step());
    }

    private void took(Step step) {
        last = step;
        captured += (int)
                step.acts().stream().filter(Act.CaptureOrder.class::isInstance).count();
        step.acts().stream()
                .filter(Act.ChangeOrder.class::isInstance)
                .forEach(act -> changeAsked = (Act.ChangeOrder) act);
        dialogue = step.dialogue();
        reply = ASSISTANT.say(step, offer());
        reply.filter(r -> r.blocked().stream().anyMatch(objection -> !objection.startsWith("never:")))
                .ifPresent(r -> failures.add("blocked by the fact check: " + r.blocked()));
        reply.ifPresent(r -> transcript
                .append("B: ")
                .append(r.text().replace("\n", "\n   "))
                .append(
                        r.buttons().isEmpty()
                                ? ""
                                : "  "
                                        + r.buttons().stream()
                                                .map(Reply.Button::title)
                                                .toList())
                .append('\n'));
        transcript
                .append("   → ")
                .append(dialogue.state())
                .append(" | ")
                .append(order())
                .append(" | ")
                .append(acts())
                .append('\n');
    }

    private Moment moment() {
        return new Moment(now, Glow.id("order " + ids++));
    }

    private Offer offer() {
        return new Offer(shop, index.catalogue(), id -> stock.getOrDefault(id, Stock.UNLIMITED));
    }

    private void world(String what) {
        String[] words = what.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "stock" -> stock.put(variant(beforeNumber(rest)).id(), number(rest));
            case "price" -> price(beforeNumber(rest), number(rest));
            case "later" -> now = now.plus(Duration.parse(rest));
            case "at" -> now = Instant.parse(rest);
            case "shop" -> {
                ShopFile file = ShopFile.read(rest);
                shop = file.shop();
                products = file.products();
                index = file.index();
                dialogue = dialogue.inLanguage(shop.languages().getFirst());
            }
            case "tone" -> shop = shop(Tone.of(rest), shop.languages(), shop.payByLink());
            case "speaks" -> shop = shop(shop.tone(), List.of(rest.split(" ")), shop.payByLink());
            case "link" -> shop = shop(shop.tone(), shop.languages(), true);
            case "triggers" ->
                set(new Settings(
                        rest.equals("none") ? Set.of() : Set.of(rest.split(" ")),
                        set().hours(),
                        null,
                        set().neverSay(),
                        set().delivery(),
                        set().answers(),
                        "local",
                        false,
                        15));
            case "hours" -> set(hours(rest));
            case "closed" ->
                set(new Settings(
                        set().triggers(),
                        set().hours(),
                        rest,
                        set().neverSay(),
                        set().delivery(),
                        set().answers(),
                        "local",
                        false,
                        15));
            case "never" ->
                set(new Settings(
                        set().triggers(),
                        set().hours(),
                        null,
                        List.of(rest.split("; ")),
                        set().delivery(),
                        set().answers(),
                        "local",
                        false,
                        15));
            case "delivery" ->
                set(new Settings(
                        set().triggers(),
                        set().hours(),
                        null,
                        set().neverSay(),
                        rest,
                        set().answers(),
                        "local",
                        false,
                        15));
            case "answers" -> set(answers(rest));
            case "remind" -> took(Aftermath.reminded(dialogue, offer(), moment()));
            case "back" -> {
                Variant back = variant(beforeNumber(rest));
                stock.put(back.id(), number(rest));
                Product product = index.catalogue().ofVariant(back.id()).orElseThrow();
                took(Aftermath.back(dialogue, product.id(), back.unnamed() ? null : back.id(), offer(), moment()));
            }
            case "paid" ->
                took(Aftermath.moved(dialogue, taken().orderId(), summary("CONFIRMED", "PAID", "UNFULFILLED")));
            case "shipped" ->
                took(Aftermath.moved(dialogue, taken().orderId(), summary("IN_PROGRESS", "PAID", "SHIPPED")));
            case "items" -> hear(new Utterance("", List.of(), "picked:" + rest.replace(", ", ","), null, null));
            case "comment" -> comment(rest);
            case "age" -> {
                int years = number(rest);
                products = products.stream()
                        .map(p -> p.name().equals(beforeNumber(rest)) ? ShopFile.aged(p, years) : p)
                        .toList();
                index = new CatalogueIndex(new Catalogue(products));
            }
            case "currency" -> currency(rest);
            case "media" -> hear(new Utterance("", List.of(rest), null, null, null));
            case "place" -> hear(new Utterance("", List.of("location"), null, null, rest));
            case "ref" -> hear(new Utterance("", List.of(), null, rest, null));
            case "story" ->
                hear(new Utterance(
                        rest.substring(rest.indexOf('|') + 1).strip(),
                        List.of(),
                        null,
                        rest.substring(0, rest.indexOf('|')).strip(),
                        null));
            case "tap" -> tap(rest);
            case "payload" -> hear(new Utterance("", List.of(), rest, null, null));
            case "confirmed" -> {
                numbers.put(taken().orderId(), rest.isEmpty() ? "ORD-7K3M9Q" : rest);
                took(Aftermath.confirmed(dialogue, taken().orderId(), summary(), offer(), now));
            }
            case "cancelled" ->
                took(Aftermath.cancelled(
                        dialogue,
                        taken().orderId(),
                        summary("CANCELLED", "UNPAID", "UNFULFILLED"),
                        rest.equals("as asked")));
            case "changed" -> {
                Act.ChangeOrder asked = asked();
                took(Aftermath.changed(
                        dialogue, asked.orderId(), summary(asked.lines(), asked.place(), asked.total()), now));
            }
            case "too" -> notChanged(List.of());
            case "short" ->
                notChanged(List.of(new Shortage(variant(beforeNumber(rest)).id(), 99, number(rest))));
            case "completed" -> took(Aftermath.completed(dialogue, taken().orderId(), summary()));
            case "rejected" -> {
                Variant variant = variant(beforeNumber(rest));
                int wanted = taken().lines().stream()
                        .filter(l -> l.variantId().equals(variant.id()))
                        .mapToInt(OrderedLine::quantity)
                        .sum();
                took(Aftermath.rejected(
                        dialogue,
                        taken().orderId(),
                        summary(),
                        List.of(new Shortage(variant.id(), wanted, number(rest))),
                        offer(),
                        moment()));
            }
            case "takeover" -> dialogue = dialogue.takenOver(now);
            case "release" -> dialogue = dialogue.released();
            default -> throw new IllegalArgumentException("what is @ " + what);
        }
    }

    private Act.ChangeOrder asked() {
        return Objects.requireNonNull(changeAsked, "no change was asked for");
    }

    private void notChanged(List<Shortage> shortages) {
        Act.ChangeOrder asked = asked();
        took(Aftermath.notChanged(dialogue, asked.orderId(), summary(), asked.lines(), asked.place(), shortages, now));
    }

    private Settings set() {
        return shop.settings();
    }

    private void set(Settings settings) {
        shop = shop.with(settings);
    }

    private Shop shop(Tone tone, List<String> languages, boolean payByLink) {
        return new Shop(
                shop.id(),
                shop.name(),
                shop.currency(),
                shop.locale(),
                tone,
                languages,
                payByLink,
                false,
                null,
                shop.settings());
    }

    /// `1-5 09:00-17:00`, Monday to Friday in Lagos.
    private Settings hours(String written) {
        String[] parts = written.split("[- ]");
        List<Hours.Span> spans = new ArrayList<>();
        for (int day = Integer.parseInt(parts[0]); day <= Integer.parseInt(parts[1]); day++) {
            spans.add(new Hours.Span(DayOfWeek.of(day), LocalTime.parse(parts[2]), LocalTime.parse(parts[3])));
        }
        return new Settings(
                set().triggers(),
                new Hours(ZoneId.of("Africa/Lagos"), spans),
                set().closedMessage(),
                set().neverSay(),
                set().delivery(),
                set().answers(),
                "local",
                false,
                15);
    }

    /// `one way to ask; another => the answer | language`
    private Settings answers(String written) {
        String[] parts = written.split(" => ");
        int bar = parts[1].lastIndexOf(" | ");
        List<OwnAnswer> all = new ArrayList<>(set().answers());
        all.add(new OwnAnswer(
                Glow.id(written),
                List.of(parts[0].split("; ")),
                bar < 0 ? parts[1] : parts[1].substring(0, bar),
                bar < 0 ? null : parts[1].substring(bar + 3).strip()));
        return new Settings(
                set().triggers(),
                set().hours(),
                set().closedMessage(),
                set().neverSay(),
                set().delivery(),
                all,
                "local",
                false,
                15);
    }

    /// `Product | words`, in public under its post
    private void comment(String written) {
        String[] parts = written.split("\\|");
        UUID product = parts[0].isBlank() ? null : variantProduct(parts[0].strip());
        transcript.append("S (in public): ").append(parts[1].strip()).append('\n');
        now = now.plusSeconds(20);
        took(Comments.read(parts[1].strip(), product, index)
                .map(wanted -> Deciding.step(
                        wanted.product() == null ? dialogue : dialogue.speakingOf(wanted.product()),
                        wanted.understood().heard(),
                        offer(),
                        moment()))
                .orElse(new Step(dialogue, List.of())));
    }

    private UUID variantProduct(String named) {
        return products.stream()
                .filter(p -> p.name().equals(named))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private void tap(String title) {
        List<Reply.Button> buttons = reply.map(Reply::buttons).orElse(List.of());
        Optional<Reply.Button> button =
                buttons.stream().filter(b -> b.title().equals(title)).findFirst();
        check(button.isPresent(), "no button " + title + " among " + buttons);
        button.ifPresent(b -> hear(new Utterance(b.title(), List.of(), b.payload(), null, null)));
    }

    private Dialogue.Taken taken() {
        return java.util.Objects.requireNonNull(dialogue.captured(), "no order was taken");
    }

    private OrderSummary summary() {
        return summary("CONFIRMED", "UNPAID", "UNFULFILLED");
    }

    private OrderSummary summary(String status, String payment, String fulfilment) {
        return summary(status, payment, fulfilment, taken().lines(), taken().place(), taken().total());
    }

    private OrderSummary summary(List<OrderedLine> lines, String place, Money total) {
        return summary("CONFIRMED", "UNPAID", "UNFULFILLED", lines, place, total);
    }

    private OrderSummary summary(
            String status, String payment, String fulfilment, List<OrderedLine> lines, String place, Money total) {
        Dialogue.Taken taken = taken();
        Money none = Money.zero(total.currency());
        return new OrderSummary(
                numbers.getOrDefault(taken.orderId(), "ORD-7K3M9Q"),
                1,
                "CHAT",
                status,
                payment,
                fulfilment,
                null,
                null,
                null,
                null,
                null,
                lines,
                place,
                total,
                none,
                none,
                none,
                total,
                null,
                taken.at());
    }

    private static String beforeNumber(String text) {
        return text.substring(0, text.lastIndexOf(' ')).strip();
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(text.lastIndexOf(' ') + 1));
    }

    private Variant variant(String named) {
        String[] parts = named.split("/");
        Product product = products.stream()
                .filter(p -> p.name().equals(parts[0]))
                .findFirst()
                .orElseThrow();
        return parts.length == 1
                ? product.variants().getFirst()
                : product.variants().stream()
                        .filter(v -> v.name().equals(parts[1]))
                        .findFirst()
                        .orElseThrow();
    }

    private void price(String named, int minor) {
        Variant changed = variant(named);
        products = products.stream()
                .map(p -> new Product(
                        p.id(),
                        p.name(),
                        p.description(),
                        p.available(),
                        p.ageRestriction(),
                        p.categories(),
                        p.tags(),
                        p.synonyms(),
                        p.imageUrl(),
                        p.variants().stream()
                                .map(v -> v.id().equals(changed.id())
                                        ? new Variant(
                                                v.id(),
                                                v.sku(),
                                                v.type(),
                                                v.name(),
                                                new Money(minor, v.price().currency()),
                                                true,
                                                v.position())
                                        : v)
                                .toList()))
                .toList();
        index = new CatalogueIndex(new Catalogue(products));
    }

    private void currency(String rest) {
        String[] parts = rest.split(" ");
        shop = Glow.shop(shop.tone(), parts[0], Locale.forLanguageTag(parts[1]));
        products = Glow.products(parts[0]);
        index = new CatalogueIndex(new Catalogue(products));
    }

    private void expect(String expectation) {
        String[] parts = expectation.split("\\|", -1);
        String state = parts[0].strip();
        check(
                state.equals("*") || state.equals(dialogue.state().name()),
                "state should be " + state + " but is " + dialogue.state());
        if (parts.length > 1 && !parts[1].strip().equals("*")) {
            String due = parts[1].strip();
            check(
                    due.equals(order()) || kindly && alike(due).equals(alike(order())),
                    "order should be \"" + due + "\" but is \"" + order() + '"');
        }
        if (parts.length > 2 && !parts[2].strip().equals("*")) {
            String acts =
                    acts().replace("introduce ", "").replace("introduce", "").strip();
            List<String> due = List.of(parts[2].strip().split(" "));
            check(
                    parts[2].strip().equals(acts)
                            || kindly && List.of(acts.split(" ")).containsAll(due),
                    "acts should be " + parts[2].strip() + " but are " + acts);
        }
    }

    /// Lines in the order of the alphabet, the place in small letters and without its marks.
    private static String alike(String order) {
        String[] parts = order.split(" > ", 2);
        String lines = Arrays.stream(parts[0].split(", ")).sorted().collect(Collectors.joining(", "));
        return parts.length == 1
                ? lines
                : lines + " > "
                        + LOOSE_MARKS
                                .matcher(parts[1].toLowerCase(Locale.ROOT))
                                .replaceAll(" ")
                                .strip();
    }

    private String acts() {
        return last.acts().stream()
                .map(act -> act instanceof Act.HandOver over
                        ? "hand_over:" + over.reason().code()
                        : act.code())
                .collect(Collectors.joining(" "));
    }

    private String order() {
        List<Line> lines = dialogue.lines();
        String place = dialogue.place() == null || lines.isEmpty() ? "" : " > " + dialogue.place();
        return lines.isEmpty() ? "-" : lines.stream().map(this::line).collect(Collectors.joining(", ")) + place;
    }

    private String line(Line line) {
        String count = line.quantity() == null ? "?" : line.quantity().toString();
        String title = line.products().size() == 1
                ? index.catalogue()
                        .product(line.products().getFirst())
                        .map(p -> p.title(line.variant()))
                        .orElse("gone")
                : "one of " + line.products().size();
        return count + " " + title;
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            failures.add(otherwise);
        }
    }
}
