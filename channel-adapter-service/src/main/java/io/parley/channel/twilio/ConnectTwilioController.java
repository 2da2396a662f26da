package io.parley.channel.twilio;

import io.parley.channel.account.AskedFor;
import io.parley.channel.account.ChannelView;
import io.parley.channel.account.ConnectAnswer;
import io.parley.channel.account.ConnectChannel;
import io.parley.channel.platform.ConnectForm;
import io.parley.starter.web.Allowed;
import io.parley.starter.web.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Connects numbers of a shop's own Twilio account, and keeps the words that stand for something
/// when texted to them.
@RestController
class ConnectTwilioController {
    private final TwilioCheck check;
    private final ConnectChannel connect;
    private final ConnectAnswer answer;
    private final Keywords keywords;

    ConnectTwilioController(TwilioCheck check, ConnectChannel connect, ConnectAnswer answer, Keywords keywords) {
        this.check = check;
        this.connect = connect;
        this.answer = answer;
        this.keywords = keywords;
    }

    /// @param accountId the number, in full
    /// @param accessToken the account's auth token, never shown again
    /// @param details `accountSid`, and `messagingServiceSid` where there is one
    record NewNumber(
            @NotNull @Size(max = 200) String accountId,

            @Size(max = 200) @Nullable String name,

            @NotNull
            @Size(max = 200)
            @Pattern(regexp = "[\\x21-\\x39\\x3b-\\x7e]+", message = "must be the account's auth token, without blanks")
            String accessToken,

            @NotNull @Size(max = 20) Map<String, @Nullable String> details) {

        @Override
        public String toString() {
            return "NewNumber[" + accountId + "]";
        }
    }

    /// @param code of one of the shop's entry points, told as the referral's when somebody texts the word
    /// @param productId a product it is about
    record NewKeyword(
            @NotNull
            @Pattern(regexp = "[\\p{L}\\p{N}]{2,30}", message = "must be one word of 2 to 30 letters and digits")
            String keyword,

            @NotBlank @Size(max = 200) String code,
            @Nullable UUID productId) {}

    record NewKeywords(@NotNull @Size(max = 100) List<@NotNull @Valid NewKeyword> items) {}

    record KeywordList(List<Keywords.Keyword> items) {}

    /// 201 for a number new to the shop, 200 for one connected again: what waited is sent then.
    @PostMapping("/api/channels/connect/twilio")
    @Allowed("channels:write")
    @Operation(summary = "Connects an SMS number of a Twilio account")
    ResponseEntity<ChannelView> sms(@Valid @RequestBody NewNumber given) {
        return connect(TwilioAdapter.SMS, given);
    }

    /// As with SMS numbers.
    @PostMapping("/api/channels/connect/twilio-whatsapp")
    @Allowed("channels:write")
    @Operation(summary = "Connects a WhatsApp number of a Twilio account")
    ResponseEntity<ChannelView> whatsApp(@Valid @RequestBody NewNumber given) {
        return connect(TwilioAdapter.WHATSAPP, given);
    }

    @GetMapping("/api/channels/{id}/keywords")
    @Allowed("channels:read")
    @Operation(summary = "The words that stand for something when texted to this number")
    KeywordList keywords(@PathVariable UUID id) {
        return new KeywordList(keywords.all(id));
    }

    @PutMapping("/api/channels/{id}/keywords")
    @Allowed("channels:write")
    @Operation(summary = "Sets all the words that stand for something when texted to this number")
    KeywordList keep(@PathVariable UUID id, @Valid @RequestBody NewKeywords given) {
        given.items().stream()
                .map(NewKeyword::keyword)
                .filter(TwilioReader::isReserved)
                .findFirst()
                .ifPresent(word -> {
                    throw Refusal.invalid(
                            "keyword_reserved",
                            "Carriers take \"" + word
                                    + "\" for a wish to stop, to start or to be helped; choose another" + " word.");
                });
        return new KeywordList(keywords.replace(
                id,
                given.items().stream()
                        .map(it -> new Keywords.Keyword(
                                Keywords.shape(it.keyword()), Keywords.shape(it.code()), it.productId()))
                        .toList()));
    }

    private ResponseEntity<ChannelView> connect(ConnectForm form, NewNumber given) {
        String number = AskedFor.accountId(form, given.accountId());
        Map<String, String> details = AskedFor.details(form, given.details());
        @Nullable String sid = details.get(TwilioAdapter.ACCOUNT);
        if (sid == null) {
            throw Refusal.invalid("invalid_input", "details.accountSid is missing.");
        }
        TwilioKeys keys = new TwilioKeys(sid, given.accessToken());
        String found = check.check(form, number, keys);
        return answer.to(connect.connect(
                form,
                number,
                details,
                Objects.requireNonNullElse(blankIsNone(given.name()), found),
                null,
                keys.together()));
    }

    private static @Nullable String blankIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
