package io.parley.conversation.analytics;

import io.parley.conversation.analytics.Analytics.Count;
import io.parley.conversation.analytics.Analytics.Day;
import io.parley.conversation.analytics.Analytics.Figures;
import io.parley.conversation.analytics.Analytics.Funnel;
import io.parley.conversation.analytics.Analytics.InTone;
import io.parley.events.Platform;
import io.parley.starter.web.Allowed;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/conversations/analytics")
class AnalyticsController {
    private final Analytics analytics;

    AnalyticsController(Analytics analytics) {
        this.analytics = analytics;
    }

    /// What to write into the file.
    enum Table {
        DAYS,
        CHANNELS,
        TONES,
        INTENTS,
        LANGUAGES,
        HANDOFFS,
        NOT_SOLD,
        SOLD_OUT
    }

    /// @param from by default 30 days before its end
    /// @param to by default now
    /// @param channel of one platform only
    /// @param language of one language only, ISO 639-1
    @GetMapping
    @Allowed("conversations:read")
    Figures analytics(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Platform channel,
            @RequestParam(required = false) @Pattern(regexp = "[a-z]{2,3}") @Nullable String language) {
        return analytics.of(analytics.scope(from, to, channel, language));
    }

    /// One table of it, for a spreadsheet.
    @GetMapping(path = "/export", produces = "text/csv")
    @Allowed("conversations:read")
    ResponseEntity<String> exportAnalytics(
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable Platform channel,
            @RequestParam(required = false) @Pattern(regexp = "[a-z]{2,3}") @Nullable String language,
            @RequestParam(defaultValue = "DAYS") Table table) {
        Figures figures = analytics.of(analytics.scope(from, to, channel, language));
        Csv csv = new Csv();
        switch (table) {
            case DAYS -> days(csv, figures.byDay());
            case CHANNELS -> channels(csv, figures.byChannel());
            case TONES -> tones(csv, figures.byTone());
            case INTENTS -> counts(csv, "intent", figures.intents());
            case LANGUAGES -> counts(csv, "language", figures.languages());
            case HANDOFFS -> counts(csv, "reason", figures.handoffReasons());
            case NOT_SOLD -> counts(csv, "asked for", figures.notSold());
            case SOLD_OUT -> counts(csv, "product", figures.soldOut());
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"conversations-" + table.name().toLowerCase(java.util.Locale.ROOT)
                                + ".csv\"")
                .body(csv.toString());
    }

    private static void days(Csv csv, List<Day> days) {
        csv.row(List.of("day", "turns", "conversations", "captured", "handoffs", "p50 ms", "p95 ms"));
        days.forEach(it -> csv.row(Arrays.asList(
                it.day(),
                it.turns(),
                it.conversations(),
                it.captured(),
                it.handoffs(),
                it.p50Millis(),
                it.p95Millis())));
    }

    private static void channels(Csv csv, List<Funnel> channels) {
        funnelsBy("channel", csv);
        channels.forEach(it -> funnel(csv, it.channel(), it));
    }

    private static void tones(Csv csv, List<InTone> tones) {
        funnelsBy("tone", csv);
        tones.forEach(it -> funnel(csv, it.tone(), it.funnel()));
    }

    private static void funnelsBy(String name, Csv csv) {
        csv.row(List.of(
                name,
                "conversations",
                "turns",
                "asked",
                "picked",
                "captured",
                "confirmed",
                "paid",
                "completed",
                "contained",
                "conversion"));
    }

    private static void funnel(Csv csv, @Nullable String name, Funnel it) {
        csv.row(Arrays.asList(
                name,
                it.conversations(),
                it.turns(),
                it.asked(),
                it.picked(),
                it.captured(),
                it.confirmed(),
                it.paid(),
                it.completed(),
                it.contained(),
                it.conversion()));
    }

    private static void counts(Csv csv, String name, List<Count> counts) {
        csv.row(List.of(name, "times", "conversations"));
        counts.forEach(it -> csv.row(List.of(it.name(), it.times(), it.conversations())));
    }
}
