package io.parley.sandbox.mail;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Turns the bytes of a mail into what a person reads. A mail that is not well-formed is shown as it came.
final class MailReader {
    private static final int PARTS_DEEP_MAX = 8;
    private static final Session SESSION = Session.getInstance(new Properties());

    private @Nullable String text;
    private @Nullable String html;
    private final List<String> attachments = new ArrayList<>();

    private MailReader() {}

    static Mail read(String id, String from, List<String> to, byte[] raw, Instant at) {
        var reader = new MailReader();
        var subject = "";
        var sender = from;
        try {
            var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            subject = Objects.requireNonNullElse(message.getSubject(), "");
            var named = message.getHeader("From", ", ");
            if (named != null) sender = MimeUtility.decodeText(MimeUtility.unfold(named));
            reader.take(message, 0);
        } catch (MessagingException | IOException notMime) {
            reader.text = new String(raw, StandardCharsets.UTF_8);
        }
        return new Mail(
                id, sender, List.copyOf(to), subject, reader.text, reader.html, reader.attachments, at, raw.length);
    }

    private void take(Part part, int depth) throws MessagingException, IOException {
        if (depth > PARTS_DEEP_MAX) return;
        var name = part.getFileName();
        if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || name != null) {
            attachments.add(name == null ? "unnamed" : MimeUtility.decodeText(name));
        } else if (part.getContent() instanceof Multipart several) {
            for (var i = 0; i < several.getCount(); i++) {
                BodyPart inner = several.getBodyPart(i);
                take(inner, depth + 1);
            }
        } else if (part.isMimeType("text/html")) {
            if (html == null) html = content(part);
        } else if (part.isMimeType("text/*")) {
            if (text == null) text = content(part);
        } else {
            attachments.add(part.getContentType());
        }
    }

    private static String content(Part part) throws MessagingException, IOException {
        return part.getContent() instanceof String string
                ? string
                : new String(part.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
