package io.parley.channel.twilio;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.Intake;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where Twilio tells what was written to a number, and what became of what was sent from it.
@RestController
@RequestMapping(TwilioSettings.WEBHOOK)
@Public
class TwilioWebhookController {
    private static final String SOURCE = "twilio";
    /// Nothing is to be said at once: answers go out by themselves.
    private static final String SAY_NOTHING = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response></Response>";

    private final TwilioSettings settings;
    private final TwilioNumbers numbers;
    private final TwilioReader reader;
    private final Intake intake;
    private final JsonMapper json;
    private final Clock clock;
    private final Counter wronglySigned;
    private final Timer accepted;

    TwilioWebhookController(
            TwilioSettings settings,
            TwilioNumbers numbers,
            OptOuts optOuts,
            Keywords keywords,
            TwilioAliases aliases,
            Intake intake,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.numbers = numbers;
        this.reader = new TwilioReader(optOuts, keywords, aliases);
        this.intake = intake;
        this.json = json;
        this.clock = clock;
        wronglySigned = meters.counter("parley.channel.webhooks.refused", "source", SOURCE, "reason", "signature");
        accepted = Timer.builder("parley.channel.webhooks")
                .tag("source", SOURCE)
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250))
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /// A post, as far as it can be read.
    ///
    /// @param form whether it is one; else its digest stands in the address
    private record Post(TwilioForm fields, boolean form) {}

    /// Takes a body in, whatever it holds, once its signature is right. The auth token that signs
    /// is the account's whose number it names, else of the account it names itself: an account nobody
    /// has connected signs nothing.
    @PostMapping
    @Operation(summary = "Takes in SMS and WhatsApp messages and reports, signed by Twilio")
    ResponseEntity<String> receive(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        long from = System.nanoTime();
        byte[] body = request.getInputStream().readAllBytes();
        String query = request.getQueryString();
        Post post = post(request.getContentType(), body);
        boolean whatsApp = TwilioReader.isWhatsApp(post.fields);
        String header = request.getHeader(TwilioSignature.HEADER);
        // what is not signed at all is looked up no further
        boolean signed = header != null;
        Optional<TwilioNumbers.Number> named = numbers.find(TwilioReader.ours(post.fields), whatsApp)
                .or(() ->
                        signed ? numbers.ofService(post.fields.id("MessagingServiceSid"), whatsApp) : Optional.empty());
        Optional<TwilioNumbers.Number> number =
                named.or(() -> signed ? numbers.ofAccount(post.fields.id("AccountSid")) : Optional.empty());
        List<String> urls = settings.called(query);
        TwilioForm asked = TwilioForm.of((query == null ? "" : query).getBytes(StandardCharsets.UTF_8));
        boolean right = number.isPresent()
                && (post.form
                        ? TwilioSignature.isRight(number.get().keys().authToken(), urls, post.fields.fields(), header)
                        : TwilioSignature.isRight(
                                number.get().keys().authToken(),
                                urls,
                                body,
                                asked.word(TwilioSignature.BODY_DIGEST),
                                header));
        if (!right) {
            wronglySigned.increment();
            throw Refusal.unauthenticated(
                    "signature_wrong",
                    "The call must be signed with the auth token of a connected number: X-Twilio-Signature.");
        }
        Connection channel = number.get().channel();
        Finding finding = named.isPresent()
                ? reader.read(channel, post.fields, asked.word("mark"), clock.instant())
                : TwilioReader.elsewhere(channel, post.fields, clock.instant());
        intake.take(SOURCE, body, List.of(finding));
        accepted.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        return ResponseEntity.ok().contentType(MediaType.TEXT_XML).body(SAY_NOTHING);
    }

    private Post post(@Nullable String contentType, byte[] body) {
        boolean isJson =
                contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("application/json");
        if (!isJson) {
            return new Post(TwilioForm.of(body), true);
        }
        try {
            JsonNode tree = json.readTree(body);
            return new Post(TwilioForm.of(tree), false);
        } catch (JacksonException e) {
            return new Post(TwilioForm.of(new byte[0]), false);
        }
    }
}
