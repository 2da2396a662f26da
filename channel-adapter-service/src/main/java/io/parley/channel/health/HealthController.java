package io.parley.channel.health;

import io.parley.channel.repair.RepairChannels;
import io.parley.starter.web.Allowed;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/channels/{id}")
class HealthController {
    private final HealthBook book;
    private final RepairChannels repair;

    HealthController(HealthBook book, RepairChannels repair) {
        this.book = book;
        this.repair = repair;
    }

    @GetMapping("/health")
    @Allowed("channels:read")
    @Operation(summary = "How a channel is: last messages, errors, silence, token, and how far it was compared")
    ChannelHealth health(@PathVariable UUID id) {
        return book.of(id);
    }

    /// What webhooks did not bring is looked for at once; `health` shows how far that has come.
    @PostMapping("/repair")
    @Allowed("channels:write")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Has the channel's conversations read back from the platform now")
    ChannelHealth repair(@PathVariable UUID id) {
        book.of(id);
        repair.soon(id);
        return book.of(id);
    }
}
