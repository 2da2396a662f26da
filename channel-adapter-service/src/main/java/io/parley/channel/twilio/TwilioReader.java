package io.parley.channel.twilio;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.Finding;
import io.parley.channel.intake.InboundKind;
import io.parley.channel.intake.Wording;
import io.parley.channel.meta.FilledForm;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Price;
import io.parley.events.Contact;
import io.parley.events.InboundEvent.Attachment;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.ReactionReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReplyTo;
import io.parley.events.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads what Twilio posts: one message, or one report of what became of ours.
/// <https://www.twilio.com/docs/messaging/guides/webhook-request>
class TwilioReader {
    private static final int MEDIA_MAX = 20;
    private static final int DETAIL_MAX = 4_000;
    private static final int KEYWORD_MAX = 30;
    private static final int FAILED_HTTP_STATUS = 400;
    /// What carriers take for a goodbye in any account, whatever its settings.
    private static final Set<String> STOP_WORDS =
            Set.of("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ARRET", "ARRÊT");
    private static final Set<String> START_WORDS = Set.of("START", "YES", "UNSTOP");
    private static final Set<String> HELP_WORDS = Set.of("HELP", "INFO", "AIDE");

    private static final Set<String> REPORTED = Set.of(
            "accepted",
            "scheduled",
            "queued",
            "sending",
            "sent",
            "delivered",
            "partially_delivered",
            "read",
            "undelivered",
            "failed",
            "canceled");

    private final Stops stops;
    private final Words words;
    private final Aliases aliases;

    /// Who wants no more messages from a number.
    interface Stops {
        boolean hasStopped(Connection channel, String personId);

        /// @param eventKey of the goodbye: one taken in before changes nothing
        void stop(Connection channel, String personId, String eventKey, Instant at);

        /// @param eventKey as with [#stop]
        void start(Connection channel, String personId, String eventKey);
    }

    /// A shop's words on posters.
    interface Words {
        Optional<Keywords.Keyword> find(Connection channel, String word);
    }

    /// Other ids of a person.
    @FunctionalInterface
    interface Aliases {
        /// @param id WhatsApp's
        void same(Connection channel, String number, String id);
    }

    TwilioReader(Stops stops, Words words, Aliases aliases) {
        this.stops = stops;
        this.words = words;
        this.aliases = aliases;
    }

    /// Whether carriers have a meaning of their own for a word.
    static boolean isReserved(String word) {
        String shape = Keywords.shape(word);
        return STOP_WORDS.contains(shape) || START_WORDS.contains(shape) || HELP_WORDS.contains(shape);
    }

    /// Which end of a post is ours.
    static @Nullable TwilioAddress ours(TwilioForm form) {
        return TwilioAddress.of(form.id(isReport(form) ? "From" : "To"));
    }

    static @Nullable TwilioAddress theirs(TwilioForm form) {
        return TwilioAddress.person(form.id(isReport(form) ? "To" : "From"));
    }

    static boolean isWhatsApp(TwilioForm form) {
        TwilioAddress from = TwilioAddress.of(form.id("From"));
        TwilioAddress to = TwilioAddress.of(form.id("To"));
        return from != null && from.whatsApp()
                || to != null && to.whatsApp()
                || form.has("WaId")
                || "whatsapp".equalsIgnoreCase(form.word("ChannelPrefix"));
    }

    /// What is in a post to one of our numbers.
    ///
    /// @param mark that we gave the address to report to
    /// @throws io.parley.starter.web.Refusal unavailable, when what must be looked up cannot be
    Finding read(Connection channel, TwilioForm form, @Nullable String mark, Instant now) {
        TwilioAddress person = theirs(form);
        if (isReport(form)) {
            return report(channel, form, person, mark, now);
        }
        @Nullable String sid = sid(form);
        if (sid == null) {
            return setAside(channel, form, false, "unknown_kind", now);
        }
        if (person == null) {
            return setAside(channel, form, false, "no_person", now);
        }
        return message(channel, form, person, sid, now, false);
    }

    /// What an account posts about none of its connected numbers: Conversations, a number more.
    static Finding elsewhere(Connection channel, TwilioForm form, Instant now) {
        return setAside(channel, form, false, ours(form) == null ? "no_number" : "number_not_connected", now);
    }

    /// A message that no webhook brought.
    ///
    /// @param form as its webhook would have had it, with `MessageSid`
    Finding late(Connection channel, TwilioForm form, String personId, Instant at) {
        @Nullable TwilioAddress person = TwilioAddress.person(personId);
        @Nullable String sid = sid(form);
        return person == null || sid == null
                ? setAside(channel, form, false, "no_person", at)
                : message(channel, form, person, sid, at, true);
    }

    /// The key of a STOP, START or HELP.
    static String saidKey(String sid) {
        return Wording.key("said", sid);
    }

