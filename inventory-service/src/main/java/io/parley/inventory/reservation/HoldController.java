package io.parley.inventory.reservation;

import io.parley.events.ReservationEvent.HeldLine;
import io.parley.starter.web.FromService;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What carts hold. The cart says what its hold is to be, and its revision; the same again changes
/// nothing.
@RestController
@RequestMapping("/api/inventory/holds")
@FromService("cart")
@Hidden
class HoldController {
    private static final int LINES_MAX = 100;
    private static final int SECONDS_MAX = 24 * 3600;

    private final ReserveStock reserve;
    private final EndReservation end;

    HoldController(ReserveStock reserve, EndReservation end) {
        this.reserve = reserve;
        this.end = end;
    }

    record Hold(
            @NotEmpty @Size(max = LINES_MAX) List<@NotNull @Valid Line> lines,
            @NotNull @Min(1) @Max(SECONDS_MAX) Integer seconds,
            @NotNull @Min(0) Long revision) {}

    record Line(
            @NotNull UUID variantId,
            @NotNull @Min(1) @Max(Wanted.QUANTITY_MAX) Integer quantity) {}

    @PutMapping("/{reference}")
    Reservation put(@PathVariable UUID reference, @Valid @RequestBody Hold hold) {
        return reserve.forCart(
                reference,
                hold.revision,
                Wanted.of(hold.lines.stream()
                        .map(line -> new HeldLine(line.variantId, line.quantity))
                        .toList()),
                Duration.ofSeconds(hold.seconds));
    }

    /// Also a hold that was never made is over then.
    @DeleteMapping("/{reference}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void release(@PathVariable UUID reference) {
        end.forGood(reference);
    }
}
