package io.parley.inventory.reservation;

import io.parley.events.ReservationEvent.HeldLine;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/inventory/reservations")
@Tag(name = "Reservations")
class ReservationController {
    private static final int LINES_MAX = 100;
    private static final Duration HOLD_FOR = Duration.ofMinutes(15);
    private static final int HOLD_SECONDS_MAX = 30 * 24 * 3600;

    private final ReserveStock reserve;
    private final EndReservation end;
    private final Reservations reservations;

    ReservationController(ReserveStock reserve, EndReservation end, Reservations reservations) {
        this.reserve = reserve;
        this.end = end;
        this.reservations = reservations;
    }

    @PostMapping
    @Allowed("inventory:write")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            operationId = "reserveStock",
            summary = "Hold stock: all lines or none",
            description = "The same reference with the same lines again gives the same hold. Without expiresInSeconds"
                    + " a hold lasts 15 minutes.")
    Reservation reserve(@Valid @RequestBody Hold hold) {
        return reserve.forCaller(
                hold.reference,
                Wanted.of(hold.lines.stream()
                        .map(line -> new HeldLine(line.variantId, line.quantity))
                        .toList()),
                hold.expiresInSeconds == null ? HOLD_FOR : Duration.ofSeconds(hold.expiresInSeconds));
    }

    @GetMapping("/{reference}")
    @Allowed("inventory:read")
    @Operation(operationId = "getReservation", summary = "What is held under a reference")
    @Transactional(readOnly = true)
    Reservation one(@PathVariable UUID reference) {
        return reservations.find(reference).orElseThrow(ReservationController::unknown);
    }

    @DeleteMapping("/{reference}")
    @Allowed("inventory:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "releaseReservation", summary = "Give held pieces back")
    void release(@PathVariable UUID reference) {
        end.release(reference);
    }

    static Refusal unknown() {
        return Refusal.notFound("reservation_not_found", "Nothing is held under this reference.");
    }

    record Hold(
            @NotNull UUID reference,
            @NotEmpty @Size(max = LINES_MAX) List<@NotNull @Valid Line> lines,
            @Min(1) @Max(HOLD_SECONDS_MAX) @Nullable Integer expiresInSeconds) {}

    record Line(
            @NotNull UUID variantId,
            @NotNull @Min(1) @Max(Wanted.QUANTITY_MAX) Integer quantity) {}
}
