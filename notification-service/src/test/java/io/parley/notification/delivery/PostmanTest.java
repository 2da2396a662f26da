package io.parley.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostmanTest {

    @ParameterizedTest
    @CsvSource({"550,true", "553,true", "421,false", "450,false", "452,false"})
    void a_refusal_for_good_is_told_from_one_for_now(int code, boolean expected) throws AddressException {
        InternetAddress address = new InternetAddress("ama@example.com");
        MessagingException refused = new SendFailedException(
                "not sent", new SMTPAddressFailedException(address, "RCPT TO:<ama@example.com>", code, "no"));
        assertThat(Postman.isFinal(refused)).isEqualTo(expected);
        assertThat(Postman.isFinal(new SMTPSendFailedException(
                        "DATA",
                        code,
                        "no",
                        null,
                        new InternetAddress[0],
                        new InternetAddress[0],
                        new InternetAddress[0])))
                .isEqualTo(expected);
    }

    @Test
    void an_address_that_is_none_is_for_good_and_a_broken_line_is_not() {
        assertThat(Postman.isFinal(new AddressException("none"))).isTrue();
        assertThat(Postman.isFinal(new MessagingException("broken", new java.io.IOException("reset"))))
                .isFalse();
    }
}
