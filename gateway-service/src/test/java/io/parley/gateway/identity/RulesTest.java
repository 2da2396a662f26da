package io.parley.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    record Given(
            @NewPassword @Nullable String password,
            @EmailAddress @Nullable String address) {}

    private static boolean isPassword(String text) {
        return VALIDATOR.validate(new Given(text, null)).isEmpty();
    }

    private static boolean isAddress(String text) {
        return VALIDATOR.validate(new Given(null, text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Glow-2026!", "Aa345678", "Ünïcode1", "Ἀλφα1234"})
    void good_passwords(String password) {
        assertThat(isPassword(password)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Aa34567", "aa345678", "AA345678", "Aaaaaaaa", "12345678"})
    void passwords_that_lack_something(String password) {
        assertThat(isPassword(password)).isFalse();
    }

    @Test
    void a_password_has_72_bytes_at_most_since_bcrypt_reads_no_more() {
        assertThat(isPassword("Aa1" + "x".repeat(69))).isTrue();
        assertThat(isPassword("Aa1" + "x".repeat(70))).isFalse();
        assertThat(isPassword("Aa1" + "é".repeat(35))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ama@example.com", "a.b+c@x-y.example.co.uk", " ama@example.com "})
    void addresses(String address) {
        assertThat(isAddress(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a@b",
                "a@b..c",
                "a b@c.d",
                "a@b.c\r\nBcc: x@y.z",
                "a@b.c,d@e.f",
                "<a@b.c>",
                "é@b.c",
                ".a@b.c"
            })
    void no_addresses(String address) {
        assertThat(isAddress(address)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4, 0", "5, 30", "6, 60", "7, 120", "9, 480", "10, 900", "1000000, 900"})
    void the_wait_doubles_with_each_failure_up_to_a_quarter_of_an_hour(int failures, int seconds) {
        assertThat(LoginGuard.waitAfter(failures)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void a_code_is_judged_by_hash_time_and_tries() {
        EmailProof proof = EmailProof.first(UUID.randomUUID(), new byte[] {1}, new byte[] {2}, NOW);
        assertThat(proof.judge(new byte[] {1}, NOW)).isEqualTo(EmailProof.Verdict.RIGHT);
        assertThat(proof.judge(new byte[] {9}, NOW)).isEqualTo(EmailProof.Verdict.WRONG);
        assertThat(proof.judge(new byte[] {1}, NOW.plus(EmailProof.GOOD_FOR))).isEqualTo(EmailProof.Verdict.OVER);
    }

    @Test
    void ten_codes_a_day_and_one_a_minute_are_sent_at_most() {
        EmailProof proof = EmailProof.first(UUID.randomUUID(), new byte[] {1}, new byte[] {2}, NOW);
        assertThat(proof.mayBeFollowed(NOW.plusSeconds(59))).isFalse();
        Instant at = NOW;
        for (int i = 1; i < EmailProof.SENT_PER_DAY_MAX; i++) {
            at = at.plusSeconds(60);
            assertThat(proof.mayBeFollowed(at)).isTrue();
            proof = proof.followedBy(new byte[] {1}, new byte[] {2}, at);
        }
        assertThat(proof.mayBeFollowed(at.plusSeconds(60))).isFalse();
        Instant tomorrow = NOW.plus(Duration.ofDays(1));
        assertThat(proof.mayBeFollowed(tomorrow)).isTrue();
        assertThat(proof.followedBy(new byte[] {1}, new byte[] {2}, tomorrow).sentToday())
                .isEqualTo(1);
    }
}
