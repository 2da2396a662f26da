package io.parley.channel.entry;

import io.parley.channel.entry.DeepLinks.DeepLink;
import io.parley.channel.entry.EntryPoints.Door;
import io.parley.events.Platform;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// What a scanned code opens.
@RestController
class ScanController {
    private static final Logger LOG = LoggerFactory.getLogger(ScanController.class);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String PAGE = """
            <!doctype html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta name="format-detection" content="telephone=no">
            <title>%s</title>
            <style>
            body{margin:0;font:17px/1.45 system-ui,sans-serif;background:#f4f6f8;color:#141d2e}
            main{max-width:26rem;margin:0 auto;padding:12vh 1.25rem 3rem}
            h1{margin:0;font-size:1.7rem;line-height:1.2;overflow-wrap:anywhere}
            .shop{margin:0 0 .3rem;color:#5b6475;overflow-wrap:anywhere}
            .ask{margin:1.6rem 0 .8rem}
            ul{list-style:none;margin:0;padding:0}
            a{display:block;margin:0 0 .7rem;padding:.95rem 1.1rem;border-radius:.8rem;background:#0f766e;\
            color:#fff;text-decoration:none;font-weight:600}
            a small{display:block;font-weight:400;color:#d7efec;overflow-wrap:anywhere}
            a:focus-visible{outline:3px solid #141d2e;outline-offset:2px}
            </style>
            </head>
            <body><main>
            <p class="shop">%s</p>
            <h1>%s</h1>
            %s
            </main></body>
            </html>
            """;

    private final EntryPoints points;

    ScanController(EntryPoints points) {
        this.points = points;
    }

    /// Leads to the shop: straight there when there is one way, or to a page with the choice.
    @GetMapping("/api/e/{code}")
    @Public
    @Operation(
            summary = "Opens a conversation with a shop",
            description = "The short link of an entry point. Redirects to the shop's chat, or shows a page with the"
                    + " ways to write to it. The scan is counted unless a robot or a link preview asks; nothing is"
                    + " kept of who did.")
    ResponseEntity<String> openEntryPoint(
            @PathVariable String code, @Parameter(hidden = true) HttpServletRequest request) {
        Optional<Door> found = Codes.read(code).flatMap(it -> ShopScope.callAsSystem(() -> points.door(it)));
        if (found.isEmpty()) {
            return unknown(request.getHeader(HttpHeaders.ACCEPT));
        }
        Door door = found.get();
        count(door, request);
        if (door.links().size() == 1 && door.links().getFirst().url().startsWith("https:")) {
            return answer(HttpStatus.FOUND)
                    .location(URI.create(door.links().getFirst().url()))
                    .build();
        }
        return answer(HttpStatus.OK).contentType(HTML).body(page(door));
    }

    /// A person with a phone is told in words, a program by a problem.
    private static ResponseEntity<String> unknown(@Nullable String accept) {
        String says = "This code leads nowhere. Check it, or ask the shop for its new one.";
        if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
            throw Refusal.notFound("code_unknown", says);
        }
        return answer(HttpStatus.NOT_FOUND)
                .contentType(HTML)
                .body(PAGE.formatted("en", "Not found", "", "Not found", "<p>" + says + "</p>"));
    }

    /// That somebody cannot be counted is no reason not to let them in.
    private void count(Door door, HttpServletRequest request) {
        @Nullable String purpose = request.getHeader("Sec-Purpose");
        if (!request.getMethod().equals("GET")
                || !Scanners.isPerson(
                        request.getHeader(HttpHeaders.USER_AGENT),
                        purpose == null ? request.getHeader("Purpose") : purpose)) {
            return;
        }
        try {
            ShopScope.callAs(door.shopId(), () -> {
                points.scanned(door.id());
                return null;
            });
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a scan of {} is not counted: {}", door.id(), e.getMessage());
        }
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .header("X-Robots-Tag", "noindex")
                .header("Referrer-Policy", "no-referrer");
    }

    private static String page(Door door) {
        String about = door.about() == null ? door.shop() : door.about();
        String over = door.about() == null ? "" : door.shop();
        return PAGE.formatted(
                door.texts().language(), escaped(about), escaped(over), escaped(about), choice(door.links(), door));
    }

    private static String choice(List<DeepLink> links, Door door) {
        if (links.isEmpty()) {
            return "<p class=\"ask\">" + escaped(door.texts().nowhere()) + "</p>";
        }
        StringBuilder html = new StringBuilder("<p class=\"ask\">")
                .append(escaped(door.texts().choose()))
                .append("</p>\n<ul>\n");
        for (DeepLink link : links) {
            String title = link.platform() == Platform.VOICE
                    ? door.texts().call()
                    : link.platform().title();
            html.append("<li><a rel=\"noreferrer\" href=\"")
                    .append(escaped(link.url()))
                    .append("\">")
                    .append(escaped(title))
                    .append("<small>")
                    .append(escaped(link.name()))
                    .append("</small></a></li>\n");
        }
        return html.append("</ul>").toString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
