package io.parley.channel.twilio;

import io.parley.channel.calling.Calls;
import io.parley.channel.platform.ConnectForm;
import io.parley.events.Platform;
import io.parley.starter.web.Refusal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Asks Twilio about an account and a number before it is connected, and has what is texted to it
/// sent to us.
@Component
class TwilioCheck {
    private static final Logger LOG = LoggerFactory.getLogger(TwilioCheck.class);

    /// Of Twilio's own sandbox for WhatsApp: every account may send by it, and none has it.
    /// <https://www.twilio.com/docs/whatsapp/sandbox>
    private static final String TRIAL_NUMBER = "+14155238886";

    private final TwilioApi api;
    private final TwilioSettings settings;

    TwilioCheck(TwilioApi api, TwilioSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    /// What Twilio calls the number.
    ///
    /// @throws Refusal invalid, saying what is wrong; unavailable, when Twilio did not answer
    String check(ConnectForm form, String number, TwilioKeys keys) {
        Calls.Answer account = asked(() -> api.get(keys, ".json"));
        switch (account.body().path("status").asString("")) {
            case "active" -> {}
            case "suspended" ->
                throw Refusal.invalid(
                        "account_suspended", "This Twilio account is suspended; see Twilio's console, then try again.");
            case "closed" -> throw Refusal.invalid("account_closed", "This Twilio account has been closed.");
            default -> throw unavailable();
        }
        if (form.platform() == Platform.WHATSAPP) {
            return sender(number, keys);
        }
        // short codes are not among an account's phone numbers
        if (!number.startsWith("+")) {
            return number;
        }
        Calls.Answer numbers =
                asked(() -> api.get(keys, "/IncomingPhoneNumbers.json?PhoneNumber=" + TwilioApi.encoded(number)));
        for (JsonNode one : numbers.body().path("incoming_phone_numbers")) {
            if (!number.equals(one.path("phone_number").asString(""))) {
                continue;
            }
            if (!one.path("capabilities").path("sms").asBoolean(true)) {
                throw Refusal.invalid(
                        "number_without_sms",
                        "This number can only take calls; choose one that can send and receive SMS.");
            }
            listen(keys, one.path("sid").asString(""));
            String name = one.path("friendly_name").asString("");
            return name.isBlank() ? number : name;
        }
        throw Refusal.invalid(
                "number_not_in_account",
                "This Twilio account has no number " + number + ". Check the number and the Account SID.");
    }

    private String sender(String number, TwilioKeys keys) {
        if (number.equals(TRIAL_NUMBER)) {
            return number;
        }
        for (JsonNode one : asked(() -> api.whatsAppSenders(keys)).body().path("senders")) {
            if (!("whatsapp:" + number).equals(one.path("sender_id").asString(""))) {
                continue;
            }
            String status = one.path("status").asString("");
            if (!status.startsWith("ONLINE")) {
                throw Refusal.invalid(
                        "sender_not_online",
                        "Twilio has this WhatsApp sender as "
                                + status.toLowerCase(Locale.ROOT).replace('_', ' ')
                                + "; see it in Twilio's console, under WhatsApp senders, and connect it once it is online.");
            }
            String name = one.path("profile").path("name").asString("");
            return name.isBlank() ? number : name;
        }
        throw Refusal.invalid(
                "number_not_in_account",
                "This Twilio account has no WhatsApp sender " + number + ". Check the number and the Account SID, or"
                        + " register the number as a sender in Twilio's console.");
    }

    /// The seller need not paste our address into Twilio's console. Where Twilio could not call
    /// us anyway, as on a laptop, nothing is changed.
    private void listen(TwilioKeys keys, String numberSid) {
        if (sidIsOdd(numberSid) || !"https".equals(settings.publicUrl().getScheme())) {
            return;
        }
        try {
            Calls.Answer answer = api.post(
                    keys,
                    "/IncomingPhoneNumbers/" + numberSid + ".json",
                    List.of(Map.entry("SmsUrl", settings.called(null).getFirst()), Map.entry("SmsMethod", "POST")));
            if (answer.status() != 200) {
                LOG.info("the number {} keeps its own webhook: {}", numberSid, answer.status());
            }
        } catch (IOException e) {
            LOG.info("the number {} keeps its own webhook: {}", numberSid, e.toString());
        }
    }

    private static boolean sidIsOdd(String sid) {
        return !sid.matches("PN[0-9a-f]{32}");
    }

    private interface Asking {
        Calls.Answer ask() throws IOException;
    }

    private static Calls.Answer asked(Asking asking) {
        Calls.Answer answer;
        try {
            answer = asking.ask();
        } catch (IOException e) {
            throw unavailable();
        }
        return switch (answer.status()) {
            case 200 -> answer;
            case 401, 403, 404 ->
                throw Refusal.invalid(
                        "keys_refused",
                        "Twilio does not take this Account SID and auth token together. Copy both from the console's"
                                + " front page; an API key is something else.");
            default -> throw unavailable();
        };
    }

    private static Refusal unavailable() {
        return Refusal.unavailable("twilio_unavailable", "Twilio does not answer now; try again in a minute.");
    }
}
