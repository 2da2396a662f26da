package io.parley.gateway.identity;

import io.parley.gateway.mail.Letter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// The words of the e-mails about accounts.
@Component
class Letters {
    private final String publicUrl;

    Letters(@Value("${parley.public-url}") String publicUrl) {
        this.publicUrl = publicUrl.endsWith("/") ? publicUrl.substring(0, publicUrl.length() - 1) : publicUrl;
    }

    Letter verify(User user, String code, String link) {
        return new Letter(
                user.email(), code + " is your Parley code", """
                Hello %s,

                your code for Parley is

                    %s

                It is good for 15 minutes. Instead of typing it, you can open this link:

                %s/api/auth/verify-email?token=%s

                If you did not sign up for Parley, you need do nothing.
                """.formatted(user.name(), code, publicUrl, link));
    }

    Letter resetPassword(User user, String token) {
        return new Letter(user.email(), "A new password for Parley", """
                Hello %s,

                somebody, probably you, asked for a new password for Parley. Choose it here, within an hour:

                %s/reset-password?token=%s

                If it was not you, you need do nothing: your password is as it was.
                """.formatted(user.name(), publicUrl, token));
    }

    Letter passwordChanged(User user) {
        return new Letter(user.email(), "Your password for Parley was changed", """
                Hello %s,

                your password for Parley was changed just now, and you were logged out everywhere.

                If it was not you, ask for a new password at once: %s/forgot-password
                """.formatted(user.name(), publicUrl));
    }
}
