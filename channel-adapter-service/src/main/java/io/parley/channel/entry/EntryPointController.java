package io.parley.channel.entry;

import io.parley.starter.web.Allowed;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Idempotency;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/entry-points")
class EntryPointController {
    private static final String DAYS = "30";

    private final EntryPoints points;
    private final EntryPointStats stats;
    private final Idempotency idempotency;

    EntryPointController(EntryPoints points, EntryPointStats stats, Idempotency idempotency) {
        this.points = points;
        this.stats = stats;
        this.idempotency = idempotency;
    }

    /// @param name to find it by; printed when there is no product
    /// @param productId what the conversation is to be about
    /// @param campaign the seller's own word, to tell entry points apart
    record NewEntryPoint(
            @NotBlank @Size(max = 120) @Pattern(regexp = "\\P{Cntrl}*", message = "must be one line")
            String name,

            @Nullable UUID productId,

            @Size(max = 100) @Pattern(regexp = "\\P{Cntrl}*", message = "must be one line") @Nullable
            String campaign) {}

    private record Asked(String what, NewEntryPoint request) {}

    /// Makes a code for a product, or for the shop as such, with its links.
    @PostMapping
    @Allowed("channels:write")
    @ResponseStatus(HttpStatus.CREATED)
    EntryPointView createEntryPoint(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewEntryPoint request) {
        String campaign = request.campaign() == null ? "" : request.campaign().strip();
        return idempotency.once(
                key,
                new Asked("entry-point", request),
                EntryPointView.class,
                () -> points.create(request.name().strip(), request.productId(), campaign.isEmpty() ? null : campaign));
    }

    /// The newest first: those in use, or the archived ones.
    @GetMapping
    @Allowed("channels:read")
    CursorPage<EntryPointView> listEntryPoints(
            @RequestParam(defaultValue = "false") boolean archived,
            @RequestParam(required = false) @Nullable UUID productId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return points.list(archived, productId, cursor, limit);
    }

    @GetMapping("/{id}")
    @Allowed("channels:read")
    EntryPointView getEntryPoint(@PathVariable UUID id) {
        return points.one(id);
    }

    /// Takes it out of the list. What was printed goes on leading to the shop and is counted.
    @PostMapping("/{id}/archive")
    @Allowed("channels:write")
    EntryPointView archiveEntryPoint(@PathVariable UUID id) {
        return points.archive(id);
    }

    /// What came of it. All numbers but `byDay` are since it was made; days are UTC days.
    @GetMapping("/{id}/stats")
    @Allowed("channels:read")
    @Operation(
            summary = "What came of an entry point",
            description = "An order is put down to the last code by which its shopper came within the 7 days before"
                    + " it was placed; one that was cancelled or rejected does not count. `scans` counts openings of"
                    + " the short link, without known robots and link previews. `conversations` counts each"
                    + " conversation that came by the code once. Days are UTC days.")
    EntryPointStats.Stats getEntryPointStats(@PathVariable UUID id, @RequestParam(defaultValue = DAYS) int days) {
        return stats.of(id, between(days, 1, EntryPointStats.DAYS_MAX, "days"));
    }

    /// The short link as a QR code. With a margin of 4 modules or more every reader takes it.
    @GetMapping("/{id}/qr")
    @Allowed("channels:read")
    ResponseEntity<byte[]> getEntryPointQr(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "png") String format,
            @RequestParam(defaultValue = "512") int size,
            @RequestParam(defaultValue = "4") int margin,
            @RequestParam(defaultValue = "M") String correction) {
        Image image = word(Image.class, format, "format");
        QrCode.Correction level = word(QrCode.Correction.class, correction, "correction");
        between(size, QrCode.SIZE_MIN, QrCode.SIZE_MAX, "size");
        between(margin, 0, QrCode.MARGIN_MAX, "margin");
        EntryPointView point = points.one(id);
        QrCode code = new QrCode(point.link(), level, margin);
        String name = point.code() + "." + image.name().toLowerCase(Locale.ROOT);
        return switch (image) {
            case PNG -> file(code.png(size), MediaType.IMAGE_PNG, name);
            case SVG ->
                file(
                        code.svg(size).getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        MediaType.parseMediaType("image/svg+xml"),
                        name);
        };
    }

    /// A page to print: shop, product, the code, and the link in words.
    @GetMapping("/{id}/poster")
    @Allowed("channels:read")
    ResponseEntity<byte[]> getEntryPointPoster(@PathVariable UUID id, @RequestParam(defaultValue = "A4") String paper) {
        Poster.Paper sheet = word(Poster.Paper.class, paper, "paper");
        Poster.Content content = points.poster(id);
        return file(
                Poster.draw(content, sheet),
                MediaType.APPLICATION_PDF,
                content.code() + "-" + sheet.name().toLowerCase(Locale.ROOT) + ".pdf");
    }

    private enum Image {
        PNG,
        SVG
    }

    private static ResponseEntity<byte[]> file(byte[] bytes, MediaType type, String name) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .cacheControl(CacheControl.noCache().cachePrivate())
                .body(bytes);
    }

    private static <E extends Enum<E>> E word(Class<E> type, String given, String parameter) {
        return Arrays.stream(type.getEnumConstants())
                .filter(it -> it.name().equalsIgnoreCase(given.strip()))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "invalid_input",
                        parameter + " must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(type.getEnumConstants())
                                                .map(Enum::name)
                                                .toList())
                                + "."));
    }

    private static int between(int given, int least, int most, String parameter) {
        if (given < least || given > most) {
            throw Refusal.invalid("invalid_input", parameter + " must be " + least + " to " + most + ".");
        }
        return given;
    }
}
