package io.parley.channel.whatsapp;

import io.parley.channel.account.OpenAccounts;
import io.parley.channel.calling.Calls;
import io.parley.channel.meta.Fields;
import io.parley.channel.platform.Account;
import io.parley.channel.platform.ConnectForm;
import io.parley.channel.platform.Echoes;
import io.parley.channel.platform.Limit;
import io.parley.channel.platform.MobileNumber;
import io.parley.channel.platform.Outcome;
import io.parley.channel.platform.Outgoing;
import io.parley.channel.platform.Part;
import io.parley.channel.platform.PlatformAdapter;
import io.parley.channel.platform.Profile;
import io.parley.channel.platform.Window;
import io.parley.events.OutboundEvent.ReplyRequested;
import io.parley.events.Platform;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes to people on WhatsApp by Meta's Cloud API.
///
/// The Cloud API cannot be asked what was written, so there is no
/// [io.parley.channel.repair.ConversationReader] for it; Meta repeats a webhook that was not taken
/// for up to 7 days.
@Component
class WhatsAppAdapter implements PlatformAdapter {
    /// The shop's catalogue at Meta: products that have a number there are shown from it.
    static final String CATALOGUE = "catalogId";
    static final ConnectForm FORM = new ConnectForm(
            "whatsapp",
            Platform.WHATSAPP,
            Pattern.compile("[0-9]{3,30}"),
            "the phone number id from WhatsApp Manager, 3 to 30 digits",
            List.of(
                    new ConnectForm.Detail(
                            WhatsAppNumbers.BUSINESS,
                            false,
                            Pattern.compile("[0-9]{3,30}"),
                            "the WhatsApp Business Account's number, 3 to 30 digits"),
                    new ConnectForm.Detail(
                            CATALOGUE,
                            false,
                            Pattern.compile("[0-9]{3,30}"),
                            "the number of the catalogue connected to the account, 3 to 30 digits")));
    private static final String MESSAGES = "messages";
    private static final List<Limit> LIMITS = List.of(
            new Limit("messages", Limit.Scope.CHANNEL, 80, Duration.ofSeconds(1)),
            // one in 6 s, of which 45 may be had at once
            new Limit("messages", Limit.Scope.PERSON, 45, Duration.ofSeconds(270)));

    private final CloudApi cloud;
    private final WhatsAppPeople people;
    private final OpenAccounts accounts;
    private final Clock clock;

    WhatsAppAdapter(CloudApi cloud, WhatsAppPeople people, OpenAccounts accounts, Clock clock) {
        this.cloud = cloud;
        this.people = people;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Override
    public List<ConnectForm> forms() {
        return List.of(FORM);
    }

    @Override
    public String house() {
        return META;
    }

    @Override
    public List<Part> parts(ReplyRequested reply) {
        @Nullable
        String catalogue = accounts.findConnected(reply.contact().channelId())
                .map(account -> account.details().get(CATALOGUE))
                .orElse(null);
        return WhatsAppParts.of(reply, catalogue != null);
    }

    @Override
    public Outcome send(Account from, Outgoing outgoing) {
        if (from.accessToken().isEmpty()) {
            return WhatsAppErrors.tokenExpired("token_unreadable");
        }
        @Nullable String catalogue = from.details().get(CATALOGUE);
        Outcome outcome = send(from, outgoing, catalogue);
        // a catalogue that no longer has them must not keep the products from being shown
        return outcome instanceof Outcome.Refused && WhatsAppJson.isFromCatalogue(outgoing.part(), catalogue)
                ? send(from, outgoing, null)
                : outcome;
    }

    private Outcome send(Account from, Outgoing outgoing, @Nullable String catalogue) {
        ObjectNode call = call();
        call.put("recipient_type", "individual");
        WhatsAppPeople.Address to = people.address(from.channelId(), outgoing.personId(), clock.instant());
        if (to.phone() != null) {
            call.put("to", to.phone());
        }
        if (to.userId() != null) {
            // the number, where both are given, counts
            call.put("recipient", to.userId());
        }
        call.setAll(WhatsAppJson.of(outgoing.part(), catalogue));
        // comes back with every status
        call.put("biz_opaque_callback_data", outgoing.mark());
        try {
            Calls.Answer answer = cloud.post(from.accountId(), MESSAGES, from.accessToken(), call);
            if (answer.status() != 200) {
                return WhatsAppErrors.read(answer.status(), answer.body().path("error"), answer.retryAfter());
            }
            @Nullable String id = Fields.id(answer.body().path(MESSAGES).path(0).path("id"));
            return id == null ? new Outcome.Unsure("answer_without_id") : new Outcome.Sent(id);
        } catch (IOException e) {
            String name = e.getClass().getSimpleName();
            return Calls.neverLeft(e) ? new Outcome.Passing(name, null) : new Outcome.Unsure(name);
        }
    }

    @Override
    public List<Limit> limits(Platform platform, Part part) {
        return LIMITS;
    }

    /// An advertisement makes what is sent free for longer; it does not keep the window open.
    @Override
    public Optional<Window> window(Platform platform) {
        return Optional.of(new Window(Duration.ofHours(24), Duration.ofHours(24), null, null, true));
    }

    @Override
    public Echoes echoes(Platform platform) {
        return Echoes.MARKED;
    }

    /// Shown under a message of theirs only, which is thereby marked as read.
    @Override
    public void typing(Account from, String personId, @Nullable String lastMessageId) {
        if (lastMessageId != null) {
            ObjectNode call = read(lastMessageId);
            call.putObject("typing_indicator").put("type", "text");
            tell(from, call);
        }
    }

    @Override
    public void seen(Account from, String personId, String messageId) {
        tell(from, read(messageId));
    }

    @Override
    public Optional<String> phone(UUID channelId, String personId) {
        return Optional.ofNullable(
                        people.address(channelId, personId, clock.instant()).phone())
                .filter(phone -> phone.matches("[1-9][0-9]{6,17}"))
                .map(phone -> "+" + MobileNumber.today(phone));
    }

    /// Names come with the messages; there is nobody to ask.
    @Override
    public Optional<Profile> profile(Account of, String personId) {
        return Optional.of(new Profile(null, null, null));
    }

    private void tell(Account from, ObjectNode call) {
        try {
            cloud.post(from.accountId(), MESSAGES, from.accessToken(), call);
        } catch (IOException e) {
            return; // a courtesy
        }
    }

    private static ObjectNode read(String messageId) {
        return call().put("status", "read").put("message_id", messageId);
    }

    private static ObjectNode call() {
        return JsonNodeFactory.instance.objectNode().put("messaging_product", "whatsapp");
    }
}
