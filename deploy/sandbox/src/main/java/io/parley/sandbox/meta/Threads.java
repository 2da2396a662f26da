package io.parley.sandbox.meta;

import io.parley.sandbox.Account;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import io.parley.sandbox.ledger.Ledger;
import io.parley.sandbox.ledger.Sent;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/// The Conversations API as far as one thread's newest messages go: what the account sent to a person.
final class Threads {
    private static final int MESSAGES_MAX = 20;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'+0000'").withZone(ZoneOffset.UTC);

    private final Ledger ledger;

    Threads(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Newest first; no thread at all when nothing was said.
    Reply with(Account account, String personId) {
        List<Sent> sent = ledger.to(
                personId,
                it -> it.outcome() == Sent.Outcome.MESSAGE && it.accountId().equals(account.id()));
        var answer = Json.object();
        var data = answer.putArray("data");
        if (sent.isEmpty()) return Reply.json(answer);
        var thread = data.addObject().put("id", "t_" + personId);
        ArrayNode messages = thread.putObject("messages").putArray("data");
        for (var message : sent.reversed().subList(0, Math.min(MESSAGES_MAX, sent.size()))) {
            var text = message.text();
            var one = messages.addObject()
                    .put("id", message.messageId())
                    .put("created_time", SECONDS.format(message.at()))
                    .put("message", text == null ? "" : text);
            one.putObject("from").put("id", account.id()).put("username", account.username());
        }
        return Reply.json(answer);
    }
}
