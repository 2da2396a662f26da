package io.parley.channel.twilio;

import io.parley.channel.platform.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What each of Twilio's errors asks for, whether it is the answer to a call or comes later with
/// a status. Told by number, never by words. <https://www.twilio.com/docs/api/errors>
final class TwilioErrors {
    private static final String AGAIN = " Then connect the number again.";

    private TwilioErrors() {}

    /// @param code negative when the answer had none
    /// @param retryAfter from the header of that name
    static Outcome read(int status, int code, @Nullable Duration retryAfter) {
        String name = code < 0 ? "http_" + status : "" + code;
        return switch (code) {
            case 20003, 20005, 20403, 20008 -> keysWrong(name);
            case 20429, 14107, 21611, 63018, 63038, 30022, 30027 -> new Outcome.TooMany(name, retryAfter);
            case 20500, 20503, 20504, 30001, 30410, 30500, 11200, 11205, 12300, 63010, 63012 ->
                new Outcome.Passing(name, retryAfter);
            case 21610, 63014 -> new Outcome.Refused(name, "blocked");
            case 21211, 21214, 21217, 21614, 21612, 21635, 63015 -> new Outcome.Refused(name, "undeliverable");
            // no WhatsApp at this number
            case 63003, 63024 -> new Outcome.Unreachable(name);
            case 21408 -> new Outcome.Refused(name, "policy");
            case 21212, 21603, 21606, 21703, 21704, 21705, 30037, 21659, 21660, 21661, 63007 ->
                new Outcome.Troubled(
                        name,
                        "permission",
                        "This number cannot send messages from this Twilio account; look at it in Twilio's console."
                                + AGAIN,
                        true);
            case 30034, 30032 ->
                new Outcome.Troubled(
                        name,
                        "permission",
                        "Carriers refuse this number until it is registered (A2P 10DLC or toll-free verification in"
                                + " Twilio's console)." + AGAIN,
                        true);
            case 30002, 20006, 63051, 63020 ->
                new Outcome.Troubled(
                        name,
                        "policy_block",
                        "This Twilio account or sender has been suspended; see Twilio's console." + AGAIN,
                        false);
            case 63001 -> keysWrong(name);
            case 63016 -> new Outcome.Closed(name);
            case 63049 -> new Outcome.Enough(name);
            case 30003, 30005, 30006, 30008, 30009 -> new Outcome.Refused(name, "undeliverable");
            case 30004 -> new Outcome.Refused(name, "blocked");
            case 30007, 63013, 63032, 63033, 63040, 63041, 63042, 21656 -> new Outcome.Refused(name, "policy");
            case 21602, 21617, 21619, 21620, 21623, 30011, 30019, 63005, 63019, 63021, 63027, 63028 ->
                new Outcome.Refused(name, "undeliverable");
            default -> other(status, name, retryAfter);
        };
    }

    static Outcome keysWrong(String code) {
        return new Outcome.Troubled(
                code,
                "token_expired",
                "Twilio no longer takes this account's auth token. Connect the number again with the current one.",
                false);
    }

    private static Outcome other(int status, String name, @Nullable Duration retryAfter) {
        return switch (status) {
            case 401, 403 -> keysWrong(name);
            case 408, 425 -> new Outcome.Passing(name, retryAfter);
            case 429 -> new Outcome.TooMany(name, retryAfter);
            default ->
                status >= 500 ? new Outcome.Passing(name, retryAfter) : new Outcome.Refused(name, "undeliverable");
        };
    }
}
