package io.parley.conversation;

import io.parley.conversation.Labelled.Bench;
import io.parley.conversation.Labelled.Entity;
import io.parley.conversation.Labelled.Message;
import io.parley.conversation.Labelled.Score;
import io.parley.conversation.Labelled.Tally;
import io.parley.conversation.Labelled.Wanted;
import io.parley.conversation.dialogue.Act;
import io.parley.conversation.dialogue.Dialogue;
import io.parley.conversation.dialogue.Moment;
import io.parley.conversation.dialogue.State;
import io.parley.conversation.saying.Reply;
import io.parley.conversation.saying.Saying;
import io.parley.conversation.shop.Offer;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.turn.Assistant;
import io.parley.conversation.understanding.LocalUnderstanding;
import io.parley.conversation.understanding.meaning.Heard;
import io.parley.conversation.understanding.meaning.Heard.Item;
import io.parley.conversation.understanding.meaning.Taps;
import io.parley.conversation.understanding.meaning.Utterance;
import io.parley.conversation.understanding.reading.Surroundings;
import io.parley.conversation.understanding.reading.Surroundings.Awaited;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How well the assistant understands, and whether it ever does harm by misunderstanding.
final class Evaluation {
    static final LocalUnderstanding ENGINE = new LocalUnderstanding();
    private static final Assistant ASSISTANT = new Assistant(ENGINE, new Saying());
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Pattern MONEY = Pattern.compile("\\$(\\d[\\d,]*(?:\\.\\d{2})?)");

    /// What must not be understood on the side: it fetches a person, undoes something or claims something.
    private static final Set<String> WEIGHTY = Set.of(
            "cancel_order",
            "clear_cart",
            "remove_from_cart",
            "opt_out",
            "opt_in",
            "human_request",
            "medical_question",
            "complaint",
            "custom_request",
            "return_request",
            "payment_claim");

    private Evaluation() {}

    static Score understanding(Collection<Message> messages) {
        Score score = new Score();
        for (Message message : messages) {
            Heard heard = hear(message);
            boolean right = intents(message, heard, score);
            boolean entitiesRight = !message.entitiesCount() || entities(message, heard, score);
            score.messages++;
            if (right) {
                score.intents.right++;
            } else {
                score.intents.missed++;
            }
            Tally language = score.byLanguage.computeIfAbsent(message.language(), _ -> new Tally());
            if (right) {
                language.right++;
            } else {
                language.missed++;
            }
            boolean pidginOrEnglish = Set.of("en", "pcm").contains(message.language())
                    && Set.of("en", "pcm").contains(heard.language());
            if (heard.language().equals(message.language()) || pidginOrEnglish || heard.languageConfidence() < 0.4) {
                score.languages.right++;
            } else {
                score.languages.missed++;
            }
            if (!right || !entitiesRight) {
                score.wrong.add("[" + message.language() + "] "
                        + (message.awaited() == Awaited.NOTHING ? "" : "@" + message.awaited() + " ")
                        + message.text().replace("\n", "\\n")
                        + "\n      heard " + found(heard) + " " + found(heard, message)
                        + "\n      meant "
                        + message.intents().stream()
                                .map(w -> String.join("/", w.anyOf()) + (w.optional() ? "?" : ""))
                                .toList()
                        + " " + message.entities().stream().map(Entity::written).toList());
            }
        }
        return score;
    }

    private static Set<String> found(Heard heard) {
        Set<String> found = heard.meanings().stream()
                .filter(m -> m.confidence() >= Heard.UNSURE)
                .map(m -> m.intent().code())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (heard.manner().sameAgain()) {
            found.add("same");
        }
        if (found.isEmpty()) {
            found.add("unknown");
        }
        return found;
    }

