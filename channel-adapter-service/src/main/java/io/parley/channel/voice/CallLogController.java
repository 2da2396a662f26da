package io.parley.channel.voice;

import io.parley.starter.web.Allowed;
import io.parley.starter.web.CursorPage;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/channels/calls")
class CallLogController {
    private final CallLog log;

    CallLogController(CallLog log) {
        this.log = log;
    }

    @GetMapping
    @Allowed("channels:read")
    @Operation(summary = "The shop's phone calls, newest first")
    CursorPage<CallLog.CallView> page(
            @RequestParam(required = false) @Nullable UUID channelId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return log.page(channelId, cursor, limit);
    }

    @GetMapping("/{callId}")
    @Allowed("channels:read")
    @Operation(summary = "A phone call with what was said in it")
    CallLog.CallView one(@PathVariable UUID callId) {
        return log.one(callId);
    }
}
