package io.parley.cart.cart;

import io.parley.cart.cart.FollowDraft.Plan;
import io.parley.cart.cart.Holds.Outcome;
import io.parley.events.ReservationEvent.Shortage;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.FromService;
import io.parley.starter.web.Idempotency;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A shopper's cart, which follows the draft of their chat.
@RestController
@RequestMapping("/api/carts/shoppers/{shopperId}")
@Hidden
class ShopperCartController {
    private static final int HOLD_MINUTES_MAX = 24 * 60;
    private static final int KEY_LENGTH_MAX = 100;

    private final FollowDraft follow;
    private final Holds holds;
    private final Idempotency idempotency;

    ShopperCartController(FollowDraft follow, Holds holds, Idempotency idempotency) {
        this.follow = follow;
        this.holds = holds;
        this.idempotency = idempotency;
    }

    /// @param draftId the order that the draft becomes; another one is another draft, none is the
    ///     same
    /// @param lines what the cart is to hold, and nothing else; none empties it and gives back what
    ///     it held
    /// @param holdMinutes 0 holds no stock
    /// @param holdReference to hold under, where nothing is held yet: the asker knows it though the answer is lost
    record LinesRequest(
            @Nullable UUID draftId,
            @NotNull @Size(max = Cart.LINES_MAX) List<@NotNull @Valid LineRequest> lines,
            @NotNull @Min(0) @Max(HOLD_MINUTES_MAX) Integer holdMinutes,
            @Nullable UUID holdReference) {

        /// By variant, in the order they came.
        Map<UUID, Integer> pieces() {
            Map<UUID, Integer> pieces = new LinkedHashMap<>();
            lines.forEach(line -> pieces.merge(line.variantId, line.quantity, Integer::sum));
            return pieces;
        }
    }

    record LineRequest(
            @NotNull UUID variantId,
            @NotNull @Min(1) @Max(CartLine.QUANTITY_MAX) Integer quantity) {}

    /// Whether stock is held for the cart.
    enum HoldState {
        /// All of it, until `heldUntil`.
        HELD,
        /// Not all could be had: see `shortages`. What was held before still is.
        SHORT,
        /// Inventory could not be asked; ask again.
        UNKNOWN,
        /// There is nothing to be held.
        NONE,
        /// This shopper has had some of it held for as long as one may in a day.
        SPENT
    }

    /// @param holdReference what an order takes over
    /// @param dropped variants that cannot be bought now and are not in the cart
    record LinesAnswer(
            @Nullable UUID cartId,
            HoldState hold,
            @Nullable UUID holdReference,
            @Nullable Instant heldUntil,
            List<FollowDraft.Line> lines,
            List<UUID> dropped,
            List<Shortage> shortages) {}

    /// The cart has exactly these lines from now on, and their stock is held, all of it or what was
    /// held before.
    @PutMapping("/lines")
    @FromService("conversation")
    LinesAnswer put(
            @PathVariable UUID shopperId,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody LinesRequest request) {
        Map<UUID, Integer> pieces = request.pieces();
        if (pieces.values().stream().anyMatch(quantity -> quantity > CartLine.QUANTITY_MAX)) {
            throw Refusal.invalid(
                    "quantity_invalid", "A cart has room for " + CartLine.QUANTITY_MAX + " pieces of one thing.");
        }
        Plan plan = idempotency.once(
                scoped(shopperId, key),
                request,
                Plan.class,
                () -> follow.plan(shopperId, request.draftId, pieces, request.holdMinutes > 0, request.holdReference));
        return carryOut(shopperId, plan, Duration.ofMinutes(request.holdMinutes));
    }

    @GetMapping
    @FromService("conversation")
    @Allowed("conversations:read")
    FollowDraft.ShopperCart get(@PathVariable UUID shopperId) {
        return follow.look(shopperId);
    }

    private LinesAnswer carryOut(UUID shopper, Plan plan, Duration shopsOwn) {
        UUID release = plan.release();
        if (release != null) {
            holds.release(release);
        }
        UUID hold = plan.hold();
        if (hold == null) {
            return answer(plan, plan.spent() ? HoldState.SPENT : HoldState.NONE, null, List.of());
        }
        if (plan.heldUntil() != null) {
            return answer(plan, HoldState.HELD, plan.heldUntil(), List.of());
        }
        Long max = plan.holdSecondsMax();
        Duration holdFor = max == null || max > shopsOwn.toSeconds() ? shopsOwn : Duration.ofSeconds(max);
        Plan asked = plan;
        Outcome outcome = holds.hold(hold, plan.version(), plan.toHold(), holdFor);
        if (outcome instanceof Outcome.Over) {
            asked = follow.again(shopper, plan);
            UUID other = asked.hold();
            outcome = other == null || other.equals(hold)
                    ? outcome
                    : holds.hold(other, asked.version(), asked.toHold(), holdFor);
        }
        return switch (outcome) {
            case Outcome.Held held -> {
                follow.held(shopper, asked, held.until());
                yield answer(asked, HoldState.HELD, held.until(), List.of());
            }
            case Outcome.Short tooFew -> answer(asked, HoldState.SHORT, null, tooFew.shortages());
            case Outcome.Over _, Outcome.Unknown _ -> answer(asked, HoldState.UNKNOWN, null, List.of());
        };
    }

    private static LinesAnswer answer(Plan plan, HoldState hold, @Nullable Instant until, List<Shortage> shortages) {
        return new LinesAnswer(plan.cartId(), hold, plan.hold(), until, plan.lines(), plan.dropped(), shortages);
    }

    /// Keys of guests' carts and of shoppers' never meet.
    private static @Nullable String scoped(UUID shopper, @Nullable String key) {
        if (key == null || key.isBlank()) {
            return null;
        }
        if (key.length() > KEY_LENGTH_MAX) {
            throw Refusal.invalid(
                    "idempotency_key_invalid", "Idempotency-Key may have " + KEY_LENGTH_MAX + " characters at most.");
        }
        return "shopper " + shopper + " " + key;
    }
}
