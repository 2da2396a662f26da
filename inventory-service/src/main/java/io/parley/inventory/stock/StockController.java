package io.parley.inventory.stock;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Caller;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Idempotency;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/inventory")
@Tag(name = "Inventory")
class StockController {
    private final StockLevels levels;
    private final ChangeStock change;
    private final Idempotency idempotency;

    StockController(StockLevels levels, ChangeStock change, Idempotency idempotency) {
        this.levels = levels;
        this.change = change;
        this.idempotency = idempotency;
    }

    @GetMapping
    @Allowed("inventory:read")
    @Operation(operationId = "listStock", summary = "Stock of all variants, by title")
    @Transactional(readOnly = true)
    CursorPage<StockView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = CursorPage.limit(limit);
        List<String> after = cursor == null ? List.of() : Cursor.decode(cursor, 2);
        List<StockView> rows = levels
                .page(
                        after.isEmpty() ? null : after.getFirst(),
                        after.isEmpty() ? null : Cursor.id(after.getLast()),
                        size + 1)
                .stream()
                .map(StockView::of)
                .toList();
        return CursorPage.of(rows, size, row -> Cursor.encode(row.title(), row.variantId()));
    }

    @GetMapping("/{variantId}")
    @Allowed("inventory:read")
    @Operation(operationId = "getStock", summary = "Stock of one variant")
    @Transactional(readOnly = true)
    StockView one(@PathVariable UUID variantId) {
        return levels.find(variantId).map(StockView::of).orElseThrow(StockController::unknownVariant);
    }

    @PutMapping("/{variantId}")
    @Allowed("inventory:write")
    @Operation(
            operationId = "setStock",
            summary = "Set what is on the shelf, the policy, the reorder level",
            description = "What is left out stays. The first figure ends UNTRACKED with DENY unless a policy is named.")
    StockView set(@PathVariable UUID variantId, @Valid @RequestBody Figures figures) {
        return change.set(
                variantId,
                figures.onHand,
                figures.policy,
                figures.reorderLevel,
                Caller.current().userId());
    }

    @PostMapping("/{variantId}/adjustments")
    @Allowed("inventory:write")
    @Operation(operationId = "adjustStock", summary = "Add or take pieces, with the reason")
    StockView adjust(
            @PathVariable UUID variantId,
            @Valid @RequestBody Adjustment adjustment,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        UUID by = Caller.current().userId();
        return idempotency.once(
                key,
                List.of(variantId, adjustment),
                StockView.class,
                () -> change.adjust(variantId, adjustment.delta, adjustment.reason, adjustment.note, by));
    }

    @GetMapping("/{variantId}/ledger")
    @Allowed("inventory:read")
    @Operation(operationId = "listStockLedger", summary = "Every change of the variant's figures, the newest first")
    @Transactional(readOnly = true)
    CursorPage<LedgerEntry> ledger(
            @PathVariable UUID variantId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (levels.find(variantId).isEmpty()) {
            throw unknownVariant();
        }
        int size = CursorPage.limit(limit);
        Long before =
                cursor == null ? null : Cursor.number(Cursor.decode(cursor, 1).getFirst());
        return CursorPage.of(levels.ledger(variantId, before, size + 1), size, entry -> Cursor.encode(entry.version()));
    }

    static Refusal unknownVariant() {
        return Refusal.notFound("variant_not_found", "There is no such variant in this shop.");
    }

    record Figures(
            @Min(0) @Max(Stock.PIECES_MAX) @Nullable Integer onHand,

            @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES) @Nullable
            StockPolicy policy,

            @Min(0) @Max(Stock.PIECES_MAX) @Nullable Integer reorderLevel) {}

    /// @param delta pieces, more or less
    record Adjustment(
            @NotNull @Min(-Stock.PIECES_MAX) @Max(Stock.PIECES_MAX)
            Integer delta,

            @NotNull @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_VALUES)
            LedgerReason reason,

            @Size(max = 500) @Nullable String note) {}
}
