package io.parley.channel.account;

import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.PlatformAdapters;
import io.parley.events.Platform;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.CursorPage;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/channels")
class ChannelController {
    private final ChannelBook book;
    private final DisconnectChannel disconnect;
    private final PlatformAdapters adapters;

    ChannelController(ChannelBook book, DisconnectChannel disconnect, PlatformAdapters adapters) {
        this.book = book;
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

    /// What the platform sent and could not be read, and the comments that were left alone, newest first.
    ///
    /// @param kind only these
    @GetMapping("/{id}/not-understood")
    @Allowed("channels:read")
    CursorPage<SetAsideEvent> notUnderstood(
            @PathVariable UUID id,
            @RequestParam(required = false) SetAsideEvent.@Nullable Kind kind,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return book.setAside(id, kind, cursor, limit);
    }

    /// In which ways accounts can be connected by hand.
    @GetMapping("/connect")
    @Allowed("channels:read")
    Ways ways() {
        return new Ways(adapters.forms().stream().map(Way::of).toList());
    }

    @DeleteMapping("/{id}")
    @Allowed("channels:write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void disconnect(@PathVariable UUID id) {
        disconnect.disconnect(id, "seller");
    }
}
