package io.parley.gateway.shop;

import io.parley.events.ShopEvent.Assistant;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Allowed;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The assistant's part of the caller's shop. It lies with the shop, so that one event carries all of its settings.
@RestController
@RequestMapping("/api/assistant/settings")
@Tag(name = "shop")
class AssistantController {
    private final ChangeShop shops;

    AssistantController(ChangeShop shops) {
        this.shops = shops;
    }

    @GetMapping
    @Allowed("settings:read")
    @Operation(summary = "How the assistant behaves")
    ResponseEntity<Assistant> assistantSettings() {
        return tagged(shops.find(ShopScope.current()));
    }

    @PatchMapping
    @Allowed("settings:write")
    @Operation(
            summary = "Change some of how the assistant behaves",
            description = "With If-Match, only when nobody else has changed the shop since.")
    ResponseEntity<Assistant> changeAssistantSettings(
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody ShopChange.AssistantChange change) {
        return tagged(
                shops.change(ShopScope.current(), ShopController.expected(match), ShopChange.ofAssistant(change)));
    }

    private static ResponseEntity<Assistant> tagged(ShopView shop) {
        return ResponseEntity.ok().eTag("\"" + shop.version() + "\"").body(shop.assistant());
    }
}
