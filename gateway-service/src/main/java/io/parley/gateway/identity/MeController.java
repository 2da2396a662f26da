package io.parley.gateway.identity;

import io.parley.gateway.shop.Memberships;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Authenticated;
import io.parley.starter.web.Caller;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/users/me")
@Tag(name = "user")
@Authenticated
class MeController {
    private final Users users;
    private final Memberships memberships;
    private final TransactionTemplate transaction;

    MeController(Users users, Memberships memberships, PlatformTransactionManager transactions) {
        this.users = users;
        this.memberships = memberships;
        this.transaction = new TransactionTemplate(transactions);
    }

    record Me(
            UUID id,
            String email,
            String name,
            boolean emailVerified,
            UUID shopId,
            List<MyShop> shops,
            Instant createdAt) {}

    record MyShop(UUID id, String name, String role) {}

    record Rename(
            @NotBlank @Size(max = 100) @Pattern(regexp = "[^\\p{Cc}]*", message = "has a character no name has")
            String name) {}

    @GetMapping
    @Operation(summary = "Who I am, and which shops I belong to")
    Me me() {
        return view(find());
    }

    @PatchMapping
    @Operation(summary = "Change my name")
    Me change(@Valid @RequestBody Rename rename) {
        User me = find();
        me.rename(rename.name());
        return view(users.saveAndFlush(me));
    }

    private User find() {
        return users.findById(Caller.current().userId())
                .orElseThrow(() -> Refusal.unauthenticated("user_unknown", "Your account is gone; sign up again."));
    }

    private Me view(User me) {
        List<MyShop> shops = ShopScope.callAsSystem(() ->
                Objects.requireNonNull(transaction.execute(status -> memberships.of(me.id())), "memberships").stream()
                        .map(in ->
                                new MyShop(in.shopId(), in.shopName(), in.role().text()))
                        .toList());
        return new Me(
                me.id(),
                me.email(),
                me.name(),
                me.hasProvedEmail(),
                Caller.current().shopId(),
                shops,
                me.createdAt());
    }
}
