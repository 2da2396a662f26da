package io.parley.channel.voice;

import io.parley.channel.account.AskedFor;
import io.parley.channel.account.ChannelView;
import io.parley.channel.account.ConnectAnswer;
import io.parley.channel.account.ConnectChannel;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Connects a number that a voice platform answers for the shop.
@RestController
class ConnectVoiceController {
    private final ConnectChannel connect;
    private final ConnectAnswer answer;

    ConnectVoiceController(ConnectChannel connect, ConnectAnswer answer) {
        this.connect = connect;
        this.answer = answer;
    }

    /// @param accountId the number, in full
    /// @param name as the seller calls it; else the number
    /// @param accessToken the secret that the voice platform calls us with, never shown again
    /// @param details `transferNumber`, who takes calls that need a person; `phoneNumberId` and
    ///     `assistantId` at the voice platform; `record`, `yes` or `no`
    record NewNumber(
            @NotNull @Size(max = 60) String accountId,

            @Size(max = 200) @Nullable String name,

            @NotNull
            @Size(min = 16, max = 200)
            @Pattern(regexp = "[\\x21-\\x7e]+", message = "must be the server secret, without blanks")
            String accessToken,

            @Size(max = 20) @Nullable Map<String, @Nullable String> details) {

        @Override
        public String toString() {
            return "NewNumber[" + accountId + "]";
        }
    }

    /// 201 for a number new to the shop, 200 for one connected again. The voice platform is told
    /// `…/api/webhooks/voice` and the secret, as the number's server.
    @PostMapping("/api/channels/connect/voice")
    @Allowed("channels:write")
    @Operation(summary = "Connects a phone number that a voice platform answers")
    ResponseEntity<ChannelView> connect(@Valid @RequestBody NewNumber given) {
        String number = number(given.accountId(), null, "accountId", VoiceAdapter.FORM.accountIdIs());
        Map<String, @Nullable String> details =
                new HashMap<>(given.details() == null ? Map.<String, @Nullable String>of() : given.details());
        @Nullable String transfer = details.get(VoiceAdapter.TRANSFER);
        if (transfer != null && !transfer.isBlank()) {
            String to = number(transfer, number, "details.transferNumber", "a phone number in full");
            if (to.equals(number)) {
                throw Refusal.invalid(
                        "transfer_to_itself",
                        "details.transferNumber is this very number: calls would go round in circles.");
            }
            details.put(VoiceAdapter.TRANSFER, to);
        }
        return answer.to(connect.connect(
                VoiceAdapter.FORM,
                AskedFor.accountId(VoiceAdapter.FORM, number),
                AskedFor.details(VoiceAdapter.FORM, details),
                given.name() == null || given.name().isBlank()
                        ? number
                        : given.name().strip(),
                null,
                given.accessToken()));
    }

    private static String number(String given, @Nullable String near, String field, String is) {
        @Nullable String number = PhoneNumbers.e164(given.strip(), near);
        if (number == null) {
            throw AskedFor.refused(field, is);
        }
        return number;
    }
}