    private Finding message(
            Connection channel, TwilioForm form, TwilioAddress person, String sid, Instant now, boolean late) {
        joined(channel, form, person);
        @Nullable String whole = form.text("Body");
        if ("reaction".equalsIgnoreCase(form.word("MessageType"))) {
            return reaction(channel, form, person, sid, now);
        }
        @Nullable String said = said(channel, form, person, whole);
        if (said != null) {
            String key = saidKey(sid);
            switch (said) {
                case "STOP" -> stops.stop(channel, person.id(), key, now);
                case "START" -> stops.start(channel, person.id(), key);
                default -> {
                    // Twilio says so only where it answers HELP itself; without that it is a message like others
                }
            }
            return setAside(channel, key, form, true, said.toLowerCase(Locale.ROOT), now)
                    .about(said.equals("HELP") ? null : new Finding.Wish(person.id(), said.equals("START")));
        }
        @Nullable String tapped = form.word("ButtonText");
        @Nullable String payload = form.word("ButtonPayload");
        if (payload == null) {
            payload = form.word("ListId");
        }
        @Nullable String title = form.word("ListTitle");
        @Nullable String filledIn = form.word("FlowData");
        if (filledIn == null) {
            filledIn = form.word("InteractiveData");
        }
        if (filledIn != null && payload == null) {
            payload = "form:flow";
        }
        @Nullable FilledForm answers = filledIn == null ? null : FilledForm.read(filledIn);
        @Nullable
        String shown = answers != null ? answers.text() : whole != null ? whole : tapped != null ? tapped : title;
        @Nullable String text = shown == null ? null : Wording.kept(shown);
        List<Attachment> attachments = new ArrayList<>(attachments(form));
        attachments.addAll(answers == null ? List.of() : answers.place());
        if (text == null && payload == null && attachments.isEmpty()) {
            attachments = List.of(new Attachment("unsupported", null, null, null, null));
        }
        List<Attachment> attached = attachments;
        @Nullable String answer = payload;
        @Nullable String replied = form.id("OriginalRepliedMessageSid");
        @Nullable ReplyTo replyTo = replied == null ? null : new ReplyTo("message", replied, null);
        @Nullable Referral referral = referral(channel, form, whole);
        boolean forwarded = form.flag("Forwarded") || form.flag("FrequentlyForwarded");
        return new Finding.Fact(
                channel,
                person.id(),
                Wording.key(sid),
                InboundKind.MESSAGE,
                now,
                !Objects.equals(shown, text),
                contact -> new MessageReceived(
                        named(contact, person, form),
                        now,
                        sid,
                        text,
                        attached,
                        answer,
                        replyTo,
                        referral,
                        late,
                        List.of(),
                        forwarded));
    }

    /// Number and id of WhatsApp's are one person's where a message names both, whichever of them it comes from.
    private void joined(Connection channel, TwilioForm form, TwilioAddress person) {
        @Nullable String id = person.isNumber() ? form.id("ExternalUserId") : person.id();
        @Nullable TwilioAddress number = person.isNumber() ? person : TwilioAddress.person(form.id("WaId"));
        if (id != null && number != null && number.isNumber() && !id.equals(number.id())) {
            aliases.same(channel, number.id(), id);
        }
    }

    /// A thumb under a message is no word: what it means depends on what it stands under.
    private static Finding reaction(
            Connection channel, TwilioForm form, TwilioAddress person, String sid, Instant now) {
        @Nullable String target = form.id("OriginalRepliedMessageSid");
        @Nullable String emoji = form.word("Body");
        return new Finding.Fact(
                channel,
                person.id(),
                Wording.key(sid),
                InboundKind.REACTION,
                now,
                false,
                contact -> new ReactionReceived(
                        named(contact, person, form), now, target == null ? sid : target, emoji, emoji == null));
    }

    /// STOP, START or HELP, when it is one of them. Twilio says so where the account's own words
    /// are set up; without that, carriers know some words of their own. YES starts again only for
    /// who had stopped: for all others it is an
    /// answer.
    private @Nullable String said(Connection channel, TwilioForm form, TwilioAddress person, @Nullable String body) {
        @Nullable String named = form.word("OptOutType");
        if (named != null) {
            String type = named.strip().toUpperCase(Locale.ROOT);
            return Set.of("STOP", "START", "HELP").contains(type) ? type : null;
        }
        if (channel.platform() != Platform.SMS || body == null) {
            return null;
        }
        String word = Keywords.shape(body);
        if (STOP_WORDS.contains(word)) {
            return "STOP";
        }
        return START_WORDS.contains(word) && stops.hasStopped(channel, person.id()) ? "START" : null;
    }

    private @Nullable Referral referral(Connection channel, TwilioForm form, @Nullable String body) {
        boolean clicked = form.word("ReferralCtwaClid") != null;
        if (clicked || form.word("ReferralSourceId") != null || form.word("ReferralSourceUrl") != null) {
            boolean ad = clicked || !"post".equalsIgnoreCase(form.word("ReferralSourceType"));
            return new Referral(
                    ad ? "ad" : "link",
                    null,
                    ad ? form.id("ReferralSourceId") : null,
                    null,
                    form.word("ReferralHeadline"));
        }
        String word = body == null ? "" : body.strip();
        if (channel.platform() != Platform.SMS || word.isEmpty() || word.length() > KEYWORD_MAX) {
            return null;
        }
        return words.find(channel, word)
                .map(it -> new Referral("keyword", it.code(), null, null, it.keyword(), it.productId()))
                .orElse(null);
    }

