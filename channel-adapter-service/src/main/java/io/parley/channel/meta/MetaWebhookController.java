package io.parley.channel.meta;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.Intake;
import io.parley.starter.web.Public;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Where Meta tells what happened on Instagram, Messenger and WhatsApp. One app signs for all of
/// them, and a body says itself what it is of, so either address takes any.
@RestController
@RequestMapping({"/api/webhooks/meta", "/api/webhooks/whatsapp"})
@Public
class MetaWebhookController {
    private static final String RECEIVED = "EVENT_RECEIVED";
    private static final int EVENTS_MAX = 5_000;
    private static final String SOURCE = "meta";

    private final MetaSettings settings;
    private final MetaSignature signature;
    private final MetaReader reader;
    private final Map<String, MetaObject> objects;
    private final Intake intake;
    private final JsonMapper json;
    private final Clock clock;
    private final Counter wronglySigned;
    private final Counter notJson;
    private final Timer accepted;

    MetaWebhookController(
            MetaSettings settings,
            MetaSignature signature,
            MetaReader reader,
            List<MetaObject> objects,
            Intake intake,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        this.settings = settings;
        this.signature = signature;
        this.reader = reader;
        this.objects = objects.stream().collect(Collectors.toUnmodifiableMap(MetaObject::object, it -> it));
        this.intake = intake;
        this.json = json;
        this.clock = clock;
        wronglySigned = meters.counter("parley.channel.webhooks.refused", "source", SOURCE, "reason", "signature");
        notJson = meters.counter("parley.channel.webhooks.odd", "source", SOURCE, "reason", "not_json");
        accepted = Timer.builder("parley.channel.webhooks")
                .tag("source", SOURCE)
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250))
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    /// Meta asks once, when the subscription is set up, whether we expect it.
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "Confirms the subscription: answers the challenge when the verify token is right")
    ResponseEntity<String> verify(
            @RequestParam(name = "hub.mode", required = false) @Nullable String mode,
            @RequestParam(name = "hub.verify_token", required = false) @Nullable String token,
            @RequestParam(name = "hub.challenge", required = false) @Nullable String challenge) {
        boolean right = "subscribe".equals(mode)
                && token != null
                && challenge != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8),
                        settings.verifyToken().getBytes(StandardCharsets.UTF_8));
        if (!right) {
            throw Refusal.forbidden("verify_token_wrong", "Give the app's verify token (META_VERIFY_TOKEN).");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header("X-Content-Type-Options", "nosniff")
                .body(challenge);
    }

    /// Takes a body in, whatever it holds, once its signature is right. What is signed and yet no
    /// JSON is kept and answered 200 as well: Meta would repeat it for days, and it would never
    /// get better.
    @PostMapping
    @Operation(summary = "Takes in what happened on Instagram, Messenger and WhatsApp, signed by Meta")
    ResponseEntity<String> receive(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        long from = System.nanoTime();
        byte[] body = request.getInputStream().readAllBytes();
        if (!signature.isRight(body, request.getHeader(MetaSignature.HEADER))) {
            wronglySigned.increment();
            throw Refusal.unauthenticated(
                    "signature_wrong", "The body must be signed with the app secret: X-Hub-Signature-256.");
        }
        intake.take(SOURCE, body, findings(body));
        accepted.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
        return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(RECEIVED);
    }

    private List<Finding> findings(byte[] body) {
        JsonNode tree;
        try {
            tree = json.readTree(body);
        } catch (JacksonException e) {
            notJson.increment();
            return List.of(new Finding.Stray("not_json"));
        }
        if (!tree.isArray() || tree.isEmpty() || !tree.valueStream().allMatch(JsonNode::isObject)) {
            return findings(tree);
        }
        // as the documentation of Instagram's own login shows them
        List<Finding> all = new ArrayList<>();
        for (JsonNode one : tree) {
            if (all.size() >= EVENTS_MAX) {
                all.add(new Finding.Stray("more_than_" + EVENTS_MAX + "_events"));
                break;
            }
            all.addAll(findings(one));
        }
        return all;
    }

    private List<Finding> findings(JsonNode body) {
        MetaObject other = objects.get(String.valueOf(Fields.word(body.path("object"))));
        return other == null ? reader.read(body, clock.instant()) : other.read(body, clock.instant());
    }
}
