package io.parley.channel.account;

import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.PlatformAdapters;
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
import java.util.Map;
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
    private final PlatformAdapters adapters;

    ChannelController(
            ChannelBook book, ConnectChannel connect, DisconnectChannel disconnect, PlatformAdapters adapters) {
        this.book = book;
        this.connect = connect;
        this.disconnect = disconnect;
        this.adapters = adapters;
    }

    record ChannelList(List<ChannelView> items) {}

    /// A way of connecting, and what it asks for.
    record Way(String way, Platform platform, String accountIdIs, List<Asked> details) {
        static Way of(ConnectForm form) {
            return new Way(
                    form.way(),
                    form.platform(),
                    form.accountIdIs(),
                    form.details().stream()
                            .map(it -> new Asked(it.name(), it.required(), it.is()))
                            .toList());
        }
    }

    /// @param is what it must be, in words
    record Asked(String name, boolean required, String is) {}

    record Ways(List<Way> items) {}

    /// @param accountId the platform's id: Instagram account, page, or phone number id
    /// @param details what this way of connecting asks for besides
    /// @param username with or without its @
    /// @param accessToken never shown again
    record NewChannel(
            @NotNull @Size(max = 200) String accountId,

            @NotBlank @Size(max = 200) String name,
            @Size(max = 100) @Nullable String username,

            @NotNull
            @Size(max = 4000)
            @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be the platform's token, without blanks")
            String accessToken,

            @Size(max = 20) @Nullable Map<String, @Nullable String> details) {

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

    /// In which ways accounts can be connected by hand.
    @GetMapping("/connect")
    @Allowed("channels:read")
    Ways ways() {
        return new Ways(adapters.forms().stream().map(Way::of).toList());
    }

    /// 201 for an account new to the shop, 200 for one connected again: what waited is sent then.
    @PostMapping("/connect/{way}")
    @Allowed("channels:write")
    ResponseEntity<ChannelView> connect(@PathVariable String way, @Valid @RequestBody NewChannel channel) {
        ConnectForm form = adapters.form(way).orElseThrow(this::unknown);
        ConnectChannel.Connected connected = connect.connect(
                form,
                AskedFor.accountId(form, channel.accountId()),
                AskedFor.details(form, channel.details()),
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

    private Refusal unknown() {
        return Refusal.notFound(
                "platform_unknown",
                "Connect one of "
                        + String.join(
                                ", ",
                                adapters.forms().stream().map(ConnectForm::way).toList()) + ".");
    }

    private static @Nullable String username(@Nullable String given) {
        String name = given == null ? "" : given.strip().replaceFirst("^@", "");
        return name.isEmpty() ? null : name;
    }
}
