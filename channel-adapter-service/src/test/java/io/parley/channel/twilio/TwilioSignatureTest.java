package io.parley.channel.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {
    /// As Twilio's documentation shows it.
    private static final String URL = "https://mycompany.com/myapp.php?foo=1&bar=2";

    private static final String BODY =
            "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212";
    private static final String RIGHT = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    private static boolean isRight(String token, String url, String body, String header) {
        return TwilioSignature.isRight(
                token,
                List.of("https://other.example", url),
                TwilioForm.of(body.getBytes(StandardCharsets.UTF_8)).fields(),
                header);
    }

    @Test
    void the_documented_example_is_right() {
        assertThat(isRight("12345", URL, BODY, RIGHT)).isTrue();
        assertThat(TwilioSignature.of(
                        "12345",
                        URL,
                        Map.of(
                                "CallSid", "CA1234567890ABCDE",
                                "Caller", "+14158675309",
                                "Digits", "1234",
                                "From", "+14158675309",
                                "To", "+18005551212")))
                .isEqualTo(RIGHT);
    }

    @Test
    void anything_else_is_wrong() {
        assertThat(isRight("12346", URL, BODY, RIGHT)).isFalse();
        assertThat(isRight("", URL, BODY, RIGHT)).isFalse();
        assertThat(isRight("12345", URL + "3", BODY, RIGHT)).isFalse();
        assertThat(isRight("12345", URL, BODY + "&More=1", RIGHT)).isFalse();
        assertThat(isRight("12345", URL, BODY.replace("1234&", "1235&"), RIGHT)).isFalse();
        assertThat(isRight("12345", URL, BODY, "")).isFalse();
        assertThat(isRight("12345", URL, BODY, "not base64!")).isFalse();
    }

    @Test
    void a_json_body_is_named_by_its_digest_in_the_address() {
        byte[] body = "{\"MessageSid\":\"SM1\"}".getBytes(StandardCharsets.UTF_8);
        String digest = "2d4a8b0f1f5b3e7a9c6d";
        String url = "https://shop.example/api/webhooks/twilio?bodySHA256=" + digest;
        String signature = TwilioSignature.of("12345", url, Map.of());

        assertThat(TwilioSignature.isRight("12345", List.of(url), body, digest, signature))
                .as("the digest is of another body")
                .isFalse();
        assertThat(TwilioSignature.isRight("12345", List.of(url), body, null, signature))
                .isFalse();
    }
}
