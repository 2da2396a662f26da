package io.parley.channel.twilio;

import io.parley.channel.calling.Calls;
import io.parley.channel.intake.Wording;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.Echoes;
import io.parley.channel.platform.Limit;
import io.parley.channel.platform.Looked;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.Profile;
import io.parley.channel.platform.Splitting;
import io.parley.channel.platform.Window;
import io.parley.events.OutboundEvent.Card;
import io.parley.events.OutboundEvent.Link;
import io.parley.events.OutboundEvent.QuickReply;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.OutboundEvent.Template;
import io.parley.events.Platform;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes to people by SMS and WhatsApp through Twilio's Messages API.
/// <https://www.twilio.com/docs/messaging/api/message-resource>
@Component
class TwilioAdapter implements PlatformAdapter {
    static final String SERVICE = "messagingServiceSid";
    static final String ACCOUNT = "accountSid";
    private static final String NUMBER = "\\+[1-9][0-9]{6,17}";
    private static final String NUMBER_IS = "the number in full, a plus and digits: +15005550006";
    private static final List<ConnectForm.Detail> DETAILS = List.of(
            new ConnectForm.Detail(
                    ACCOUNT, true, Pattern.compile("AC[0-9a-f]{32}"), "the Account SID: AC and 32 digits or a to f"),
            new ConnectForm.Detail(
                    SERVICE,
                    false,
                    Pattern.compile("MG[0-9a-f]{32}"),
                    "a Messaging Service's SID: MG and 32 digits or a to f"));
    static final ConnectForm SMS =
            new ConnectForm("twilio", Platform.SMS, Pattern.compile(NUMBER + "|[0-9]{3,8}"), NUMBER_IS, DETAILS);
    static final ConnectForm WHATSAPP =
            new ConnectForm("twilio-whatsapp", Platform.WHATSAPP, Pattern.compile(NUMBER), NUMBER_IS, DETAILS);
    private static final String MESSAGES = "/Messages.json";
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);
    private static final int CHARS_MAX = 1_600;
    private static final int TITLE_CHARS_MAX = 80;

    private final TwilioApi api;
    private final TwilioSettings settings;
    private final OptOuts optOuts;
    private final JsonMapper json;
    private final Clock clock;

    TwilioAdapter(TwilioApi api, TwilioSettings settings, OptOuts optOuts, JsonMapper json, Clock clock) {
        this.api = api;
        this.settings = settings;
        this.optOuts = optOuts;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public List<ConnectForm> forms() {
        return List.of(SMS, WHATSAPP);
    }

    /// Everything becomes text, since only text reaches every phone: what could be tapped stands
    /// in lines, each of which can be typed; what the text lists is not said twice.
    @Override
    public List<Part> parts(ReplyRequested reply) {
        boolean sms = reply.contact().platform() == Platform.SMS;
        List<String> lines = new ArrayList<>();
        String text = Wording.clean(reply.text()).strip();
        if (!text.isEmpty()) {
            lines.add(text);
        }
        reply.cards().stream()
                .filter(card -> !Wording.lists(text, card.title()))
                .forEach(card -> lines.add(card(card)));
        for (Link link : reply.links()) {
            lines.add(Wording.clean(link.title()).strip() + ": " + link.url());
        }
        @Nullable String image = reply.imageUrl();
        boolean picture = image != null && (image.startsWith("https://") || image.startsWith("http://"));
        if (picture && sms && !takesPictures(reply)) {
            lines.add(Objects.requireNonNull(image));
            picture = false;
        }
        StringBuilder offered = new StringBuilder();
        for (QuickReply quick : reply.quickReplies()) {
            if (!quick.title().isBlank() && !Wording.lists(text, quick.title())) {
                offered.append(offered.isEmpty() ? "" : "\n")
                        .append("- ")
                        .append(Splitting.shorten(Wording.clean(quick.title()), TITLE_CHARS_MAX, String::length));
            }
        }
        if (!offered.isEmpty()) {
            lines.add(offered.toString());
        }
        String whole = String.join("\n", lines);
        List<String> pieces = sms ? SmsText.split(whole) : Splitting.split(whole, CHARS_MAX, String::length);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            parts.add(new Part(pieces.get(i), List.of(), picture && i == 0 ? image : null));
        }
        if (parts.isEmpty() && picture) {
            parts.add(Part.image(Objects.requireNonNull(image)));
        }
        return List.copyOf(parts);
    }

    @Override
    public Outcome send(Account from, Outgoing outgoing) {
        @Nullable TwilioKeys keys = TwilioKeys.of(from.accessToken());
        if (keys == null) {
            return TwilioErrors.keysWrong("token_unreadable");
        }
        if (from.platform() == Platform.SMS && optOuts.isStopped(from.channelId(), outgoing.personId())) {
            return TwilioErrors.read(400, 21610, null);
        }
        try {
            Calls.Answer answer = api.post(keys, MESSAGES, form(from, outgoing));
            if (answer.status() == 201 || answer.status() == 200) {
                String sid = answer.body().path("sid").asString("");
                return sid.isEmpty() ? new Outcome.Unsure("answer_without_id") : new Outcome.Sent(sid);
            }
            int code = answer.body().path("code").asInt(-1);
            if (code == 21610) {
                optOuts.stopped(from.channelId(), outgoing.personId(), clock.instant());
            }
            return TwilioErrors.read(answer.status(), code, answer.retryAfter());
        } catch (IOException e) {
            String name = e.getClass().getSimpleName();
            return Calls.neverLeft(e) ? new Outcome.Passing(name, null) : new Outcome.Unsure(name);
        }
    }

    /// What is more than a carrier takes waits in Twilio's queue; a WhatsApp number sends 80.
    @Override
    public List<Limit> limits(Platform platform, Part part) {
        return List.of(
                platform == Platform.SMS
                        ? new Limit("messages", Limit.Scope.CHANNEL, 10, Duration.ofSeconds(1))
                        : new Limit("messages", Limit.Scope.CHANNEL, 80, Duration.ofSeconds(1)));
    }

    @Override
    public Optional<Window> window(Platform platform) {
        return platform == Platform.SMS
                ? Optional.empty()
                : Optional.of(new Window(Duration.ofHours(24), Duration.ofHours(24), null, null, true));
    }

    /// The address it reports to carries our mark.
    @Override
    public Echoes echoes(Platform platform) {
        return Echoes.MARKED;
    }

    @Override
    public Looked look(Account from, Outgoing outgoing, Instant since) {
        @Nullable TwilioKeys keys = TwilioKeys.of(from.accessToken());
        if (keys == null) {
            return new Looked.Unknown();
        }
        try {
            Calls.Answer answer = api.get(
                    keys,
                    MESSAGES + "?PageSize=50&To=" + TwilioApi.encoded(address(from, outgoing.personId())) + "&From="
                            + TwilioApi.encoded(address(from, from.accountId())));
            if (answer.status() != 200 || !answer.body().path("messages").isArray()) {
                return new Looked.Unknown();
            }
            String text = Objects.requireNonNullElse(outgoing.part().text(), "");
            for (JsonNode message : answer.body().path("messages")) {
                @Nullable Instant created = created(message.path("date_created").asString(""));
                boolean same = message.path("body").asString("").strip().equals(text.strip());
                String sid = message.path("sid").asString("");
                if (same && !sid.isEmpty() && created != null && !created.isBefore(since.minus(CLOCKS_APART))) {
                    return new Looked.Found(sid);
                }
            }
            return new Looked.Absent();
        } catch (IOException e) {
            return new Looked.Unknown();
        }
    }

    @Override
    public Optional<String> phone(UUID channelId, String personId) {
        return Optional.of(personId).filter(id -> id.matches(NUMBER));
    }

    /// Names come with WhatsApp's messages; there is nobody to ask.
    @Override
    public Optional<Profile> profile(Account of, String personId) {
        return Optional.of(new Profile(null, null, null));
    }

    private List<Map.Entry<String, String>> form(Account from, Outgoing outgoing) {
        Part part = outgoing.part();
        List<Map.Entry<String, String>> form = new ArrayList<>();
        form.add(Map.entry("To", address(from, outgoing.personId())));
        @Nullable String service = from.details().get(SERVICE);
        if (service != null) {
            form.add(Map.entry("MessagingServiceSid", service));
        }
        form.add(Map.entry("From", address(from, from.accountId())));
        form.add(Map.entry("StatusCallback", settings.statusCallback(outgoing.mark())));
        if (part.template() != null) {
            content(form, part.template());
            return form;
        }
        if (part.text() != null) {
            form.add(Map.entry("Body", part.text()));
        }
        if (part.imageUrl() != null) {
            form.add(Map.entry("MediaUrl", part.imageUrl()));
        }
        return form;
    }

    /// An approved template is content with an id of Twilio's, `HX…`; its placeholders are
    /// counted from 1.
    private void content(List<Map.Entry<String, String>> form, Template template) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < template.parameters().size(); i++) {
            variables.put(String.valueOf(i + 1), template.parameters().get(i));
        }
        form.add(Map.entry("ContentSid", template.name()));
        form.add(Map.entry("ContentVariables", json.writeValueAsString(variables)));
    }

    static String address(Account account, String id) {
        return account.platform() == Platform.WHATSAPP ? "whatsapp:" + id : id;
    }

    /// Picture messages are a thing of North America.
    private static boolean takesPictures(ReplyRequested reply) {
        return reply.contact().accountId().startsWith("+1")
                && reply.contact().personId().startsWith("+1");
    }

    private static String card(Card card) {
        String title = Splitting.shorten(Wording.clean(card.title()), TITLE_CHARS_MAX, String::length);
        return card.subtitle() == null || card.subtitle().isBlank()
                ? title
                : title + ": " + Wording.clean(card.subtitle()).strip();
    }

    private static @Nullable Instant created(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
