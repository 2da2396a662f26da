package io.parley.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.sandbox.mail.Mail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailsTest {
    private static final SandboxServer SANDBOX =
            SandboxServer.start(Config.forTests(URI.create("http://localhost:1/nobody")));
    private static final Caller CALLER = new Caller(SANDBOX.url());

    @AfterEach
    void empty() {
        CALLER.call("DELETE", "/sandbox/faults", "");
        CALLER.call("DELETE", "/sandbox/mails", "");
    }

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static Session session() {
        var properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", String.valueOf(SANDBOX.smtpPort()));
        properties.put("mail.smtp.timeout", "10000");
        return Session.getInstance(properties);
    }

    private static void send(String to, String subject, String text, String html)
            throws MessagingException, UnsupportedEncodingException {
        var message = new MimeMessage(session());
        message.setFrom(new InternetAddress("parley@example.com", "Parley für Ama"));
        message.setRecipients(Message.RecipientType.TO, InternetAddress.parse(to));
        message.setSubject(subject, "UTF-8");
        var plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        var designed = new MimeBodyPart();
        designed.setContent(html, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, designed));
        Transport.send(message);
    }

    @Test
    void a_mail_is_kept_with_both_its_parts() throws Exception {
        send("ama@example.com", "Neue Bestellung ✨", "Grüße\n.\n..dots stay", "<h1>Bestellung 💄</h1>");

        var mail = CALLER.get("/sandbox/mails?to=ama@example.com")
                .json()
                .path("items")
                .path(0);
        assertThat(mail.path("subject").asString()).isEqualTo("Neue Bestellung ✨");
        assertThat(mail.path("from").asString()).isEqualTo("Parley für Ama <parley@example.com>");
        assertThat(mail.path("to").path(0).asString()).isEqualTo("ama@example.com");
        assertThat(mail.path("text").asString()).isEqualToNormalizingNewlines("Grüße\n.\n..dots stay");
        assertThat(mail.path("html").asString()).isEqualTo("<h1>Bestellung 💄</h1>");
        assertThat(mail.path("receivedAt").asString()).endsWith("Z");
        var id = mail.path("id").asString();
        assertThat(CALLER.get("/sandbox/mails/" + id).json()).isEqualTo(mail);
    }

    @Test
    void the_newest_mail_comes_first_and_others_mails_stay_out() throws Exception {
        send("ama@example.com", "first", "1", "1");
        send("ama@example.com", "second", "2", "2");
        send("kofi@example.com", "other", "3", "3");
        assertThat(SANDBOX.mailsTo("Ama@example.com")).extracting(Mail::subject).containsExactly("second", "first");
        assertThat(CALLER.get("/sandbox/mails?to=kofi").json().path("items")).hasSize(1);
    }

    @Test
    void a_mails_html_is_shown_but_never_run() throws Exception {
        send("ama@example.com", "evil", "x", "<script>alert(1)</script>");
        var id = SANDBOX.mailsTo("ama@example.com").getFirst().id();
        var page = CALLER.raw("GET", "/sandbox/mails/" + id + "/html", "");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("sandbox", "default-src 'none'")
                        .doesNotContain("script"));
    }

    @ParameterizedTest
    @ValueSource(ints = {451, 550})
    void the_mail_server_refuses_on_demand(int code) throws Exception {
        CALLER.post("/sandbox/faults", """
                {"platform":"SMTP","kind":"reject","code":%d,"times":1}""".formatted(code));
        assertThatThrownBy(() -> send("ama@example.com", "x", "x", "x")).hasStackTraceContaining(code + " ");
        assertThat(SANDBOX.mailsTo("ama@example.com")).isEmpty();
        send("ama@example.com", "again", "x", "x");
        assertThat(SANDBOX.mailsTo("ama@example.com")).hasSize(1);
    }

    @Test
    void a_fault_for_one_address_leaves_the_others_alone() throws Exception {
        CALLER.post("/sandbox/faults", """
                {"platform":"SMTP","kind":"reject","code":550,"personId":"gone@example.com"}""");
        send("ama@example.com", "x", "x", "x");
        assertThatThrownBy(() -> send("gone@example.com", "x", "x", "x")).isInstanceOf(MessagingException.class);
    }

    @Test
    void a_slow_mail_server_is_only_slow() throws Exception {
        CALLER.post("/sandbox/faults", """
                {"platform":"SMTP","kind":"slow","delayMs":300,"times":1}""");
        var before = System.nanoTime();
        send("ama@example.com", "late", "x", "x");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(290));
        assertThat(SANDBOX.mailsTo("ama@example.com")).hasSize(1);
    }

    @Test
    void faults_of_the_platforms_do_not_touch_the_mail_server() throws Exception {
        CALLER.post("/sandbox/faults", "{\"kind\":\"slow\",\"delayMs\":60000}");
        send("ama@example.com", "x", "x", "x");
        assertThat(SANDBOX.mailsTo("ama@example.com")).hasSize(1);
    }

    @Test
    void many_mails_at_once_all_arrive() {
        IntStream.range(0, 60).parallel().forEach(i -> {
            try {
                send("many@example.com", "mail " + i, "x", "x");
            } catch (MessagingException | UnsupportedEncodingException failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(SANDBOX.mailsTo("many@example.com")).hasSize(60);
    }

    @Test
    void a_client_that_speaks_nonsense_is_told_so() throws IOException {
        try (var socket = new Socket("localhost", SANDBOX.smtpPort())) {
            var out = socket.getOutputStream();
            out.write("HELLO\r\nDATA\r\nRCPT TO:<a@b>\r\nMAIL\r\nAUTH WHAT\r\nVRFY x\r\nQUIT\r\n"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            var said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said.lines().map(line -> line.substring(0, 3)))
                    .containsExactly("220", "500", "503", "503", "501", "504", "252", "221");
        }
    }
}
