package io.parley.channel.whatsapp;

import io.parley.channel.account.OpenAccounts;
import io.parley.channel.calling.Calls;
import io.parley.channel.meta.Fields;
import io.parley.channel.platform.Account;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Shows the files that shoppers sent: WhatsApp gives them to whoever has the number's token,
/// which no browser may have. Nothing of them is kept here.
@RestController
class WhatsAppMediaController {
    /// What a browser may show; everything else is saved as a file.
    private static final Set<String> SHOWN = Set.of(
            "image/jpeg",
            "image/png",
            "image/webp",
            "image/gif",
            "audio/aac",
            "audio/amr",
            "audio/mpeg",
            "audio/mp4",
            "audio/ogg",
            "video/mp4",
            "video/3gpp");

    private final OpenAccounts accounts;
    private final CloudApi cloud;

    WhatsAppMediaController(OpenAccounts accounts, CloudApi cloud) {
        this.accounts = accounts;
        this.cloud = cloud;
    }

    @GetMapping("/api/channels/{id}/media/{mediaId}")
    @Allowed("channels:read")
    @Operation(summary = "A file that a shopper sent on WhatsApp, while the platform still has it (30 days)")
    ResponseEntity<byte[]> file(@PathVariable UUID id, @PathVariable String mediaId) {
        if (!mediaId.matches("[0-9A-Za-z_-]{1,100}")) {
            throw gone();
        }
        Account account = accounts.find(id)
                .filter(it -> it.way().equals(WhatsAppAdapter.FORM.way()))
                .orElseThrow(WhatsAppMediaController::gone);
        try {
            Calls.Answer about = cloud.get(
                    CloudApi.encoded(mediaId), account.accessToken(), Map.of("phone_number_id", account.accountId()));
            @Nullable String address = Fields.url(about.body().path("url"));
            if (about.status() != 200 || address == null) {
                throw gone();
            }
            Calls.Bytes file = cloud.file(URI.create(address), account.accessToken());
            if (file.status() != 200) {
                throw gone();
            }
            String type =
                    file.type().toLowerCase(Locale.ROOT).replaceFirst(";.*", "").strip();
            boolean shown = SHOWN.contains(type);
            return ResponseEntity.ok()
                    .contentType(shown ? MediaType.parseMediaType(type) : MediaType.APPLICATION_OCTET_STREAM)
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "sandbox; default-src 'none'")
                    .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                    .header(HttpHeaders.CONTENT_DISPOSITION, shown ? "inline" : "attachment; filename=\"file\"")
                    .body(file.bytes());
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.unavailable(
                    "file_unavailable", "WhatsApp does not give the file now; try again in a minute.");
        }
    }

    private static Refusal gone() {
        return Refusal.notFound("file_not_found", "There is no such file, or WhatsApp no longer has it.");
    }
}
