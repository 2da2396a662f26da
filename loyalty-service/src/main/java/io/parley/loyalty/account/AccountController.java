package io.parley.loyalty.account;

import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/loyalty/accounts")
@Tag(name = "Loyalty accounts")
class AccountController {
    private static final UUID NEWEST = new UUID(-1, -1);
    private static final int LINES_SHOWN = 50;

    private final Accounts accounts;
    private final Ledger ledger;
    private final Programs programs;

    AccountController(Accounts accounts, Ledger ledger, Programs programs) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.programs = programs;
    }

    @GetMapping
    @Allowed("loyalty:read")
    @Operation(operationId = "listLoyaltyAccounts", summary = "Accounts, the newest first")
    @Transactional(readOnly = true)
    CursorPage<AccountView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = CursorPage.limit(limit);
        Program program = programs.current();
        UUID before =
                cursor == null ? NEWEST : Cursor.id(Cursor.decode(cursor, 1).getFirst());
        List<AccountView> rows = accounts.page(ShopScope.current(), before, Limit.of(size + 1)).stream()
                .map(account -> AccountView.of(account, program, null))
                .toList();
        return CursorPage.of(rows, size, row -> Cursor.encode(row.id()));
    }

    @GetMapping("/{id}")
    @Allowed("loyalty:read")
    @Operation(operationId = "getLoyaltyAccount", summary = "One account with the newest lines of its ledger")
    @Transactional(readOnly = true)
    AccountView one(@PathVariable UUID id) {
        return detailed(accounts.findByShopIdAndId(ShopScope.current(), id).orElseThrow(AccountController::unknown));
    }

    @GetMapping("/by-shopper/{shopperId}")
    @Allowed("loyalty:read")
    @Operation(
            operationId = "getLoyaltyAccountOfShopper",
            summary = "The account of a shopper with the newest lines of its ledger")
    @Transactional(readOnly = true)
    AccountView ofShopper(@PathVariable UUID shopperId) {
        return detailed(accounts.findByShopIdAndShopperId(ShopScope.current(), shopperId)
                .orElseThrow(AccountController::unknown));
    }

    @GetMapping("/{id}/ledger")
    @Allowed("loyalty:read")
    @Operation(operationId = "listLoyaltyLedger", summary = "Every change of an account's points, the newest first")
    @Transactional(readOnly = true)
    CursorPage<PointsEntry> ledger(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (accounts.findByShopIdAndId(ShopScope.current(), id).isEmpty()) {
            throw unknown();
        }
        int size = CursorPage.limit(limit);
        int before = cursor == null
                ? Integer.MAX_VALUE
                : Math.clamp(Cursor.number(Cursor.decode(cursor, 1).getFirst()), 0, Integer.MAX_VALUE);
        return CursorPage.of(ledger.page(id, before, size + 1), size, entry -> Cursor.encode(entry.number()));
    }

    private AccountView detailed(Account account) {
        return AccountView.of(account, programs.current(), ledger.page(account.id(), Integer.MAX_VALUE, LINES_SHOWN));
    }

    private static Refusal unknown() {
        return Refusal.notFound("account_not_found", "There is no such account in this shop.");
    }
}
