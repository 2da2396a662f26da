package io.parley.channel.sending;

import io.parley.starter.web.Allowed;
import io.parley.starter.web.CursorPage;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/channels/{id}/failed")
class FailedMessageController {
    private final FailedMessages failed;

    FailedMessageController(FailedMessages failed) {
        this.failed = failed;
    }

    record Retried(int messages) {}

    /// What could not be sent, newest first.
    @GetMapping
    @Allowed("channels:read")
    CursorPage<FailedMessages.Failed> page(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return failed.page(id, cursor, limit);
    }

    /// Sends all of them again that may arrive then, at most 1,000 a call.
    @PostMapping("/retry")
    @Allowed("channels:write")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Retried retryAll(@PathVariable UUID id) {
        return new Retried(failed.retryAll(id));
    }

    /// Sends one of them again. Whoever may reply in its conversation may.
    @PostMapping("/{replyId}/retry")
    @Allowed({"channels:write", "conversations:reply"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    void retry(@PathVariable UUID id, @PathVariable UUID replyId) {
        failed.retry(id, replyId);
    }
}
