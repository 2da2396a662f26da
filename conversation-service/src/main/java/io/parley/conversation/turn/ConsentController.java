package io.parley.conversation.turn;

import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/// The page behind the link a parent gets: whoever has the link is the parent. Looking changes
/// nothing, for mail programs look too.
@RestController
@RequestMapping("/api/conversations/consents/{token}")
@Hidden
class ConsentController {
    private static final int TOKEN_LENGTH_MAX = 100;

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><title>%1$s</title></head>
            <body><main><h1>%1$s</h1>%2$s</main></body></html>
            """;

    private static final String FORM = "<form method=\"post\" action=\"%s\"><button type=\"submit\">%s</button></form>";

    private final Consents consents;

    ConsentController(Consents consents) {
        this.consents = consents;
    }

    @GetMapping
    @Public
    ResponseEntity<String> look(@PathVariable String token) {
        return page(found(token), token);
    }

    @PostMapping("/agree")
    @Public
    ResponseEntity<String> agree(@PathVariable String token) {
        consents.answer(found(token), token, true);
        return page(found(token), token);
    }

    @PostMapping("/revoke")
    @Public
    ResponseEntity<String> revoke(@PathVariable String token) {
        consents.answer(found(token), token, false);
        return page(found(token), token);
    }

    private Consents.Consent found(String token) {
        if (token.length() > TOKEN_LENGTH_MAX) {
            throw unknown();
        }
        return consents.find(token).orElseThrow(ConsentController::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("consent_not_found", "This link is not valid, or not valid any more.");
    }

    private static ResponseEntity<String> page(Consents.Consent consent, String token) {
        String shop = HtmlUtils.htmlEscape(consent.shop(), "UTF-8");
        String here = "/api/conversations/consents/" + HtmlUtils.htmlEscape(token, "UTF-8");
        String body = consent.given()
                ? "<p>You have agreed that your child orders from " + shop + " by chat.</p>"
                        + FORM.formatted(here + "/revoke", "I take my consent back")
                : "<p>A child has written to " + shop + " by chat and named you as a parent. Nothing of what the child"
                        + " wrote is kept. If you agree, the child may order, and what an order needs is kept: the"
                        + " words of the chat, a name and where it is sent to. You can take your consent back here"
                        + " at any time; then all of it is erased.</p>"
                        + FORM.formatted(here + "/agree", "I am the parent, and I agree")
                        + "<p>If you do not agree, do nothing.</p>";
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .body(PAGE.formatted(shop, body));
    }
}
