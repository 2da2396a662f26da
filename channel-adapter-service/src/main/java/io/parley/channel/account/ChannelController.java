package io.parley.channel.account;

import io.parley.events.Platform;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/channels")
class ChannelController {
    private final ChannelBook book;
    private final ConnectChannel connect;
    private final DisconnectChannel disconnect;

    ChannelController(ChannelBook book, ConnectChannel connect, DisconnectChannel disconnect) {
        this.book = book;
        this.connect = connect;
        this.disconnect = disconnect;
    }

    record ChannelList(List<ChannelView> items) {}

    /// @param accountId the platform's id: Instagram account, page, or phone number id
    /// @param username with or without its @
    /// @param accessToken never shown again
    record NewChannel(
            @NotNull @Pattern(regexp = "[0-9]{3,30}", message = "must be the platform's number, 3 to 30 digits")
            String accountId,

            @NotBlank @Size(max = 200) String name,
            @Size(max = 100) @Nullable String username,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be the platform's token, without blanks")
            String accessToken) {

        @Override
        public String toString() {
            return "NewChannel[" + accountId + "]";
        }
    }

    @GetMapping
    @Allowed("channels:read")
    ChannelList list() {
        return new ChannelList(book.all());
    }

    @GetMapping("/{id}")
    @Allowed("channels:read")
    ChannelView one(@PathVariable UUID id) {
        return book.one(id);
    }

    @GetMapping("/{id}/stats")
    @Allowed("channels:read")
    ChannelStats stats(@PathVariable UUID id) {
        return book.stats(id);
    }

    /// What the platform sent and could not be read, newest first.
    @GetMapping("/{id}/not-understood")
    @Allowed("channels:read")
    CursorPage<SetAsideEvent> notUnderstood(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return book.notUnderstood(id, cursor, limit);
    }

    /// 201 for an account new to the shop, 200 for one connected again: what waited is sent then.
    @PostMapping("/connect/{platform}")
    @Allowed("channels:write")
    ResponseEntity<ChannelView> connect(@PathVariable String platform, @Valid @RequestBody NewChannel channel) {
        ConnectChannel.Connected connected = connect.connect(
                platform(platform),
                channel.accountId(),
                channel.name().strip(),
                username(channel.username()),
                channel.accessToken());
        return ResponseEntity.status(connected.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(book.one(connected.channelId()));
    }

    @DeleteMapping("/{id}")
    @Allowed("channels:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable UUID id) {
        disconnect.disconnect(id, "seller");
    }

    private static Platform platform(String name) {
        return switch (name) {
            case "instagram" -> Platform.INSTAGRAM;
            case "facebook" -> Platform.MESSENGER;
            case "whatsapp" -> Platform.WHATSAPP;
            default -> throw Refusal.notFound("platform_unknown", "Connect one of instagram, facebook and whatsapp.");
        };
    }

    private static @Nullable String username(@Nullable String given) {
        String name = given == null ? "" : given.strip().replaceFirst("^@", "");
        return name.isEmpty() ? null : name;
    }
}
