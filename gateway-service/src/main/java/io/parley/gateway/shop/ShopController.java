package io.parley.gateway.shop;

import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/shops/{id}")
@Tag(name = "shop")
class ShopController {
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");

    private final ChangeShop shops;

    ShopController(ChangeShop shops) {
        this.shops = shops;
    }

    @GetMapping
    @Allowed("settings:read")
    @Operation(summary = "The shop's profile, assistant and payment settings")
    ResponseEntity<ShopView> find(@PathVariable UUID id) {
        return tagged(shops.find(id));
    }

    @PatchMapping
    @Allowed("settings:write")
    @Operation(
            summary = "Change some of the shop's profile or settings",
            description = "With If-Match, only when nobody else has changed it since.")
    ResponseEntity<ShopView> change(
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody ShopChange change) {
        return tagged(shops.change(id, expected(match), change));
    }

    static @Nullable Long expected(@Nullable String match) {
        if (match == null || match.strip().equals("*")) {
            return null;
        }
        Matcher tag = ETAG.matcher(match.strip());
        if (!tag.matches()) {
            throw Refusal.invalid("if_match_invalid", "If-Match is the ETag of an earlier answer, such as \"3\".");
        }
        return Long.valueOf(tag.group(1));
    }

    private static ResponseEntity<ShopView> tagged(ShopView shop) {
        return ResponseEntity.ok().eTag("\"" + shop.version() + "\"").body(shop);
    }
}
