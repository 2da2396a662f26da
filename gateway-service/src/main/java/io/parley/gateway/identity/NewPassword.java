package io.parley.gateway.identity;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// A password somebody chooses: at least 8 characters, with an upper case letter, a lower case letter and a digit, and
/// at most 72 bytes of UTF-8, all that bcrypt looks at.
@Constraint(validatedBy = NewPassword.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@interface NewPassword {
    int CHARACTERS_MIN = 8;
    int BYTES_MAX = 72;

    String message() default
            "needs at least 8 characters with an upper case letter, a lower case letter and a digit, and has at most 72 bytes";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<NewPassword, String> {
        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null
                    || password.codePointCount(0, password.length()) >= CHARACTERS_MIN
                            && fits(password)
                            && has(password, Character::isUpperCase)
                            && has(password, Character::isLowerCase)
                            && has(password, Character::isDigit);
        }

        static boolean fits(String password) {
            return password.getBytes(StandardCharsets.UTF_8).length <= BYTES_MAX;
        }

        private static boolean has(String password, IntPredicate kind) {
            return password.codePoints().anyMatch(kind);
        }
    }
}