    /// Right: all that is meant was found, and at most one thing beside it, which does nothing by itself.
    private static boolean intents(Message message, Heard heard, Score score) {
        Set<String> found = found(heard);
        Set<String> extra = new LinkedHashSet<>(found);
        boolean all = true;
        for (Wanted wanted : message.intents()) {
            wanted.anyOf().forEach(extra::remove);
            boolean has = wanted.anyOf().stream().anyMatch(found::contains);
            if (!wanted.optional()) {
                all &= has;
                Tally tally = score.byIntent.computeIfAbsent(wanted.anyOf().getFirst(), _ -> new Tally());
                if (has) {
                    tally.right++;
                } else {
                    tally.missed++;
                }
            }
        }
        extra.remove("unknown");
        boolean weighty = extra.stream().anyMatch(WEIGHTY::contains)
                || extra.contains("confirm") && message.awaited() == Awaited.CONFIRMATION;
        if (!message.anyAnswer()) {
            extra.forEach(intent -> score.byIntent.computeIfAbsent(intent, _ -> new Tally()).extra++);
        }
        boolean tolerable = message.anyAnswer() || extra.size() <= 1;
        score.exact += all && !weighty && (message.anyAnswer() || extra.isEmpty()) ? 1 : 0;
        return all && !weighty && tolerable;
    }

    private static boolean entities(Message message, Heard heard, Score score) {
        List<String> found = new ArrayList<>(found(heard, message));
        boolean right = true;
        List<Entity> required = new ArrayList<>(message.entities());
        required.sort((a, b) -> Boolean.compare(a.optional(), b.optional()));
        for (Entity entity : required) {
            Optional<String> match = found.stream().filter(entity::is).findFirst();
            match.ifPresent(found::remove);
            if (match.isEmpty() && entity.optional()) {
                continue;
            }
            Tally tally = score.byEntity.computeIfAbsent(entity.kind(), _ -> new Tally());
            if (match.isPresent()) {
                tally.right++;
            } else {
                tally.missed++;
                right = false;
            }
        }
        for (String extra : found) {
            String kind = Entity.of(extra).kind();
            if (!kind.equals("emotion")) {
                score.byEntity.computeIfAbsent(kind, _ -> new Tally()).extra++;
                right = false;
            }
        }
        return right;
    }

    static Heard hear(Message message) {
        return ENGINE.understand(Utterance.of(message.text()), surroundings(message));
    }

    private static Surroundings surroundings(Message message) {
        Bench bench = message.bench();
        boolean ordering = message.awaited() != Awaited.NOTHING && message.awaited() != Awaited.PRODUCT;
        List<UUID> all =
                bench.catalogue().products().stream().map(Product::id).limit(3).toList();
        return new Surroundings(
                bench.index(),
                message.awaited(),
                ordering ? inHand(message).stream().map(Product::id).toList() : List.of(),
                message.awaited() == Awaited.PRODUCT ? all : List.of(),
                null,
                ordering,
                message.awaited() == Awaited.NOTHING ? "en" : message.language());
    }

    /// The products the open order must have had for the message to make sense.
    private static List<Product> inHand(Message message) {
        List<Product> products = message.bench().catalogue().products();
        Set<Product> hand = new LinkedHashSet<>();
        for (Entity entity : message.entities()) {
            String written = entity.written();
            products.stream()
                    .filter(p -> entity.kind().equals("variant")
                            && p.variants().stream().anyMatch(v -> ("variant=" + v.name()).equals(written)))
                    .findFirst()
                    .ifPresent(hand::add);
            products.stream().filter(p -> written.equals("-" + p.name())).forEach(hand::add);
        }
        if (hand.isEmpty()) {
            products.stream()
                    .filter(p ->
                            message.awaited() != Awaited.VARIANT || p.variants().size() > 1)
                    .findFirst()
                    .ifPresent(hand::add);
        }
        return List.copyOf(hand);
    }

