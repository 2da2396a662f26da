package io.parley.channel.telegram;

import io.parley.channel.account.OpenAccounts;
import io.parley.channel.calling.Calls;
import io.parley.channel.meta.Fields;
import io.parley.channel.platform.Account;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;

/// Shows the files that shoppers sent: Telegram gives them to whoever has the bot's token, which
/// no browser may have. Nothing of them is kept here.
@RestController
class TelegramFileController {
    /// What a browser may show, by the ending that Telegram gives a file; everything else is saved.
    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("oga", "audio/ogg"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("m4a", "audio/mp4"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"));

    private final OpenAccounts accounts;
    private final BotApi api;

    TelegramFileController(OpenAccounts accounts, BotApi api) {
        this.accounts = accounts;
        this.api = api;
    }

    @GetMapping("/api/channels/{id}/telegram-files/{fileId}")
    @Allowed("channels:read")
    @Operation(summary = "A file that a shopper sent on Telegram, up to 20 MB, while the platform still has it")
    ResponseEntity<byte[]> file(@PathVariable UUID id, @PathVariable String fileId) {
        if (!TelegramReader.isFileId(fileId)) {
            throw gone();
        }
        BotToken token = accounts.find(id)
                .filter(it -> it.way().equals(TelegramAdapter.FORM.way()))
                .map(Account::accessToken)
                .flatMap(it -> Optional.ofNullable(BotToken.of(it)))
                .orElseThrow(TelegramFileController::gone);
        try {
            BotApi.Answer about = api.call(
                    token, "getFile", JsonNodeFactory.instance.objectNode().put("file_id", fileId));
            @Nullable String path = Fields.word(about.result().path("file_path"));
            if (!about.ok() || path == null || !path.matches("(?!.*\\.\\.)[A-Za-z0-9_./-]{1,300}")) {
                throw gone();
            }
            Calls.Bytes file = api.file(token, path);
            if (file.status() != 200) {
                throw gone();
            }
            String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            @Nullable String type = SHOWN.get(ending);
            return ResponseEntity.ok()
                    .contentType(type == null ? MediaType.APPLICATION_OCTET_STREAM : MediaType.parseMediaType(type))
                    .header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", "sandbox; default-src 'none'")
                    .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                    .header(HttpHeaders.CONTENT_DISPOSITION, type == null ? "attachment; filename=\"file\"" : "inline")
                    .body(file.bytes());
        } catch (IOException e) {
            throw Refusal.unavailable(
                    "file_unavailable", "Telegram does not give the file now; try again in a minute.");
        }
    }

    private static Refusal gone() {
        return Refusal.notFound("file_not_found", "There is no such file, or Telegram no longer has it.");
    }
}
