package io.parley.sandbox.twilio;

import io.parley.sandbox.Account;
import io.parley.sandbox.Accounts;
import io.parley.sandbox.Platform;
import io.parley.sandbox.http.BadInput;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.http.Request;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Sent;
import io.parley.sandbox.phone.Chats;
import io.parley.sandbox.webhook.TwilioEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The list of messages, both ways: what went out, and what people wrote, webhooks or no webhooks.
/// <https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources>
final class TwilioList {
    private static final int PER_PAGE = 50;
    private static final int PER_PAGE_MAX = 1_000;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final Ledger ledger;
    private final Chats chats;

    TwilioList(Accounts accounts, Ledger ledger, Chats chats) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.chats = chats;
    }

    private record Message(
            String sid, boolean inbound, String from, String to, String body, Instant at, List<Chats.Shown> media) {}

    /// Newest first.
    Reply list(Request request) {
        var to = Objects.requireNonNullElse(request.query("To"), "");
        var from = request.query("From");
        var account = accounts.find(bare(to));
        var messages = (account == null ? outbound(bare(to)) : inbound(account))
                .stream()
                        .filter(message -> from == null || message.from().equals(from))
                        .filter(message -> message.to().equals(to))
                        .filter(sent(request))
                        .sorted(Comparator.comparing(Message::at).reversed())
                        .toList();
        var size = request.query("PageSize", 1, PER_PAGE_MAX, PER_PAGE);
        var page = request.query("Page", 0, 1_000_000, 0);
        var answer = Json.object().put("page", page).put("page_size", size);
        var list = answer.putArray("messages");
        messages.stream().skip((long) page * size).limit(size).forEach(message -> list.add(view(request, message)));
        if ((long) (page + 1) * size < messages.size()) answer.put("next_page_uri", next(request, page + 1));
        else answer.putNull("next_page_uri");
        return Reply.json(answer);
    }

    Reply one(Request request) {
        return Reply.json(view(request, known(request.path("message").replaceFirst("\\.json$", ""))));
    }

    Reply media(Request request) {
        var message = known(request.path("message"));
        var answer = Json.object();
        var list = answer.putArray("media_list");
        for (var i = 0; i < message.media().size(); i++) {
            var sid = "ME" + String.format(Locale.ROOT, "%032x", i);
            list.addObject()
                    .put("sid", sid)
                    .put("parent_sid", message.sid())
                    .put("content_type", type(message.media().get(i)))
                    .put("uri", base(request) + "/Messages/" + message.sid() + "/Media/" + sid + ".json");
        }
        return Reply.json(answer);
    }

    private Message known(String sid) {
        return accounts.all().stream()
                .filter(account -> account.platform() == Platform.SMS || account.platform() == Platform.WHATSAPP)
                .flatMap(account -> inbound(account).stream())
                .filter(message -> message.sid().equals(sid))
                .findFirst()
                .orElseThrow(() ->
                        new TwilioError(404, 20404, "The requested resource /Messages/" + sid + ".json was not found"));
    }

    private List<Message> inbound(Account account) {
        var whatsApp = account.platform() == Platform.WHATSAPP ? "whatsapp:" : "";
        var messages = new ArrayList<Message>();
        for (var thread : chats.threads(account)) {
            var person = thread.person().id();
            for (var said : thread.said())
                if (said.byShopper())
                    messages.add(new Message(
                            said.id(),
                            true,
                            whatsApp + (person.startsWith("+") ? person : "+" + person),
                            whatsApp + account.id(),
                            Objects.requireNonNullElse(said.text(), ""),
                            said.at(),
                            said.attachments()));
        }
        return messages;
    }

    private List<Message> outbound(String person) {
        return ledger.to(person, sent -> sent.outcome() == Sent.Outcome.MESSAGE).reversed().stream()
                .map(sent -> new Message(
                        sent.messageId(),
                        false,
                        sent.json().path("From").asString(""),
                        sent.json().path("To").asString(""),
                        sent.json().path("Body").asString(""),
                        sent.at(),
                        List.of()))
                .toList();
    }

    private static Predicate<Message> sent(Request request) {
        var asked = request.queries();
        @Nullable Instant after = day(asked.get("DateSent>"));
        @Nullable Instant before = day(asked.get("DateSent<"));
        return message -> (after == null || !message.at().isBefore(after))
                && (before == null || !message.at().isAfter(before));
    }

    private static @Nullable Instant day(@Nullable String date) {
        if (date == null || date.isEmpty()) return null;
        try {
            return date.length() > 10
                    ? Instant.parse(date)
                    : LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException unreadable) {
            throw new BadInput("invalid_input", "DateSent is YYYY-MM-DD, or an instant in UTC.");
        }
    }

    private static ObjectNode view(Request request, Message message) {
        return Json.object()
                .put("sid", message.sid())
                .put("account_sid", TwilioEvent.ACCOUNT_SID)
                .put("direction", message.inbound() ? "inbound" : "outbound-api")
                .put("status", message.inbound() ? "received" : "sent")
                .put("from", message.from())
                .put("to", message.to())
                .put("body", message.body())
                .put("num_media", String.valueOf(message.media().size()))
                .put("num_segments", "1")
                .put("date_created", DATE.format(message.at()))
                .put("date_sent", DATE.format(message.at()))
                .put("uri", base(request) + "/Messages/" + message.sid() + ".json");
    }

    private static String next(Request request, int page) {
        var query = new StringJoiner("&");
        request.queries().forEach((name, value) -> {
            if (!name.startsWith("Page") || name.equals("PageSize")) query.add(encoded(name) + "=" + encoded(value));
        });
        return base(request) + "/Messages.json?" + query + "&Page=" + page + "&PageToken=PASM" + page;
    }

    private static String base(Request request) {
        return "/2010-04-01/Accounts/" + request.path("sid");
    }

    private static String type(Chats.Shown media) {
        return switch (media.type()) {
            case "image" -> "image/jpeg";
            case "video" -> "video/mp4";
            case "audio", "voice" -> "audio/amr";
            default -> "application/pdf";
        };
    }

    private static String bare(String address) {
        return address.replaceFirst("^whatsapp:", "");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
