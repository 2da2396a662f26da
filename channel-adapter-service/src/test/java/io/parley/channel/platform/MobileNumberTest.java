package io.parley.channel.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MobileNumberTest {
    @ParameterizedTest
    @CsvSource({
        "551187654321,5511987654321",
        "5511987654321,5511987654321",
        "556291234567,5562991234567",
        "5215512345678,525512345678",
        "525512345678,525512345678",
        "541123456789,5491123456789",
        "5491123456789,5491123456789"
    })
    void a_number_in_its_old_spelling_is_the_one_that_is_dialled_today(String given, String today) throws Exception {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

        assertThat(MobileNumber.today(given)).isEqualTo(today);
        assertThat(numbers.isValidNumber(numbers.parse("+" + today, null)))
                .as(today)
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"551132345678", "233201234567", "14155550123", "52155123456789", "4915112345678", "55"})
    void any_other_number_stays_as_it_is(String given) {
        assertThat(MobileNumber.today(given)).isEqualTo(given);
    }
}
