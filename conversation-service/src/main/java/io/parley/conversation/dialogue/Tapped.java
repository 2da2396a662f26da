package io.parley.conversation.dialogue;

import io.parley.conversation.dialogue.Question.Kind;
import io.parley.conversation.shop.Product;
import io.parley.conversation.shop.Variant;
import io.parley.conversation.understanding.meaning.Heard.Tap;
import io.parley.conversation.understanding.meaning.Taps;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a button, a card or a pick in the platform's own catalogue answers or orders.
final class Tapped {
    private Tapped() {}

    /// @return whether something was used
    static boolean fill(Turn turn, Tap tap) {
        UUID id = Taps.uuid(tap.value());
        return switch (tap.kind()) {
            case Taps.PRODUCT ->
                turn.product(id).map(product -> chosen(turn, product)).orElse(false);
            case Taps.VARIANT ->
                Optional.ofNullable(id)
                        .flatMap(variant ->
                                turn.offer.catalogue().ofVariant(variant).filter(Product::available))
                        .map(product -> variantChosen(turn, product, Objects.requireNonNull(id)))
                        .orElse(false);
            case Taps.QUANTITY -> {
                int line = turn.lineInHand();
                if (line >= 0) {
                    Counting.set(turn, line, Integer.parseInt(tap.value()));
                }
                yield line >= 0;
            }
            case Taps.YES, Taps.NO -> {
                Question open = turn.open;
                yield open != null
                        && switch (open.kind()) {
                            case TAKE_LESS -> Slots.takeLess(turn, open);
                            case WANT_IT -> Slots.wantIt(turn, open);
                            case AGE -> Ages.answered(turn, open);
                            case WAIT -> Waiting.answered(turn, open);
                            case CANCEL_ORDER -> LateChange.answered(turn);
                            default -> false;
                        };
            }
            case Taps.PICKED -> picked(turn, tap.value());
            case Taps.CHANGE -> {
                if (!turn.lines.isEmpty()) {
                    turn.say(new Act.AskWhatToChange());
                    turn.ask(Kind.WHAT_TO_CHANGE, null, null, 0, List.of());
                }
                yield true;
            }
            default -> false;
        };
    }

    /// Picked in the platform's own catalogue: `sku*2,id*1`. The shop's own prices count.
    private static boolean picked(Turn turn, String written) {
        List<String> unknown = new ArrayList<>();
        for (String pick : written.split(",")) {
            String reference = pick.substring(0, pick.lastIndexOf('*'));
            if (referredTo(turn, reference) == null) {
                unknown.add(reference);
            }
        }
        if (!unknown.isEmpty()) {
            turn.say(new Act.NotSold(String.join(", ", unknown), List.of()));
        }
        for (String pick : written.split(",")) {
            int star = pick.lastIndexOf('*');
            String reference = pick.substring(0, star);
            int count = Integer.parseInt(pick.substring(star + 1));
            Product product = referredTo(turn, reference);
            if (product == null) {
                continue;
            }
            UUID variant = product.sellable().stream()
                    .filter(v -> v.sku().equalsIgnoreCase(reference)
                            || v.id().toString().equalsIgnoreCase(reference))
                    .map(Variant::id)
                    .findFirst()
                    .orElse(null);
            turn.take(new Line(List.of(product.id()), variant, null, product.name(), null));
            if (!turn.lines.isEmpty()) {
                Counting.set(turn, turn.lines.size() - 1, count);
            }
        }
        return true;
    }

    private static @Nullable Product referredTo(Turn turn, String reference) {
        return turn.offer.catalogue().products().stream()
                .filter(product -> product.available() && !product.sellable().isEmpty())
                .filter(product -> product.id().toString().equalsIgnoreCase(reference)
                        || product.sellable().stream()
                                .anyMatch(v -> v.sku().equalsIgnoreCase(reference)
                                        || v.id().toString().equalsIgnoreCase(reference)))
                .findFirst()
                .orElse(null);
    }

    static boolean chosen(Turn turn, Product product) {
        for (int i = 0; i < turn.lines.size(); i++) {
            if (turn.lines.get(i).product() == null) {
                turn.set(i, turn.lines.get(i).of(product.id()));
                return true;
            }
        }
        if (turn.lines.stream().noneMatch(line -> product.id().equals(line.product()))) {
            turn.take(new Line(List.of(product.id()), null, turn.countWaiting(), product.name(), null));
        }
        return true;
    }

    private static boolean variantChosen(Turn turn, Product product, UUID variant) {
        for (int i = 0; i < turn.lines.size(); i++) {
            if (product.id().equals(turn.lines.get(i).product())
                    && turn.lines.get(i).variant() == null) {
                turn.set(i, turn.lines.get(i).in(variant));
                return true;
            }
        }
        if (turn.lines.stream().noneMatch(line -> variant.equals(line.variant()))) {
            turn.take(new Line(List.of(product.id()), variant, null, product.name(), null));
        }
        return true;
    }
}
