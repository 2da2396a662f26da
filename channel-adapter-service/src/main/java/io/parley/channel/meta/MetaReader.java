package io.parley.channel.meta;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.Wording;
import io.parley.events.Platform;
import io.parley.starter.web.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads Meta's bodies: every entry, every event of an entry, each by itself, so that one that
/// cannot be read takes none of the others with it.
/// <https://developers.facebook.com/docs/messenger-platform/webhooks>
/// <https://developers.facebook.com/docs/instagram-platform/webhooks>
@Component
class MetaReader {
    private static final Logger LOG = LoggerFactory.getLogger(MetaReader.class);
    private static final int EVENTS_MAX = 5_000;
    private static final int DETAIL_MAX = 4_000;
    private static final int TROUBLE_ID_MAX = 40;

    /// What an entry holds several of; the last says through which apps it came.
    private static final Set<String> LISTS =
            Set.of("messaging", "standby", "changes", "value", "changed_fields", "hop_context");

    private final Directory directory;
    private final MetaEvents events = new MetaEvents();
    private final MetaChanges changes = new MetaChanges();

    /// Whose an account is.
    interface Directory {
        Optional<Connection> find(Platform platform, String accountId);
    }

    @Autowired
    MetaReader(ChannelDirectory directory) {
        this((Directory) directory::find);
    }

    MetaReader(Directory directory) {
        this.directory = directory;
    }

