package io.parley.gateway;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.parley.testing.Http;
import io.parley.testing.ServiceUnderTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/// One gateway for all tests of this module, with a real SMTP server and a stand-in for the services behind it.
public final class GatewayUnderTest {
    public static final String PASSWORD = "Right-Horse-9";
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final GatewayUnderTest SHARED = new GatewayUnderTest();

    private GreenMail smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    private final int smtpPort;
    private boolean smtpAway;
    private final StandInService behind = new StandInService();
    private final TestClock clock = TestClockConfiguration.CLOCK;
    private final ServiceUnderTest service;

    private GatewayUnderTest() {
        smtp.start();
        smtpPort = smtp.getSmtp().getPort();
        Map<String, Object> properties = new HashMap<>(Map.of(
                "spring.mail.host", "127.0.0.1",
                "spring.mail.port", smtpPort,
                "parley.gateway.time-limit", "1s"));
        for (String name :
                List.of("CATALOG", "CART", "ORDER", "INVENTORY", "CONVERSATION", "CHANNEL", "NOTIFICATION")) {
            properties.put("PARLEY_" + name + "_URL", behind.url());
        }
        // nobody is there
        properties.put("PARLEY_LOYALTY_URL", "http://127.0.0.1:1");
        service = ServiceUnderTest.start("gateway", GatewayApplication.class, properties);
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "gateway-under-test-stop"));
    }

    public static GatewayUnderTest shared() {
        return SHARED;
    }

    private void stop() {
        service.close();
        behind.close();
        smtp.stop();
    }

    public void smtpIsAway() {
        smtp.stop();
        smtpAway = true;
    }

    public void smtpIsBack() {
        if (smtpAway) {
            smtp = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", "smtp"));
            smtp.start();
            smtpAway = false;
        }
    }

    public ServiceUnderTest service() {
        return service;
    }

    public Http http() {
        return service.http();
    }

    public StandInService behind() {
        return behind;
    }

    public TestClock clock() {
        return clock;
    }

    public static String newAddress() {
        return "seller" + NUMBER.incrementAndGet() + "@example.com";
    }

    /// Somebody signed up, verified and logged in.
    public Seller newSeller() {
        String email = newAddress();
        JsonNode signedUp = http().post(
                        "/api/auth/signup",
                        Map.of(
                                "email", email,
                                "password", PASSWORD,
                                "name", "Ama Mensah",
                                "businessName", "Glow by Ama",
                                "timeZone", "Africa/Accra",
                                "currency", "GHS"))
                .json();
        verify(email);
        Http.Answer login = login(email, PASSWORD);
        return new Seller(
                email,
                UUID.fromString(signedUp.get("userId").asString()),
                UUID.fromString(signedUp.get("shopId").asString()),
                login.json().get("accessToken").asString(),
                cookie(login));
    }

    public void verify(String email) {
        Http.Answer verified = http().post("/api/auth/verify-email", Map.of("email", email, "code", code(email)));
        if (verified.status() != 200) {
            throw new IllegalStateException(verified.text());
        }
    }

    public Http.Answer login(String email, String password) {
        return http().post("/api/auth/login", Map.of("email", email, "password", password));
    }

    public Http as(Seller seller) {
        return http().with("Authorization", "Bearer " + seller.token());
    }

    public record Seller(String email, UUID userId, UUID shopId, String token, String cookie) {}

    /// The refresh token an answer sets, empty when it sets none.
    public static String cookie(Http.Answer answer) {
        Matcher cookie = Pattern.compile("parley_refresh=([^;]*)").matcher(answer.header("Set-Cookie"));
        return cookie.find() ? cookie.group(1) : "";
    }

    /// The code in the last e-mail to an address.
    public String code(String email) {
        return find(email, "\\b(\\d{6})\\b");
    }

    /// What the pattern's first group finds in the last e-mail to an address in which it finds something.
    public String find(String email, String pattern) {
        return Awaitility.await("an e-mail with " + pattern)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> mails(email).reversed().stream()
                                .map(text -> Pattern.compile(pattern).matcher(text))
                                .filter(Matcher::find)
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    public List<String> mails(String email) {
        return Arrays.stream(smtp.getReceivedMessages())
                .filter(message -> to(message).equals(email))
                .map(GatewayUnderTest::text)
                .toList();
    }

    private static String to(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return (String) message.getContent();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
