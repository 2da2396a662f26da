package io.parley.notification.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Brings letters to the mail server, over one connection for as long as there are letters. Used by one thread at a
/// time.
class Postman implements AutoCloseable {
    private final JavaMailSenderImpl settings;
    private final InternetAddress from;
    private @Nullable Transport connection;

    Postman(JavaMailSenderImpl settings, InternetAddress from) {
        this.settings = settings;
        this.from = from;
    }

    /// Returns when the server has taken the letter.
    ///
    /// @param id the same at every try, so that a mail system can tell a second copy
    /// @throws MessagingException when the server cannot be reached or does not take it
    void bring(Letter letter, UUID id, String address, Instant at) throws MessagingException {
        MimeMessage message = message(letter, id, address, at);
        Transport open = connected();
        try {
            open.sendMessage(message, new Address[] {new InternetAddress(address, true)});
        } catch (MessagingException e) {
            close();
            throw e;
        }
    }

    /// Whether no further try would help: the server has refused this letter or this address for good.
    static boolean isFinal(MessagingException failure) {
        @Nullable Exception cause = failure;
        while (cause instanceof MessagingException mail) {
            int code = switch (mail) {
                case SMTPAddressFailedException refused -> refused.getReturnCode();
                case SMTPSenderFailedException refused -> refused.getReturnCode();
                case SMTPSendFailedException refused -> refused.getReturnCode();
                default -> 0;
            };
            if (code >= 500 || mail instanceof AddressException) {
                return true;
            }
            cause = mail.getNextException();
        }
        return false;
    }

    @Override
    public void close() {
        Transport open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (MessagingException e) {
                // it is gone already
                return;
            }
        }
    }

    private Transport connected() throws MessagingException {
        Transport open = connection;
        if (open != null && open.isConnected()) {
            return open;
        }
        close();
        String protocol = settings.getProtocol() == null ? "smtp" : settings.getProtocol();
        Transport fresh = settings.getSession().getTransport(protocol);
        fresh.connect(
                settings.getHost(), settings.getPort(), given(settings.getUsername()), given(settings.getPassword()));
        connection = fresh;
        return fresh;
    }

    private static @Nullable String given(@Nullable String setting) {
        return setting == null || setting.isBlank() ? null : setting;
    }

    private MimeMessage message(Letter letter, UUID id, String address, Instant at) throws MessagingException {
        MimeMessage message = new Identified(settings.getSession(), "<" + id + "@parley>");
        message.setFrom(from);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(letter.subject(), UTF_8.name());
        message.setSentDate(Date.from(at));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeBodyPart text = new MimeBodyPart();
        text.setText(letter.text(), UTF_8.name(), "plain");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(letter.html(), UTF_8.name(), "html");
        message.setContent(new MimeMultipart("alternative", text, html));
        message.saveChanges();
        return message;
    }

    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