    private static Set<String> found(Heard heard, Message message) {
        Set<String> found = new LinkedHashSet<>();
        Heard.Details details = heard.details();
        heard.items().forEach(item -> {
            boolean answersVariant = message.awaited() == Awaited.VARIANT
                    && item.products().isEmpty()
                    && !item.negated()
                    && !item.variants().isEmpty();
            if (answersVariant) {
                item.variants().stream()
                        .flatMap(v -> message.bench().catalogue().variant(v).stream())
                        .forEach(v -> found.add("variant=" + v.name()));
                put(found, "number", item.quantity());
            } else {
                found.add(named(item, message.bench()));
            }
        });
        put(found, "place", details.place());
        put(found, "order", details.orderNumber());
        put(found, "phone", details.phone());
        put(found, "email", details.email());
        put(found, "name", details.name());
        put(found, "date", details.date());
        put(found, "code", details.code());
        put(
                found,
                "limit",
                details.priceLimit() == null
                        ? null
                        : details.priceLimit().stripTrailingZeros().toPlainString());
        put(
                found,
                "number",
                heard.loose().quantity() != null
                        ? heard.loose().quantity()
                        : heard.loose().number());
        if (message.awaited() != Awaited.NOTHING) {
            put(
                    found,
                    "pick",
                    heard.loose().pick() == null ? null : heard.loose().pick().kind());
            List<Variant> inHand =
                    inHand(message).stream().flatMap(p -> p.variants().stream()).toList();
            List<Variant> named = heard.loose().variants().stream()
                    .flatMap(v -> message.bench().catalogue().variant(v).stream())
                    .toList();
            boolean fits = named.stream().anyMatch(inHand::contains);
            named.stream().filter(v -> !fits || inHand.contains(v)).forEach(v -> found.add("variant=" + v.name()));
        }
        found.add("emotion=" + heard.emotion().name().toLowerCase(java.util.Locale.ROOT));
        return found;
    }

