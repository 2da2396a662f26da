package io.parley.sandbox.mail;

import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.EventStream;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.http.Router;
import io.parley.sandbox.http.StandIn;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Predicate;

/// `/sandbox/mails`: the mails that arrived, for tests and for the viewer.
public final class MailApi implements StandIn {
    private static final int LIMIT_MAX = 1_000;
    private static final int LIMIT_DEFAULT = 200;
    /// A mail's HTML is shown, never run: no scripts, nothing loaded from elsewhere.
    private static final String MAIL_POLICY =
            "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; "
                    + "img-src data:; frame-ancestors 'self'";

    private final Mails mails;
    private final Set<EventStream> streams = new CopyOnWriteArraySet<>();

    public MailApi(Mails mails) {
        this.mails = mails;
    }

    @Override
    public void mount(Router router) {
        router.on("GET", "/sandbox/mails", this::list)
                .on("GET", "/sandbox/mails/stream", _ -> stream())
                .on("GET", "/sandbox/mails/{id}", request -> Reply.json(mail(request)))
                .on("GET", "/sandbox/mails/{id}/html", this::html)
                .on("DELETE", "/sandbox/mails", _ -> {
                    mails.clear();
                    return Reply.none();
                });
    }

    /// Tells open viewers of a new mail.
    public void received(Mail mail) {
        for (var stream : streams) stream.send("mail", mail);
    }

    public void close() {
        streams.forEach(EventStream::end);
    }

    private Reply stream() {
        var stream = new EventStream[1];
        stream[0] = new EventStream(() -> streams.remove(stream[0]));
        streams.add(stream[0]);
        return stream[0];
    }

    private Reply list(Request request) {
        Predicate<Mail> wanted = _ -> true;
        var to = request.query("to");
        if (to != null) {
            var part = to.toLowerCase(Locale.ROOT);
            wanted = mail -> mail.to().stream()
                    .anyMatch(address -> address.toLowerCase(Locale.ROOT).contains(part));
        }
        var subject = request.query("subject");
        if (subject != null) wanted = wanted.and(mail -> mail.subject().contains(subject));
        var answer = Json.object();
        answer.putPOJO("items", mails.all(wanted, request.query("limit", 1, LIMIT_MAX, LIMIT_DEFAULT)));
        return Reply.json(answer);
    }

    private Reply html(Request request) {
        var html = mail(request).html();
        if (html == null) throw BadInput.notFound("This mail has no HTML part.");
        return Reply.bytes(
                200,
                "text/html; charset=UTF-8",
                html.getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Security-Policy", MAIL_POLICY));
    }

    private Mail mail(Request request) {
        var mail = mails.find(request.path("id"));
        if (mail == null) throw BadInput.notFound("There is no such mail, or not any more.");
        return mail;
    }
}
