package io.parley.channel.whatsapp;

import io.parley.channel.account.AskedFor;
import io.parley.channel.account.ChannelView;
import io.parley.channel.account.ConnectAnswer;
import io.parley.channel.account.ConnectChannel;
import io.parley.starter.web.Allowed;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Connects a WhatsApp number: by what the sign-up window ended with, or by its id and an access
/// token.
@RestController
class ConnectWhatsAppController {
    private final WhatsAppSignUp signUp;
    private final ConnectChannel connect;
    private final ConnectAnswer answer;

    ConnectWhatsAppController(WhatsAppSignUp signUp, ConnectChannel connect, ConnectAnswer answer) {
        this.signUp = signUp;
        this.connect = connect;
        this.answer = answer;
    }

    /// @param accountId the phone number id; may be left out with a code, when there is one
    ///     number only
    /// @param name as the seller calls it; else as WhatsApp does
    /// @param accessToken never shown again; not with a code
    /// @param code of the sign-up window
    /// @param details `wabaId`, the WhatsApp Business Account: its webhooks are subscribed to then
    record NewNumber(
            @Size(max = 200) @Nullable String accountId,
            @Size(max = 200) @Nullable String name,
            @Size(max = 100) @Nullable String username,

            @Size(max = 4000)
            @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be the platform's token, without blanks")
            @Nullable
            String accessToken,

            @Size(max = 4000)
            @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be the sign-up's code, without blanks")
            @Nullable
            String code,

            @Size(max = 20) @Nullable Map<String, @Nullable String> details) {

        @Override
        public String toString() {
            return "NewNumber[" + accountId + "]";
        }
    }

    /// 201 for a number new to the shop, 200 for one connected again: what waited is sent then.
    @PostMapping("/api/channels/connect/whatsapp")
    @Allowed("channels:write")
    @Operation(summary = "Connects a WhatsApp number, by the sign-up window's code or by id and access token")
    ResponseEntity<ChannelView> connect(@Valid @RequestBody NewNumber given) {
        boolean both = given.accessToken() != null && given.code() != null;
        if (both || given.accessToken() == null && given.code() == null) {
            throw AskedFor.refused(
                    "accessToken",
                    "the number's access token",
                    "Give an accessToken or the sign-up's code, one of the two.");
        }
        Map<String, String> details = new HashMap<>(AskedFor.details(WhatsAppAdapter.FORM, given.details()));
        if (given.accountId() == null && given.code() == null) {
            throw AskedFor.refused("accountId", WhatsAppAdapter.FORM.accountIdIs());
        }
        @Nullable
        String id = given.accountId() == null ? null : AskedFor.accountId(WhatsAppAdapter.FORM, given.accountId());
        String token = given.code() == null ? Objects.requireNonNull(given.accessToken()) : signUp.token(given.code());
        if (id == null) {
            Map.Entry<String, String> only = signUp.onlyNumber(token, details.get(WhatsAppNumbers.BUSINESS));
            details.put(WhatsAppNumbers.BUSINESS, only.getKey());
            id = only.getValue();
        }
        WhatsAppSignUp.Number number = signUp.look(id, token);
        @Nullable String business = details.get(WhatsAppNumbers.BUSINESS);
        if (business != null) {
            signUp.subscribe(business, token);
        }
        return answer.to(connect.connect(
                WhatsAppAdapter.FORM,
                id,
                details,
                given.name() == null || given.name().isBlank()
                        ? number.name()
                        : given.name().strip(),
                number.shown(),
                token));
    }
}