    private static void put(Set<String> found, String kind, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            found.add(kind + "=" + value);
        }
    }

    private static String named(Item item, Bench bench) {
        String products = item.products().stream()
                .flatMap(p -> bench.catalogue().product(p).stream())
                .map(Product::name)
                .sorted()
                .collect(Collectors.joining("/"));
        String variants = item.variants().stream()
                .flatMap(v -> bench.catalogue().variant(v).stream())
                .map(Variant::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining("/"));
        return (item.negated() ? "-" : "")
                + (item.quantity() == null ? "" : item.quantity() + " ")
                + products
                + (variants.isEmpty() ? "" : (products.isEmpty() ? "" : " ") + "(" + variants + ")");
    }

    /// What may never happen.
    ///
    /// @param wrongOrders orders taken on a message that was no clear yes to the summary
    /// @param missedYes clear yeses that took no order
    /// @param invented replies with an amount that no price explains, or that the fact check had to stop
    record Harm(int yeses, List<String> wrongOrders, List<String> missedYes, List<String> invented) {}

    /// Says every message to the whole assistant, those to a summary to a real one.
    static Harm harm(Collection<Message> messages) {
        int yeses = 0;
        List<String> wrong = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        List<String> invented = new ArrayList<>();
        for (Message message : messages) {
            Offer offer = new Offer(message.bench().shop(), message.bench().catalogue(), _ -> Stock.UNLIMITED);
            Dialogue before = message.awaited() == Awaited.CONFIRMATION
                    ? readyToConfirm(message, offer)
                    : Dialogue.fresh(message.language());
            Assistant.Answer answer = say(Utterance.of(message.text()), before, offer, message.bench());
            boolean captured = answer.step().acts().stream().anyMatch(Act.CaptureOrder.class::isInstance);
            boolean meant = message.awaited() == Awaited.CONFIRMATION
                    && message.intents().stream()
                            .anyMatch(w -> !w.optional() && w.anyOf().contains("confirm"));
            yeses += meant ? 1 : 0;
            if (captured && !meant) {
                wrong.add(message.text());
            }
            if (meant && !captured) {
                missed.add(message.text());
            }
            answer.reply()
                    .filter(reply -> !reply.blocked().isEmpty()
                            || !explained(reply, offer, before, answer.step().dialogue()))
                    .ifPresent(reply -> invented.add(message.text() + " → " + reply.text()));
        }
        return new Harm(yeses, wrong, missed, invented);
    }

    private static Assistant.Answer say(Utterance utterance, Dialogue before, Offer offer, Bench bench) {
        return ASSISTANT.answer(utterance, before, offer, bench.index(), new Moment(NOW, Glow.id(utterance.text())));
    }

    private static Dialogue readyToConfirm(Message message, Offer offer) {
        Product product = inHand(message).getFirst();
        Dialogue at = Dialogue.fresh(message.language());
        List<Utterance> steps = List.of(
                new Utterance(product.name(), List.of(), Taps.of(Taps.PRODUCT, product.id()), null, null),
                new Utterance(
                        "",
                        List.of(),
                        Taps.of(Taps.VARIANT, product.variants().getFirst().id()),
                        null,
                        null),
                new Utterance("2", List.of(), Taps.of(Taps.QUANTITY, 2), null, null),
                new Utterance("", List.of("location"), null, null, "12 Marina Road, Lagos"));
        for (Utterance step : steps) {
            at = say(step, at, offer, message.bench()).step().dialogue();
        }
        if (at.state() != State.CONFIRMING_ORDER) {
            throw new IllegalStateException(
                    product.name() + " was not brought to its confirmation but to " + at.state());
        }
        return at;
    }

    /// Whether every amount in the reply is a price, a multiple of one, or the sum of the order.
    private static boolean explained(Reply reply, Offer offer, Dialogue before, Dialogue after) {
        Set<Long> amounts = new LinkedHashSet<>();
        for (Product product : offer.catalogue().products()) {
            for (Variant variant : product.variants()) {
                for (int pieces = 1; pieces <= 100; pieces++) {
                    amounts.add(variant.price().minor() * pieces);
                }
            }
        }
        amounts.add(total(before, offer));
        amounts.add(total(after, offer));
        Matcher said = MONEY.matcher(reply.text());
        while (said.find()) {
            String digits = said.group(1).replace(",", "");
            long minor = digits.contains(".") ? Long.parseLong(digits.replace(".", "")) : Long.parseLong(digits) * 100;
            if (!amounts.contains(minor)) {
                return false;
            }
        }
        return true;
    }

    private static long total(Dialogue dialogue, Offer offer) {
        return dialogue.lines().stream()
                .filter(line -> line.variant() != null && line.quantity() != null)
                .mapToLong(line -> offer.catalogue()
                                .variant(java.util.Objects.requireNonNull(line.variant()))
                                .map(v -> v.price().minor())
                                .orElse(0L)
                        * java.util.Objects.requireNonNull(line.quantity()))
                .sum();
    }

    /// @param wrongOrders dialogues in which an order was taken where none was due, or with other lines than written
    record Dialogues(int all, List<String> failed, List<String> wrongOrders, List<String> invented) {
        double success() {
            return all == 0 ? 1 : 1 - (double) failed.size() / all;
        }
    }

    /// @param scripts lines by name
    static Dialogues dialogues(Map<String, List<String>> scripts) {
        List<String> failed = new ArrayList<>();
        List<String> wrongOrders = new ArrayList<>();
        List<String> invented = new ArrayList<>();
        scripts.forEach((name, lines) -> {
            Script.Result result = Script.run(lines);
            if (!result.failures().isEmpty()) {
                failed.add(name);
                if (tookWrongOrder(lines)) {
                    wrongOrders.add(name);
                }
            }
            if (result.failures().stream().anyMatch(f -> f.startsWith("blocked by the fact check"))) {
                invented.add(name);
            }
        });
        return new Dialogues(scripts.size(), failed, wrongOrders, invented);
    }

    private static boolean tookWrongOrder(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            String[] due = line.startsWith("B:") ? line.substring(2).split("\\|") : new String[0];
            Script.Result soFar = due.length == 0 ? null : Script.run(lines.subList(0, i + 1));
            if (soFar == null) {
                continue;
            }
            List<String> transcript = Arrays.asList(soFar.transcript().split("\n"));
            String last = transcript.getLast();
            boolean took = last.contains("capture_order");
            boolean allowed = due.length < 3 || due[2].strip().equals("*") || due[2].contains("capture_order");
            boolean otherLines = soFar.failures().stream().anyMatch(f -> f.startsWith("order should be"));
            if (took && (!allowed || otherLines)) {
                return true;
            }
        }
        return false;
    }

    /// Processor time: a machine that is busy with something else makes no engine slow.
    private static final java.lang.management.ThreadMXBean CLOCK =
            java.lang.management.ManagementFactory.getThreadMXBean();

    /// What one message may take at most, 99 times in 100, and a whole turn on the average.
    private static final int MESSAGE_MICROS_MAX = 10_000;

    private static final int TURN_MICROS_MAX = 3_000;

    /// What reading a message and taking a turn cost, each beside its limit. Printed, never asserted by a test: a test
    /// that looks at the clock fails for reasons of the machine.
    static String costs(List<Message> messages, List<List<String>> dialogues) {
        for (int warm = 0; warm < 3; warm++) {
            messages.forEach(Evaluation::hear);
        }
        long[] micros = new long[messages.size() * 5];
        int at = 0;
        for (int round = 0; round < 5; round++) {
            for (Message message : messages) {
                Surroundings surroundings = surroundings(message);
                long begin = CLOCK.getCurrentThreadCpuTime();
                ENGINE.understand(Utterance.of(message.text()), surroundings);
                micros[at++] = (CLOCK.getCurrentThreadCpuTime() - begin) / 1_000;
            }
        }
        Arrays.sort(micros);
        long p99 = micros[micros.length * 99 / 100];
        long turns = dialogues.stream()
                .flatMap(List::stream)
                .filter(line -> line.startsWith("S:"))
                .count();
        long turn = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long begin = CLOCK.getCurrentThreadCpuTime();
            dialogues.forEach(Script::run);
            turn = Math.min(turn, (CLOCK.getCurrentThreadCpuTime() - begin) / 1_000 / Math.max(1, turns));
        }
        return "%n== processor time%n".formatted()
                + "%-24s p50 %d µs, p99 %d µs, most %d µs: %s%n"
                        .formatted(
                                "a message",
                                micros[micros.length / 2],
                                p99,
                                micros[micros.length - 1],
                                within(p99, MESSAGE_MICROS_MAX))
                // an index of the catalogue for every dialogue, and every answer worded twice, included
                + "%-24s %d µs on the average of %d: %s%n"
                        .formatted("a turn", turn, turns, within(turn, TURN_MICROS_MAX));
    }

    private static String within(long micros, int limit) {
        return (micros <= limit ? "within %d µs" : "OVER ITS LIMIT of %d µs").formatted(limit);
    }

    /// The table that is printed.
    static String table(String title, Score score, Harm harm) {
        StringBuilder table = new StringBuilder();
        table.append("%n== %s: %d messages%n".formatted(title, score.messages));
        table.append("%-24s %7s %7s %7s%n".formatted("intent", "meant", "found", "wrongly"));
        new TreeMap<>(score.byIntent)
                .forEach((intent, tally) -> table.append("%-24s %7d %6.0f%% %7d%n"
                        .formatted(intent, tally.wanted(), 100 * tally.recall(), tally.extra)));
        table.append("%n%-24s %7s %7s %7s %7s%n".formatted("entity", "meant", "found", "wrongly", "F1"));
        new TreeMap<>(score.byEntity)
                .forEach((kind, tally) -> table.append("%-24s %7d %7d %7d %6.1f%%%n"
                        .formatted(kind, tally.wanted(), tally.right, tally.extra, 100 * tally.f1())));
        table.append("%n%-24s %7s %7s%n".formatted("language", "messages", "right"));
        score.byLanguage.forEach((language, tally) ->
                table.append("%-24s %7d %6.1f%%%n".formatted(language, tally.wanted(), 100 * tally.recall())));
        Map<String, String> sums = new LinkedHashMap<>();
        sums.put("intents right", percent(score.accuracy()));
        sums.put("intents exactly right", percent((double) score.exact / Math.max(1, score.messages)));
        sums.put("entity F1", percent(score.entities().f1()));
        sums.put("language right", percent(score.languages.recall()));
        sums.put("wrong orders", harm.wrongOrders().size() + " " + harm.wrongOrders());
        sums.put("yes not taken as one", harm.missedYes().size() + " of " + harm.yeses());
        sums.put("invented facts", Integer.toString(harm.invented().size()));
        table.append('\n');
        sums.forEach((name, value) -> table.append("%-24s %s%n".formatted(name, value)));
        return table.toString();
    }

    static String percent(double share) {
        return "%.1f %%".formatted(100 * share);
    }
}
