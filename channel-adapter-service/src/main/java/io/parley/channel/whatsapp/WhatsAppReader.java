package io.parley.channel.whatsapp;

import io.parley.channel.account.ChannelDirectory;
import io.parley.channel.account.Connection;
import io.parley.channel.account.Standing;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.Wording;
import io.parley.channel.meta.Fields;
import io.parley.channel.meta.MetaObject;
import io.parley.events.Platform;
import io.parley.starter.web.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads WhatsApp's bodies: every entry, every change, every message and status in it, each by
/// itself, so that one that cannot be read takes none of the others with it.
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview>
@Component
class WhatsAppReader implements MetaObject {
    private static final Logger LOG = LoggerFactory.getLogger(WhatsAppReader.class);
    private static final int EVENTS_MAX = 5_000;
    private static final int DETAIL_MAX = 4_000;
    private static final int HEAD_MAX = 40;
    /// Real, and nothing a shopper did: kept, counted and shown.
    private static final Set<String> NOT_FOR_US = Set.of(
            "account_alerts",
            "account_review_update",
            "account_settings_update",
            "account_update",
            "automatic_events",
            "business_capability_update",
            "business_status_update",
            "business_username_update",
            "business_username_updates",
            "calls",
            "flows",
            "group_lifecycle_update",
            "group_participants_update",
            "group_settings_update",
            "group_status_update",
            "history",
            "messaging_handovers",
            "message_template_components_update",
            "message_template_quality_update",
            "message_template_status_update",
            "partner_solutions",
            "payment_configuration_update",
            "phone_number_name_update",
            "phone_number_quality_update",
            "security",
            "smb_app_state_sync",
            "standby",
            "template_category_update",
            "template_correct_category_detection",
            "tracking_events");

    /// What is said in them is old, or somebody else's to answer: messages in them are not told.
    private static final Set<String> NOT_SAID_TO_US = Set.of("history", "standby", "messaging_handovers");

    private static final List<String> LISTS =
            List.of("user_id_update", "messages", "message_echoes", "statuses", "user_preferences");

    /// Lists that say more of the events beside them.
    private static final Set<String> BESIDE = Set.of("contacts", "errors");

    private final Accounts accounts;
    private final People people;
    private final String appId;
    private final WhatsAppMessages messages;
    private final WhatsAppStatuses statuses;

    /// Whose a number is.
    interface Accounts {
        Optional<Connection> number(String phoneNumberId);

        /// The numbers of a business account.
        List<Connection> business(String businessAccountId);

        /// The one of them that people dial so.
        Optional<Connection> dialled(String businessAccountId, String digits);
    }

    /// Who a person is, by whichever of their ids.
    interface People {
        /// The id that keys their thread: the first that was ever seen of them.
        String idOf(Connection channel, Who who, Instant now);

        /// They go by another id from now on.
        void renamed(Connection channel, Who before, Who after, Instant now);
    }

    @Autowired
    WhatsAppReader(
            ChannelDirectory directory, WhatsAppNumbers numbers, WhatsAppPeople people, WhatsAppSettings settings) {
        this(
                new Accounts() {
                    @Override
                    public Optional<Connection> number(String phoneNumberId) {
                        return directory.find(Platform.WHATSAPP, phoneNumberId);
                    }

                    @Override
                    public List<Connection> business(String businessAccountId) {
                        return numbers.ofBusiness(businessAccountId);
                    }

                    @Override
                    public Optional<Connection> dialled(String businessAccountId, String digits) {
                        return numbers.dialled(businessAccountId, digits);
                    }
                },
                people,
                settings.appId(),
                settings::mediaUrl);
    }

    /// @param appId ours at Meta; empty where there is none
    WhatsAppReader(Accounts accounts, People people, String appId, WhatsAppMessages.MediaUrl mediaUrl) {
        this.accounts = accounts;
        this.people = people;
        this.appId = appId;
        this.messages = new WhatsAppMessages(people, mediaUrl);
        this.statuses = new WhatsAppStatuses(people);
    }

    /// What became of an event.
    sealed interface Read {
        record Found(Finding finding) implements Read {}

        record NotForUs(String reason, Finding.@Nullable Wish wish) implements Read {
            NotForUs(String reason) {
                this(reason, null);
            }
        }

        record Unreadable(String reason) implements Read {}
    }

    @Override
    public String object() {
        return "whatsapp_business_account";
    }

