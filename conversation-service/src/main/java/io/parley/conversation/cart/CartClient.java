package io.parley.conversation.cart;

import io.parley.conversation.dialogue.Hold.Piece;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.calls.OtherService;
import io.parley.starter.calls.OtherService.Answer;
import io.parley.starter.calls.OtherServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells cart-service what a shopper's cart is to have. The same again changes nothing.
@Component
class CartClient {
    private static final Logger LOG = LoggerFactory.getLogger(CartClient.class);

    private final OtherService cart;
    private final JsonMapper json;

    CartClient(
            OtherServices others,
            JsonMapper json,
            @Value("${parley.cart-url}") String address,
            @Value("${parley.conversation.cart-time-limit}") Duration timeLimit) {
        this.cart = others.at("cart", address, timeLimit);
        this.json = json;
    }

    /// What the cart says.
    sealed interface Said {
        record Held(UUID reference, Instant until) implements Said {}

        /// Not all can be had; what was held before still is.
        record Short(@Nullable UUID reference, List<Shortage> shortages) implements Said {}

        /// It has the lines; whether they are held is not known.
        record Unknown(@Nullable UUID reference) implements Said {}

        /// It has the lines, and nothing is held for them.
        record NotHeld() implements Said {}

        /// It has the lines; this shopper has had some of them held for as long as one may.
        record Spent() implements Said {}

        /// It will not.
        record Refused() implements Said {}

        /// Whether it has the lines and holds them is not known.
        record Away() implements Said {}
    }

    private record Line(UUID variantId, int quantity) {}

    private record Lines(UUID draftId, List<Line> lines, int holdMinutes, UUID holdReference) {}

    /// @param key of the command: the same for the same turn
    /// @param holdMinutes 0 for no hold
    /// @param reference to hold under, where the cart holds nothing yet: known then though no answer comes
    Said put(UUID shopper, String key, UUID draft, List<Piece> pieces, int holdMinutes, UUID reference) {
        Lines lines = new Lines(
                draft,
                pieces.stream()
                        .map(piece -> new Line(piece.variant(), piece.quantity()))
                        .toList(),
                holdMinutes,
                reference);
        return switch (cart.put("/api/carts/shoppers/" + shopper + "/lines", key, lines)) {
            case Answer.Done done -> read(done.body());
            case Answer.Refused refused -> {
                LOG.warn("the cart refuses: {} {}", refused.status(), refused.code());
                yield new Said.Refused();
            }
            case Answer.Away away -> {
                LOG.warn("the cart is away: {}", away.why());
                yield new Said.Away();
            }
        };
    }

    private Said read(JsonNode it) {
        try {
            UUID reference = it.has("holdReference")
                    ? UUID.fromString(it.path("holdReference").asString())
                    : null;
            return switch (it.path("hold").asString("")) {
                case "HELD" ->
                    reference == null
                            ? new Said.Away()
                            : new Said.Held(
                                    reference,
                                    Instant.parse(it.path("heldUntil").asString()));
                case "SHORT" ->
                    new Said.Short(reference, List.of(json.treeToValue(it.path("shortages"), Shortage[].class)));
                case "UNKNOWN" -> new Said.Unknown(reference);
                case "NONE" -> new Said.NotHeld();
                case "SPENT" -> new Said.Spent();
                default -> new Said.Away();
            };
        } catch (JacksonException | IllegalArgumentException | java.time.DateTimeException e) {
            LOG.warn("the cart's answer makes no sense: {}", e.getMessage());
            return new Said.Away();
        }
    }
}