    private static List<Attachment> attachments(TwilioForm form) {
        List<Attachment> attachments = new ArrayList<>();
        boolean sticker = "sticker".equalsIgnoreCase(form.word("MessageType"));
        for (int i = 0; i < MEDIA_MAX; i++) {
            @Nullable String url = form.url("MediaUrl" + i);
            if (url != null) {
                String kind = kind(form.word("MediaContentType" + i));
                attachments.add(
                        new Attachment(sticker && kind.equals("image") ? "sticker" : kind, url, null, null, null));
            }
        }
        @Nullable Double latitude = form.number("Latitude");
        @Nullable Double longitude = form.number("Longitude");
        if (latitude != null && longitude != null) {
            @Nullable String label = form.word("Label");
            attachments.add(new Attachment(
                    "location", null, label == null ? form.word("Address") : label, latitude, longitude));
        }
        return List.copyOf(attachments);
    }

    private static String kind(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        int slash = type.indexOf('/');
        String family = slash < 0 ? "" : type.substring(0, slash);
        return switch (family) {
            case "image", "audio", "video" -> family;
            default -> type.contains("vcard") ? "contact" : "file";
        };
    }

    private static Contact named(Contact contact, TwilioAddress person, TwilioForm form) {
        @Nullable String name = form.word("ProfileName");
        return new Contact(
                contact.conversationKey(),
                contact.channelId(),
                contact.platform(),
                contact.accountId(),
                contact.personId(),
                name == null ? contact.personName() : name,
                person.isNumber() ? person.id() : null,
                contact.aliases());
    }

    private static boolean isReport(TwilioForm form) {
        @Nullable String status = status(form);
        boolean wordless = !form.has("Body") && !form.has("NumMedia");
        if (status == null) {
            return wordless && (form.has("MessageStatus") || form.has("SmsStatus"));
        }
        if (status.equals("received") || status.equals("receiving")) {
            return false;
        }
        // a status not known yet must not turn a message round
        return REPORTED.contains(status) || wordless;
    }

    private static @Nullable String status(TwilioForm form) {
        @Nullable String status = form.word("MessageStatus");
        status = status == null ? form.word("SmsStatus") : status;
        return status == null ? null : status.strip().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String sid(TwilioForm form) {
        @Nullable String sid = form.id("MessageSid");
        if (sid == null) {
            sid = form.id("SmsMessageSid");
        }
        return sid == null ? form.id("SmsSid") : sid;
    }

    private static Finding report(
            Connection channel, TwilioForm form, @Nullable TwilioAddress person, @Nullable String mark, Instant now) {
        @Nullable String sid = sid(form);
        if (sid == null) {
            return setAside(channel, form, false, "status_without_id", now);
        }
        if (person == null) {
            return setAside(channel, form, false, "no_person", now);
        }
        String word = Objects.requireNonNullElse(status(form), "");
        Finding.@Nullable Step step = switch (word) {
            // from the first of them on, Twilio has the message
            case "accepted", "scheduled", "queued", "sending", "sent", "partially_delivered" -> Finding.Step.SENT;
            case "delivered" -> Finding.Step.DELIVERED;
            case "read" -> Finding.Step.READ;
            case "undelivered", "failed", "canceled" -> Finding.Step.FAILED;
            default -> null;
        };
        if (step == null) {
            return setAside(channel, form, false, "unknown_status", now);
        }
        @Nullable
        Outcome failure = step == Finding.Step.FAILED
                ? TwilioErrors.read(FAILED_HTTP_STATUS, code(form.word("ErrorCode")), null)
                : null;
        return new Finding.Fate(
                channel,
                person.id(),
                Wording.key(step == Finding.Step.SENT ? word : step.name().toLowerCase(Locale.ROOT), sid),
                now,
                sid,
                mark,
                step,
                failure,
                // its statuses name no amount: what a carrier or WhatsApp was given is charged for
                word.equals("sent") || step == Finding.Step.DELIVERED
                        ? new Price(channel.platform() == Platform.SMS ? "sms" : "whatsapp", "message", true)
                        : null);
    }

    private static int code(@Nullable String given) {
        String digits = given == null ? "" : given.strip();
        return digits.matches("\\d{1,8}") ? Integer.parseInt(digits) : -1;
    }

    private static String asideKey(TwilioForm form) {
        return "aside:" + Wording.digest(Wording.clean(form.toString()).getBytes(StandardCharsets.UTF_8));
    }

    static Finding.SetAside setAside(
            Connection channel, TwilioForm form, boolean understood, String reason, Instant at) {
        return setAside(channel, asideKey(form), form, understood, reason, at);
    }

    private static Finding.SetAside setAside(
            Connection channel, String key, TwilioForm form, boolean understood, String reason, Instant at) {
        String shown = Wording.clean(form.toString());
        return new Finding.SetAside(
                channel,
                key,
                understood,
                reason,
                shown.length() <= DETAIL_MAX ? shown : Wording.clean(shown.substring(0, DETAIL_MAX)),
                at);
    }
}
