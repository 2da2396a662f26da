package io.parley.sandbox.mail;

import io.parley.sandbox.Platform;
import io.parley.sandbox.faults.Fault;
import io.parley.sandbox.faults.FaultKind;
import io.parley.sandbox.faults.Faults;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One conversation with a mail client.
final class SmtpSession {
    private static final int IDLE_MILLIS_MAX = 300_000;
    private static final int COMMAND_BYTES_MAX = 4_096;
    private static final int MAIL_BYTES_MAX = 10_000_000;
    private static final int RECIPIENTS_MAX = 100;
    private static final Pattern PATH = Pattern.compile("(?i)(?:FROM|TO):\\s*<?([^<>\\s]*)>?.*");

    private final InputStream in;
    private final OutputStream out;
    private final Mails mails;
    private final Faults faults;
    private final List<String> recipients = new ArrayList<>();
    private @Nullable String from;

    SmtpSession(Socket client, Mails mails, Faults faults) throws IOException {
        client.setSoTimeout(IDLE_MILLIS_MAX);
        client.setTcpNoDelay(true);
        this.in = new BufferedInputStream(client.getInputStream());
        this.out = new BufferedOutputStream(client.getOutputStream());
        this.mails = mails;
        this.faults = faults;
    }

    void run() throws IOException {
        say("220 parley-sandbox ESMTP keeps every mail to itself");
        for (var line = line(); line != null; line = line()) {
            var space = line.indexOf(' ');
            var verb = (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
            var rest = space < 0 ? "" : line.substring(space + 1).strip();
            switch (verb) {
                case "EHLO" -> {
                    reset();
                    say(
                            "250-parley-sandbox",
                            "250-SIZE " + MAIL_BYTES_MAX,
                            "250-8BITMIME",
                            "250-SMTPUTF8",
                            "250-PIPELINING",
                            "250 AUTH PLAIN LOGIN");
                }
                case "HELO" -> {
                    reset();
                    say("250 parley-sandbox");
                }
                case "AUTH" -> authenticate(rest);
                case "MAIL" -> mailFrom(rest);
                case "RCPT" -> recipient(rest);
                case "DATA" -> {
                    if (!data()) return;
                }
                case "RSET" -> {
                    reset();
                    say("250 forgotten");
                }
                case "NOOP" -> say("250 fine");
                case "VRFY" -> say("252 send it and see");
                case "QUIT" -> {
                    say("221 goodbye");
                    return;
                }
                default -> say("500 this command is not known here");
            }
        }
    }

    /// Any user and password will do.
    private void authenticate(String rest) throws IOException {
        var words = rest.split("\\s+");
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "PLAIN" -> {
                if (words.length == 1) ask("");
                say("235 welcome");
            }
            case "LOGIN" -> {
                if (words.length == 1) ask("VXNlcm5hbWU6");
                ask("UGFzc3dvcmQ6");
                say("235 welcome");
            }
            default -> say("504 use PLAIN or LOGIN");
        }
    }

    private void ask(String prompt) throws IOException {
        say("334 " + prompt);
        line();
    }

    private void mailFrom(String rest) throws IOException {
        var path = PATH.matcher(rest);
        if (!path.matches()) {
            say("501 say MAIL FROM:<address>");
        } else if (from != null) {
            say("503 one mail at a time");
        } else {
            from = path.group(1);
            say("250 go on");
        }
    }

    private void recipient(String rest) throws IOException {
        var path = PATH.matcher(rest);
        if (from == null) {
            say("503 MAIL FROM comes first");
        } else if (!path.matches() || path.group(1).isEmpty()) {
            say("501 say RCPT TO:<address>");
        } else if (recipients.size() >= RECIPIENTS_MAX) {
            say("452 no more than " + RECIPIENTS_MAX + " recipients");
        } else {
            var fault = faults.next(Platform.SMTP, path.group(1), kind -> kind == FaultKind.ERROR);
            if (fault != null) {
                faults.await(fault.delay());
                say(refusal(fault));
            } else {
                recipients.add(path.group(1));
                say("250 go on");
            }
        }
    }

    private static String refusal(Fault fault) {
        var code = fault.code() == null ? 451 : fault.code();
        return switch (code) {
            case 421 -> "421 4.3.2 service not available, closing channel";
            case 450 -> "450 4.2.1 mailbox busy, try again later";
            case 451 -> "451 4.3.0 temporary failure, try again later";
            case 550 -> "550 5.1.1 no such mailbox here";
            case 552 -> "552 5.2.2 mailbox is full";
            case 554 -> "554 5.7.1 refused";
            default -> code + (code < 500 ? " 4.0.0 not now" : " 5.0.0 refused");
        };
    }

    /// False when the session is over.
    private boolean data() throws IOException {
        if (from == null || recipients.isEmpty()) {
            say("503 MAIL FROM and RCPT TO come first");
            return true;
        }
        say("354 end with a dot on a line of its own");
        var raw = content();
        if (raw == null) {
            say("552 5.3.4 a mail may have " + MAIL_BYTES_MAX + " bytes");
            reset();
            return true;
        }
        var fault = faults.next(Platform.SMTP, recipients.getFirst(), kind -> kind != FaultKind.ERROR);
        if (fault != null) {
            if (fault.delivered()) mails.receive(from, recipients, raw);
            faults.await(fault.delay());
            if (fault.kind() != FaultKind.SLOW) return false; // hung up without a word
            if (!fault.delivered()) {
                say("451 4.3.0 temporary failure, try again later");
                reset();
                return true;
            }
        } else {
            mails.receive(from, recipients, raw);
        }
        reset();
        say("250 kept");
        return true;
    }

    /// The mail without the dots that protect its lines; null when it is too large.
    private byte @Nullable [] content() throws IOException {
        var content = new ByteArrayOutputStream();
        var tooLarge = false;
        for (var line = bytes(Integer.MAX_VALUE); ; line = bytes(Integer.MAX_VALUE)) {
            if (line == null) throw new IOException("the client left in the middle of a mail");
            if (line.length == 1 && line[0] == '.') return tooLarge ? null : content.toByteArray();
            var skip = line.length > 0 && line[0] == '.' ? 1 : 0;
            tooLarge |= content.size() + line.length > MAIL_BYTES_MAX;
            if (tooLarge) continue;
            content.write(line, skip, line.length - skip);
            content.write('\r');
            content.write('\n');
        }
    }

    private void reset() {
        from = null;
        recipients.clear();
    }

    private @Nullable String line() throws IOException {
        var bytes = bytes(COMMAND_BYTES_MAX);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /// A line without its end; null when the client has left.
    private byte @Nullable [] bytes(int max) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                var bytes = line.toByteArray();
                var end = bytes.length > 0 && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
                return Arrays.copyOf(bytes, end);
            }
            if (line.size() < Math.min(max, MAIL_BYTES_MAX)) line.write(next);
        }
        return null;
    }

    private void say(String... lines) throws IOException {
        for (var line : lines) out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