    @Override
    public List<Finding> read(JsonNode body, Instant now) {
        List<Finding> findings = new ArrayList<>();
        for (JsonNode entry : list(body.path("entry"))) {
            Instant entryTime = Fields.time(entry.path("time"), now);
            Instant time = entryTime == null ? now : entryTime;
            boolean any = false;
            for (JsonNode change : list(entry.path("changes"))) {
                any = true;
                change(entry, change, time, now, findings);
            }
            if (!any) {
                business(entry, entry, false, "entry_without_events", time, findings);
            }
            if (findings.size() >= EVENTS_MAX) {
                findings.add(new Finding.Stray("more_than_" + EVENTS_MAX + "_events"));
                break;
            }
        }
        return findings.isEmpty() ? List.of(new Finding.Stray("no_entry")) : findings;
    }

    private void change(JsonNode entry, JsonNode change, Instant time, Instant now, List<Finding> findings) {
        JsonNode value = change.path("value");
        String field = Objects.requireNonNullElse(Fields.word(change.path("field")), "");
        @Nullable String number = Fields.id(value.path("metadata").path("phone_number_id"));
        Optional<Connection> found = number == null ? onlyOne(entry, value) : accounts.number(number);
        if (number == null && found.isEmpty()) {
            boolean known = NOT_FOR_US.contains(field);
            if (known) {
                news(entry, change, field, time, now, findings);
            } else {
                business(entry, change, false, "change_without_number", time, findings);
            }
            return;
        }
        if (found.isEmpty()) {
            findings.add(new Finding.Stray("account_not_connected:" + head(String.valueOf(number))));
            return;
        }
        Connection channel = found.get();
        if (NOT_SAID_TO_US.contains(field)) {
            findings.add(setAside(entry, channel, change, true, field, time));
            return;
        }
        int before = findings.size();
        JsonNode contacts = value.path("contacts");
        Map<String, Reading> lists = Map.of(
                "messages", json -> messages.received(channel, json, value, time, now),
                "message_echoes", json -> messages.echoed(channel, json, contacts, time, now),
                "statuses", json -> statuses.read(channel, json, contacts, time, now),
                "user_preferences", json -> preference(channel, json, contacts, now),
                "user_id_update", json -> messages.idChanged(channel, json, now));
        for (String name : LISTS) {
            Reading reading = Objects.requireNonNull(lists.get(name));
            for (JsonNode json : list(value.path(name))) {
                if (findings.size() < EVENTS_MAX) {
                    findings.add(safely(entry, channel, json, time, reading));
                }
            }
        }
        JsonNode errors = value.path("errors");
        boolean known = NOT_FOR_US.contains(field);
        if (findings.size() > before && !known) {
            unknownLists(entry, channel, value, time, findings);
        }
        if (findings.size() == before) {
            findings.add(setAside(
                    entry,
                    channel,
                    change,
                    known,
                    known ? field : errors.isMissingNode() ? without(field) : "errors:" + code(errors),
                    time));
        } else if (errors.isContainer() && !errors.isEmpty()) {
            // they say what is the matter with what they stand beside
            findings.add(setAside(entry, channel, errors, true, "errors:" + code(errors), time));
        }
    }

    /// What stands beside the events of a change, and is no list of events that we know.
    private static void unknownLists(
            JsonNode entry, Connection channel, JsonNode value, Instant time, List<Finding> findings) {
        for (var other : value.properties()) {
            boolean list = other.getValue().isArray() && !other.getValue().isEmpty();
            if (list && !LISTS.contains(other.getKey()) && !BESIDE.contains(other.getKey())) {
                findings.add(setAside(entry, channel, other.getValue(), false, "unknown_list", time));
            }
        }
    }

    private static String without(String field) {
        return field.equals("messages") ? "change_without_events" : "unknown_field";
    }

    /// The number that something said is for when it is not named: the business account's, where it
    /// has but one.
    private Optional<Connection> onlyOne(JsonNode entry, JsonNode value) {
        @Nullable String id = Fields.id(entry.path("id"));
        List<Connection> numbers =
                id != null && LISTS.stream().anyMatch(value::hasNonNull) ? accounts.business(id) : List.of();
        return numbers.size() == 1 ? Optional.of(numbers.getFirst()) : Optional.empty();
    }

