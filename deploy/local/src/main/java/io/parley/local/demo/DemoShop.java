package io.parley.local.demo;

import io.parley.local.demo.Api.Answer;
import io.parley.local.demo.Api.DemoException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes the shop "Glow by Ama" the way a seller would: sign-up, the code from the e-mail,
/// log-in, channels, products, stock. What is already there is left alone, so it can be run again
/// after an interruption.
///
/// Arguments: the front door and the sandbox, whose mailbox has the code.
public final class DemoShop {

    private static final Set<String> KEYS_UNKNOWN = Set.of(
            "token_refused",
            "account_not_reached",
            "number_not_reached",
            "not_a_number",
            "keys_refused",
            "number_not_in_account");
    private static final Duration MAIL_WITHIN = Duration.ofSeconds(15);
    private static final Duration STOCK_ROW_WITHIN = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final Api parley;
    private final Api sandbox;
    private final JsonNode plan;

    private DemoShop(Api parley, Api sandbox, JsonNode plan) {
        this.parley = parley;
        this.sandbox = sandbox;
        this.plan = plan;
    }

    public static void main(String[] args) throws Exception {
        try (InputStream file = DemoShop.class.getResourceAsStream("/demo/glow-by-ama.json")) {
            new DemoShop(new Api(args[0]), new Api(args[1]), JsonMapper.shared().readTree(file)).make();
        } catch (DemoException e) {
            System.out.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private void make() {
        signUp();
        logIn();
        connectChannels();
        Map<String, JsonNode> present = products();
        for (JsonNode product : plan.path("products")) {
            JsonNode made = present.get(product.path("name").asString());
            stock(
                    product,
                    made == null
                            ? parley.post("/api/products", withoutStock(product))
                                    .orFail()
                            : made);
        }
    }

    private void signUp() {
        JsonNode shop = plan.path("shop");
        ObjectNode form = parley.object()
                .put("email", shop.path("email").asString())
                .put("password", shop.path("password").asString())
                .put("name", shop.path("owner").asString())
                .put("businessName", shop.path("name").asString())
                .put("timeZone", shop.path("timeZone").asString())
                .put("currency", shop.path("currency").asString());
        Answer answer = parley.post("/api/auth/signup", form);
        if (answer.status() != 409) {
            answer.orFail();
        }
        if (tryLogIn().code().equals("email_not_verified")) {
            verifyEmail();
        }
    }

    private void verifyEmail() {
        String email = plan.path("shop").path("email").asString();
        ObjectNode proof = parley.object().put("email", email);
        Optional<String> known = within(MAIL_WITHIN, () -> codeSentTo(email));
        if (known.isEmpty()) {
            // the first code may have gone to a mailbox that is no more
            parley.post("/api/auth/resend-code", proof).orFail();
            known = within(MAIL_WITHIN, () -> codeSentTo(email));
        }
        String code = known.orElseThrow(() -> new DemoException("no mail with a code arrived at " + email));
        parley.post("/api/auth/verify-email", proof.put("code", code)).orFail();
    }

    private Optional<String> codeSentTo(String email) {
        JsonNode mails = sandbox.get("/sandbox/mails?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8))
                .orFail();
        for (JsonNode mail : mails.path("items")) {
            Matcher code = CODE.matcher(
                    mail.path("subject").asString("") + "\n" + mail.path("text").asString(""));
            if (code.find()) {
                return Optional.of(code.group(1));
            }
        }
        return Optional.empty();
    }

    private void logIn() {
        parley.actAs(tryLogIn().orFail().path("accessToken").asString());
    }

    private Answer tryLogIn() {
        JsonNode shop = plan.path("shop");
        return parley.post(
                "/api/auth/login",
                parley.object()
                        .put("email", shop.path("email").asString())
                        .put("password", shop.path("password").asString()));
    }

    private void connectChannels() {
        JsonNode connected = parley.get("/api/channels").orFail().path("items");
        for (JsonNode channel : plan.path("channels")) {
            boolean there = connected
                    .valueStream()
                    .anyMatch(other -> other.path("accountId")
                            .asString()
                            .equals(channel.path("accountId").asString()));
            if (!there) {
                ObjectNode form = ((ObjectNode) channel.deepCopy()).without("platform");
                Answer answer = parley.post(
                        "/api/channels/connect/" + channel.path("platform").asString(), form);
                // a real platform in the sandbox's place does not know the demo's keys: then without it
                if (!KEYS_UNKNOWN.contains(answer.code())) {
                    answer.orFail();
                }
            }
        }
    }

    private Map<String, JsonNode> products() {
        Map<String, JsonNode> products = new HashMap<>();
        for (JsonNode product : parley.get("/api/products?limit=100").orFail().path("items")) {
            products.put(product.path("name").asString(), product);
        }
        return products;
    }

    /// Stock belongs to another service, which hears of the product by its event.
    private static ObjectNode withoutStock(JsonNode product) {
        ObjectNode form = (ObjectNode) product.deepCopy();
        for (JsonNode variant : form.path("variants")) {
            ((ObjectNode) variant).remove("stock");
            ((ObjectNode) variant).remove("reorderLevel");
        }
        return form;
    }

    private void stock(JsonNode planned, JsonNode made) {
        for (JsonNode variant : planned.path("variants")) {
            String id = made.path("variants")
                    .valueStream()
                    .filter(candidate -> candidate
                            .path("sku")
                            .asString("")
                            .equals(variant.path("sku").asString()))
                    .findFirst()
                    .map(found -> found.path("id").asString())
                    .orElseThrow(() -> new DemoException("no variant " + variant.path("sku") + " in " + made));
            JsonNode row = within(
                            STOCK_ROW_WITHIN,
                            () -> Optional.of(parley.get("/api/inventory/" + id))
                                    .filter(answer -> answer.status() != 404)
                                    .map(Answer::orFail))
                    .orElseThrow(() -> new DemoException("inventory never heard of " + variant.path("sku")));
            if (row.path("policy").asString("").equals("UNTRACKED")) {
                parley.put(
                                "/api/inventory/" + id,
                                parley.object()
                                        .put("onHand", variant.path("stock").asInt())
                                        .put(
                                                "reorderLevel",
                                                variant.path("reorderLevel").asInt())
                                        .put("policy", "DENY"))
                        .orFail();
            }
        }
    }

    /// Asks again until there is an answer or the time is over.
    private static <T> Optional<T> within(Duration patience, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<T> answer = question.get();
        while (answer.isEmpty() && System.nanoTime() < deadline) {
            pause();
            answer = question.get();
        }
        return answer;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }
}
