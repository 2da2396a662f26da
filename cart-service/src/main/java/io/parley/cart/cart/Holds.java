package io.parley.cart.cart;

import io.parley.events.ReservationEvent.HeldLine;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.calls.OtherService;
import io.parley.starter.calls.OtherService.Answer;
import io.parley.starter.calls.OtherServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Stock held in inventory for carts. Asked outside of any transaction; the same again changes
/// nothing.
@Component
class Holds {
    private static final Logger LOG = LoggerFactory.getLogger(Holds.class);

    private final OtherService inventory;
    private final JsonMapper json;

    Holds(
            OtherServices others,
            JsonMapper json,
            @Value("${parley.inventory-url}") String address,
            @Value("${parley.cart.hold-time-limit}") Duration timeLimit) {
        this.inventory = others.at("inventory", address, timeLimit);
        this.json = json;
    }

    /// What came of asking.
    sealed interface Outcome {
        record Held(Instant until) implements Outcome {}

        /// Not all could be had; what was held before still is.
        record Short(List<Shortage> shortages) implements Outcome {}

        /// The reference is of no use any more.
        record Over() implements Outcome {}

        /// Inventory cannot be asked now, or does not know the variant yet.
        record Unknown() implements Outcome {}
    }

    private record Line(UUID variantId, int quantity) {}

    Outcome hold(UUID reference, long revision, List<HeldLine> lines, Duration holdFor) {
        return switch (inventory.put(
                path(reference),
                null,
                Map.of(
                        "lines",
                        lines.stream()
                                .map(line -> new Line(line.variantId(), line.quantity()))
                                .toList(),
                        "seconds",
                        holdFor.toSeconds(),
                        "revision",
                        revision))) {
            case Answer.Done done ->
                new Outcome.Held(Instant.parse(done.body().path("expiresAt").asString()));
            case Answer.Refused refused -> refused(refused);
            case Answer.Away away -> {
                LOG.warn("nothing is held under {}: inventory is away ({})", reference, away.why());
                yield new Outcome.Unknown();
            }
        };
    }

    /// What cannot be released now ends by itself.
    void release(UUID reference) {
        if (inventory.delete(path(reference)) instanceof Answer.Away away) {
            LOG.warn("the hold {} will end by itself: inventory is away ({})", reference, away.why());
        }
    }

    private Outcome refused(Answer.Refused refused) {
        return switch (refused.code()) {
            case "out_of_stock" -> new Outcome.Short(shortages(refused.problem().path("shortages")));
            case "reservation_over" -> new Outcome.Over();
            default -> {
                LOG.info("nothing is held: {} {}", refused.status(), refused.code());
                yield new Outcome.Unknown();
            }
        };
    }

    private List<Shortage> shortages(JsonNode shortages) {
        return List.of(json.treeToValue(shortages, Shortage[].class));
    }

    private static String path(UUID reference) {
        return "/api/inventory/holds/" + reference;
    }
}