    /// News of the business account, or of the one of its numbers that is named, and how they stand by it. News of
    /// partners name the account within, and come under its owner's id as well.
    private void news(
            JsonNode entry, JsonNode change, String field, Instant time, Instant now, List<Finding> findings) {
        JsonNode value = change.path("value");
        @Nullable String within = WhatsAppStanding.businessAccount(value);
        List<Connection> named = named(entry, value).map(List::of).orElseGet(() -> numbers(within));
        // a number or an account that is not ours says nothing of how ours stand
        boolean another = named.isEmpty() && (WhatsAppStanding.namesNumber(value) || within != null);
        @Nullable Standing standing = another ? null : WhatsAppStanding.of(field, value, appId, now);
        int before = findings.size();
        if (named.isEmpty()) {
            business(entry, change, true, field, time, findings);
        }
        named.forEach(channel -> findings.add(setAside(entry, channel, change, true, field, time)));
        for (int i = before; i < findings.size(); i++) {
            if (findings.get(i) instanceof Finding.SetAside aside) {
                findings.set(i, aside.saying(standing));
            }
        }
    }

    private Optional<Connection> named(JsonNode entry, JsonNode value) {
        @Nullable String phoneNumberId = WhatsAppStanding.phoneNumberId(value);
        if (phoneNumberId != null) {
            return accounts.number(phoneNumberId);
        }
        @Nullable String business = Fields.id(entry.path("id"));
        @Nullable String digits = WhatsAppStanding.digits(value);
        return business == null || digits == null ? Optional.empty() : accounts.dialled(business, digits);
    }

    /// Something about the business account: told to each of its numbers we know.
    private void business(
            JsonNode entry, JsonNode event, boolean understood, String reason, Instant time, List<Finding> findings) {
        @Nullable String id = Fields.id(entry.path("id"));
        List<Connection> numbers = numbers(id);
        if (numbers.isEmpty()) {
            findings.add(new Finding.Stray("account_not_connected:" + (id == null ? "none" : head(id))));
        }
        numbers.forEach(channel -> findings.add(setAside(entry, channel, event, understood, reason, time)));
    }

    private List<Connection> numbers(@Nullable String businessAccountId) {
        return businessAccountId == null ? List.of() : accounts.business(businessAccountId);
    }

    /// Whether a person wants to hear advertisements.
    private Read preference(Connection channel, JsonNode preference, JsonNode contacts, Instant now) {
        String said = Objects.requireNonNullElse(Fields.word(preference.path("value")), "");
        if (!said.equals("stop") && !said.equals("resume")) {
            return new Read.NotForUs("preference");
        }
        boolean wanted = said.equals("resume");
        Who who = Who.of(Fields.id(preference.path("user_id")), Fields.id(preference.path("wa_id")), null)
                .with(contacts);
        return new Read.NotForUs(
                wanted ? "marketing_resumed" : "marketing_stopped",
                who.isNobody() ? null : new Finding.Wish(people.idOf(channel, who, now), wanted));
    }

    @FunctionalInterface
    private interface Reading {
        Read read(JsonNode json);
    }

    private static Finding safely(JsonNode entry, Connection channel, JsonNode event, Instant time, Reading reading) {
        try {
            return switch (reading.read(event)) {
                case Read.Found it -> it.finding();
                case Read.NotForUs it ->
                    setAside(entry, channel, event, true, it.reason(), time).about(it.wish());
                case Read.Unreadable it -> setAside(entry, channel, event, false, it.reason(), time);
            };
        } catch (Refusal e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("an event of WhatsApp's could not be read by our own mistake", e);
            return setAside(entry, channel, event, false, "our_mistake", time);
        }
    }

    private static Finding.SetAside setAside(
            JsonNode entry, Connection channel, JsonNode event, boolean understood, String reason, Instant at) {
        String json = Wording.clean(event.toString());
        String detail = json.length() <= DETAIL_MAX ? json : Wording.clean(json.substring(0, DETAIL_MAX));
        return new Finding.SetAside(channel, Fields.asideKey(entry, event), understood, reason, detail, at);
    }

    /// The first error's number.
    static String code(JsonNode errors) {
        JsonNode first = errors.isArray() ? errors.path(0) : errors;
        @Nullable String code = Fields.id(first.path("code"));
        return code == null ? "none" : head(code);
    }

    private static String head(String id) {
        return id.length() <= HEAD_MAX ? id : Wording.clean(id.substring(0, HEAD_MAX));
    }

    /// The elements of a list; a lone object is taken for a list of one, anything else that is
    /// there for an element that cannot be read.
    private static Iterable<JsonNode> list(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? List.of() : node.isArray() ? node : List.of(node);
    }
}
