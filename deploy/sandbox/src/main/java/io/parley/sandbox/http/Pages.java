package io.parley.sandbox.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// The sandbox's own pages, kept in memory. Nothing on them comes from elsewhere, and the policy says so.
public final class Pages implements StandIn {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final List<String> FILES = List.of(
            "index.html",
            "phone.html",
            "mail.html",
            "control.html",
            "base.css",
            "pages.css",
            "phone.css",
            "bubbles.css",
            "platforms.css",
            "sheets.css",
            "phone.js",
            "call.js",
            "platforms.js",
            "composer.js",
            "more.js",
            "post.js",
            "sheets.js",
            "shoppers.js",
            "thread.js",
            "bubbles.js",
            "voice.js",
            "happened.js",
            "mail.js",
            "control.js",
            "dom.js",
            "icon.svg");

    @Override
    public void mount(Router router) {
        page(router, "/", "index.html");
        page(router, "/phone", "phone.html");
        page(router, "/mail", "mail.html");
        page(router, "/control", "control.html");
        router.on("GET", "/favicon.ico", _ -> Reply.redirect("/assets/icon.svg"));
        FILES.forEach(file -> page(router, "/assets/" + file, file));
    }

    private static void page(Router router, String path, String file) {
        var body = read(file);
        var crc = new CRC32();
        crc.update(body);
        var tag = '"' + HexFormat.of().toHexDigits(crc.getValue(), 8) + '"';
        var headers = Map.of("ETag", tag, "Cache-Control", "no-cache", "Content-Security-Policy", POLICY);
        router.on(
                "GET",
                path,
                request -> tag.equals(request.header("If-None-Match"))
                        ? Reply.bytes(304, type(file), new byte[0], headers)
                        : Reply.bytes(200, type(file), body, headers));
    }

    private static String type(String file) {
        return switch (file.substring(file.lastIndexOf('.') + 1)) {
            case "html" -> "text/html; charset=UTF-8";
            case "css" -> "text/css; charset=UTF-8";
            case "js" -> "text/javascript; charset=UTF-8";
            case "svg" -> "image/svg+xml";
            default -> throw new IllegalStateException("no content type for " + file);
        };
    }

    private static byte[] read(String file) {
        try (var in = Pages.class.getResourceAsStream("/static-sandbox/" + file)) {
            if (in == null) throw new IllegalStateException("page " + file + " is not on the class path");
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