    /// What is in a body; never fails on its account.
    ///
    /// @throws Refusal unavailable, when it cannot be found out now whose the accounts are
    List<Finding> read(JsonNode body, Instant now) {
        Platform platform;
        switch (Fields.word(body.path("object"))) {
            case "page" -> platform = Platform.MESSENGER;
            case "instagram" -> platform = Platform.INSTAGRAM;
            case null -> {
                return List.of(new Finding.Stray("no_object"));
            }
            case String other -> {
                return List.of(new Finding.Stray("object:" + head(other)));
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (JsonNode entry : list(body.path("entry"))) {
            read(platform, entry, now, findings);
            if (findings.size() >= EVENTS_MAX) {
                findings.add(new Finding.Stray("more_than_" + EVENTS_MAX + "_events"));
                break;
            }
        }
        return findings.isEmpty() ? List.of(new Finding.Stray("no_entry")) : findings;
    }

    private void read(Platform platform, JsonNode entry, Instant now, List<Finding> findings) {
        Instant entryTime = Fields.time(entry.path("time"), now);
        Instant time = entryTime == null ? now : entryTime;
        boolean any = false;
        for (JsonNode event : list(entry.path("messaging"))) {
            any = true;
            for (JsonNode one : MetaEvents.each(event)) {
                findings.add(safely(platform, entry, one, time, () -> messaging(platform, entry, one, time, now)));
            }
        }
        for (JsonNode event : list(entry.path("standby"))) {
            any = true;
            findings.add(safely(
                    platform,
                    entry,
                    event,
                    time,
                    () -> thread(platform, entry, event)
                            .<Finding>map(thread -> setAside(entry, thread.channel(), event, true, "standby", time))
                            .orElseGet(() -> stray(entry))));
        }
        for (JsonNode change : list(entry.path("changes"))) {
            any = true;
            findings.add(safely(platform, entry, change, time, () -> change(platform, entry, change, time, now)));
        }
        if (entry.hasNonNull("field") && entry.hasNonNull("value")) {
            // a change without its list, as Instagram's own login sends it
            any = true;
            for (JsonNode value : list(entry.path("value"))) {
                ObjectNode change = JsonNodeFactory.instance.objectNode();
                change.set("field", entry.path("field"));
                change.set("value", value);
                findings.add(safely(platform, entry, change, time, () -> change(platform, entry, change, time, now)));
            }
        }
        for (var other : entry.properties()) {
            if (other.getValue().isArray() && !other.getValue().isEmpty() && !LISTS.contains(other.getKey())) {
                any = true;
                findings.add(notRead(platform, entry, other.getValue(), "unknown_list", time));
            }
        }
        if (!any) {
            findings.add(notRead(platform, entry, entry, "entry_without_events", time));
        }
    }

    /// What an entry holds that is no event we know.
    private Finding notRead(Platform platform, JsonNode entry, JsonNode what, String reason, Instant time) {
        return safely(
                platform,
                entry,
                entry,
                time,
                () -> account(platform, entry)
                        .<Finding>map(channel -> setAside(entry, channel, what, false, reason, time))
                        .orElseGet(() -> stray(entry)));
    }

    private Finding messaging(Platform platform, JsonNode entry, JsonNode event, Instant time, Instant now) {
        Optional<Thread> thread = thread(platform, entry, event);
        if (thread.isEmpty()) {
            return stray(entry);
        }
        Thread found = thread.get();
        Instant eventTime = Fields.time(event.path("timestamp"), now);
        Instant at = eventTime == null ? time : eventTime;
        if (found.personId() == null) {
            @Nullable String nobodys = MetaEvents.nobodys(event);
            return setAside(entry, found.channel(), event, nobodys != null, nobodys == null ? "no_person" : nobodys, at)
                    .announcing(MetaEvents.announces(event))
                    .saying(PolicyEnforcement.of(event, now));
        }
        MetaEvents.Read read = events.read(found.channel(), found.personId(), found.fromAccount(), event, at, now);
        return switch (read) {
            case MetaEvents.Read.Found it -> it.finding();
            case MetaEvents.Read.NotForUs it ->
                setAside(entry, found.channel(), event, true, it.reason(), at)
                        .about(it.wish())
                        .announcing(!found.fromAccount() && MetaEvents.announces(event))
                        .saying(PolicyEnforcement.of(event, now));
            case MetaEvents.Read.Unreadable it -> setAside(entry, found.channel(), event, false, it.reason(), at);
        };
    }

    private Finding change(Platform platform, JsonNode entry, JsonNode change, Instant time, Instant now) {
        JsonNode value = change.path("value");
        if ("standby".equals(Fields.word(change.path("field")))) {
            return thread(platform, entry, value)
                    .<Finding>map(thread -> setAside(entry, thread.channel(), change, true, "standby", time))
                    .orElseGet(() -> stray(entry));
        }
        if (value.path("sender").isObject() && MetaEvents.isEvent(value)) {
            // the console's test button, and newer subscriptions, send messaging events this way
            return messaging(platform, entry, value, time, now);
        }
        Optional<Connection> channel = account(platform, entry);
        if (channel.isEmpty()) {
            return stray(entry);
        }
        MetaEvents.Read read = changes.read(channel.get(), change, time, now);
        return switch (read) {
            case MetaEvents.Read.Found it -> it.finding();
            case MetaEvents.Read.NotForUs it -> setAside(entry, channel.get(), change, true, it.reason(), time);
            case MetaEvents.Read.Unreadable it -> setAside(entry, channel.get(), change, false, it.reason(), time);
        };
    }

    private interface Reading {
        Finding read();
    }

    private Finding safely(Platform platform, JsonNode entry, JsonNode event, Instant time, Reading reading) {
        try {
            return reading.read();
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("an event of Meta's could not be read by our own mistake", e);
            return account(platform, entry)
                    .<Finding>map(channel -> setAside(entry, channel, event, false, "our_mistake", time))
                    .orElseGet(() -> stray(entry));
        }
    }

    /// The two ends of an event.
    ///
    /// @param personId null when nobody but the account is named
    /// @param fromAccount the account is the one that did it
    private record Thread(Connection channel, @Nullable String personId, boolean fromAccount) {}

    /// Finds the account among the ids named: the entry's, or, since the console's test sends `0`
    /// there, one of the two ends. Who is the account decides the direction; `is_echo` alone does
    /// not, for it has been seen on shoppers' first messages.
    private Optional<Thread> thread(Platform platform, JsonNode entry, JsonNode event) {
        String sender = Fields.id(event.path("sender").path("id"));
        String recipient = Fields.id(event.path("recipient").path("id"));
        String named = Fields.id(entry.path("id"));
        Optional<Connection> channel =
                find(platform, named).or(() -> find(platform, recipient)).or(() -> find(platform, sender));
        return channel.map(connection -> {
            String account = connection.accountId();
            if (account.equals(sender)) {
                return new Thread(connection, account.equals(recipient) ? null : recipient, true);
            }
            if (account.equals(recipient) || sender == null || recipient == null) {
                return new Thread(connection, sender, false);
            }
            // a page's Instagram account, told under the page: the thread is that account's
            Optional<Connection> other = otherEnd(connection, sender, recipient);
            if (other.isPresent()) {
                boolean from = other.get().accountId().equals(sender);
                return new Thread(other.get(), from ? recipient : sender, from);
            }
            // the account goes by another id here, as a page's Instagram account can: only the flag is left
            boolean echo = Fields.flag(event.path("message").path("is_echo"));
            return new Thread(connection, echo ? recipient : sender, echo);
        });
    }

    private Optional<Connection> otherEnd(Connection named, String sender, String recipient) {
        Platform other = named.platform() == Platform.MESSENGER ? Platform.INSTAGRAM : Platform.MESSENGER;
        return find(other, recipient)
                .or(() -> find(other, sender))
                .filter(it -> it.shopId().equals(named.shopId()));
    }

    private Optional<Connection> account(Platform platform, JsonNode entry) {
        return find(platform, Fields.id(entry.path("id")));
    }

    private Optional<Connection> find(Platform platform, @Nullable String accountId) {
        return accountId == null || accountId.equals("0") ? Optional.empty() : directory.find(platform, accountId);
    }

    private static Finding stray(JsonNode entry) {
        String id = Fields.id(entry.path("id"));
        return new Finding.Stray("account_not_connected:" + (id == null ? "none" : head(id)));
    }

    private static Finding.SetAside setAside(
            JsonNode entry, Connection channel, JsonNode event, boolean understood, String reason, Instant at) {
        String json = Wording.clean(event.toString());
        String detail = json.length() <= DETAIL_MAX ? json : Wording.clean(json.substring(0, DETAIL_MAX));
        return new Finding.SetAside(channel, Fields.asideKey(entry, event), understood, reason, detail, at);
    }

    private static String head(String id) {
        return id.length() <= TROUBLE_ID_MAX ? id : Wording.clean(id.substring(0, TROUBLE_ID_MAX));
    }

    /// The elements of a list; a lone object is taken for a list of one, anything else that is
    /// there for an element that cannot be read.
    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? List.of() : node.isArray() ? node : List.of(node);
    }
}
