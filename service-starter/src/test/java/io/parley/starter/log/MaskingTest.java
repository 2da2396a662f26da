package io.parley.starter.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ama.b+shop@example.co.uk",
                "+234 803 123 4567",
                "+14155550123",
                "+44 (0)20 7946 0958",
                "0803 123 4567",
                "(020) 7946 0958",
                "2348031234567",
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ6b2UifQ.c2lnbmF0dXJl",
                "pk_live_4eC39HqLyjWDarjtT1zdp7dc",
                "whsec_a1b2c3d4e5f6a7b8",
                "sk-abcdef0123456789abcd",
                "EAAGm0PX4ZCpsBAKZCZAZBZA"
            })
    void what_tells_who_somebody_is_or_opens_a_door_is_masked(String secret) {
        String line = Masking.masked("could not send to " + secret + ": refused");
        assertThat(line)
                .doesNotContain(secret)
                .startsWith("could not send to [")
                .endsWith("]: refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer s3cr3t-t0ken-of-mine",
                "https://graph.example/v1?access_token=s3cr3t-t0ken-of-mine&x=1",
                "{\"password\":\"s3cr3t-t0ken-of-mine\"}",
                "client_secret=s3cr3t-t0ken-of-mine"
            })
    void a_secret_is_known_by_what_stands_before_it(String line) {
        assertThat(Masking.masked(line)).doesNotContain("s3cr3t").contains("[token]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "turn of conversation 0197f2a4-1c3d-7e5f-8a9b-123456789012 is put off",
                "took 1234567 µs, 18.25 ms, at 2026-11-25T20:18:29.123456Z",
                "order ORD-7K3M9Q for $110.00, 3 of 5 left, HTTP 503, port 54321",
                "offset 123456789 of parley.order-3"
            })
    void what_helps_to_find_a_fault_stays(String line) {
        assertThat(Masking.masked(line)).isEqualTo(line);
    }

    @Test
    void a_long_hostile_line_is_masked_quickly_and_cut() {
        String hostile = "a@".repeat(50_000) + "+1".repeat(50_000);
        long began = System.nanoTime();
        assertThat(Masking.masked(hostile)).hasSizeLessThanOrEqualTo(Masking.LINE_MAX * 5);
        assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
    }

    @Test
    void the_services_log_masks_messages_and_exceptions() throws JoranException {
        PrintStream console = System.out;
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        System.setOut(new PrintStream(written, true, StandardCharsets.UTF_8));
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        try {
            context.putProperty("CONSOLE_LOG_PATTERN", "%m%n%wEx");
            JoranConfigurator configurator = new JoranConfigurator();
            configurator.setContext(context);
            configurator.doConfigure(MaskingTest.class.getResource("/logback-spring.xml"));
            context.getLogger("io.parley")
                    .warn("not sent to {}", "zoe@example.com", new IllegalStateException("no route to +2348031234567"));
        } finally {
            context.stop();
            System.setOut(console);
        }
        assertThat(written.toString(StandardCharsets.UTF_8))
                .as(() -> context.getStatusManager().getCopyOfStatusList().toString())
                .contains("not sent to [e-mail]", "no route to [phone]", "MaskingTest")
                .doesNotContain("zoe@", "2348031234567");
    }
}
