package io.parley.conversation.whatif;

import io.parley.conversation.whatif.WhatIfs.ReplyView;
import io.parley.conversation.whatif.WhatIfs.Selection;
import io.parley.conversation.whatif.WhatIfs.WhatIfView;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Caller;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Idempotency;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Stored conversations, taken again under other settings. Nothing is sent, and nothing but the report is stored.
@RestController
@RequestMapping("/api/assistant/what-if")
class WhatIfController {
    private final WhatIfs whatIfs;
    private final Rehearsal rehearsal;
    private final Idempotency idempotency;

    WhatIfController(WhatIfs whatIfs, Rehearsal rehearsal, Idempotency idempotency) {
        this.whatIfs = whatIfs;
        this.rehearsal = rehearsal;
        this.idempotency = idempotency;
    }

    /// Which conversations, and what would be different. Name a time, or the conversations.
    record WhatIfRequest(
            @Nullable Instant from,
            @Nullable Instant to,

            @Nullable @Size(min = 1, max = WhatIfs.CONVERSATIONS_MAX)
            List<@NotNull UUID> conversations,

            @NotNull @Valid Changes changes) {

        @AssertTrue(message = "name conversations, or a time with from before to")
        @Schema(hidden = true)
        boolean isSelecting() {
            return conversations == null
                    ? from != null && (to == null || from.isBefore(to))
                    : from == null && to == null;
        }
    }

    @PostMapping
    @Allowed("settings:write")
    @ResponseStatus(HttpStatus.ACCEPTED)
    WhatIfView askWhatIf(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody WhatIfRequest request) {
        UUID member = Caller.current().userId();
        return idempotency.once(key, request, WhatIfView.class, () -> {
            rehearsal.stage(ShopScope.current(), request.changes());
            Selection selection = new Selection(request.from(), request.to(), request.conversations());
            return whatIfs.one(whatIfs.ask(request.changes(), selection, member));
        });
    }

    @GetMapping
    @Allowed("settings:read")
    List<WhatIfView> listWhatIfs() {
        return whatIfs.all();
    }

    @GetMapping("/{id}")
    @Allowed("settings:read")
    WhatIfView getWhatIf(@PathVariable UUID id) {
        return whatIfs.one(id);
    }

    /// The replies that would be others, side by side.
    @GetMapping("/{id}/replies")
    @Allowed("settings:read")
    CursorPage<ReplyView> listReplies(
            @PathVariable UUID id,
            @RequestParam(required = false) Replay.@Nullable Effect effect,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return whatIfs.replies(id, effect, cursor, limit);
    }

    /// Stops it, if it runs, and forgets it.
    @DeleteMapping("/{id}")
    @Allowed("settings:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteWhatIf(@PathVariable UUID id) {
        whatIfs.remove(id);
    }
}
