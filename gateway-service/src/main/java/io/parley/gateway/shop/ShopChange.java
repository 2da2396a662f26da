package io.parley.gateway.shop;

import io.parley.events.ShopEvent.Assistant;
import io.parley.events.ShopEvent.OpeningHours;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be different about a shop: what is absent stays as it is, an empty text takes an optional value away.
///
/// @param timeZone IANA name, `Africa/Lagos`
/// @param currency ISO 4217 code
/// @param locale BCP 47, `en-GB`
record ShopChange(
        @Nullable @Size(min = 3, max = 100) @Pattern(regexp = ".*\\S.*\\S.*\\S.*", message = "needs three letters")
        String name,

        @Nullable @Pattern(regexp = "|shop|influencer|other", message = "is one of shop, influencer, other")
        String businessType,

        @Nullable @Size(max = 200) String sells,
        @Nullable @Size(max = 50) @TimeZoneName String timeZone,
        @Nullable @Size(max = 3) @CurrencyCode String currency,

        @Nullable
        @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", message = "is a language tag, en-GB")
        @Size(max = 35)
        String locale,

        @Nullable
        @Pattern(regexp = "ARRANGE_WITH_SELLER|PAYMENT_LINK", message = "is ARRANGE_WITH_SELLER or PAYMENT_LINK")
        String paymentMode,

        @Nullable @Valid AssistantChange assistant) {

    static ShopChange ofAssistant(AssistantChange change) {
        return new ShopChange(null, null, null, null, null, null, null, change);
    }

    /// @param closedMessage what is said outside the opening hours; an empty text takes it away
    /// @param engine `local` or `model`: which one understands shoppers
    /// @param modelWording the model may word answers, behind the fact check
    /// @param neverSay words and phrases no answer may contain
    /// @param holdMinutes how long stock is held for a chat's cart, 0 for no hold
    /// @param releaseAfterMinutes quiet minutes after which a taken-over conversation goes back to the assistant, 0
    ///     for never
    /// @param retentionDays after how long shoppers' words are erased
    /// @param delivery what the seller says of delivery; an empty text takes it away
    /// @param comparedTone a second tone, which every other shopper hears until an empty text ends the comparison
    record AssistantChange(
            @Nullable @Pattern(regexp = "friendly|luxe|influencer", message = "is one of friendly, luxe, influencer")
            String tone,

            @Nullable @Size(max = 3)
            List<
                            @NotNull
                            @Pattern(
                                    regexp = "custom_request|medical_question|complaint",
                                    message = "is one of custom_request, medical_question, complaint")
                            String>
                    handoffTriggers,

            @Nullable @Pattern(regexp = "instant|delayed", message = "is instant or delayed")
            String responseSpeed,

            @Nullable @Size(min = 1, max = 10)
            List<@NotNull @Pattern(regexp = "[a-z]{2,3}", message = "is a language's letters, en") String> languages,

            @Nullable @Size(max = 21) List<@NotNull @Valid Hours> openingHours,
            @Nullable @Size(max = 500) String closedMessage,

            @Nullable @Pattern(regexp = "local|model", message = "is local or model")
            String engine,

            @Nullable Boolean modelWording,

            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> neverSay,

            @Nullable @Min(0) @Max(120) Integer holdMinutes,

            @Nullable @Min(0) @Max(RELEASE_AFTER_MINUTES_MAX)
            Integer releaseAfterMinutes,

            @Nullable @Min(1) @Max(730) Integer retentionDays,
            @Nullable @Size(max = 1_000) String delivery,

            @Nullable
            @Pattern(regexp = "|friendly|luxe|influencer", message = "is one of friendly, luxe, influencer, or empty")
            String comparedTone) {
        /// A month.
        static final int RELEASE_AFTER_MINUTES_MAX = 31 * 24 * 60;

        Assistant over(Assistant present) {
            return new Assistant(
                    tone == null ? present.tone() : tone,
                    handoffTriggers == null
                            ? present.handoffTriggers()
                            : handoffTriggers.stream().distinct().toList(),
                    responseSpeed == null ? present.responseSpeed() : responseSpeed,
                    languages == null
                            ? present.languages()
                            : languages.stream().distinct().toList(),
                    openingHours == null
                            ? present.openingHours()
                            : openingHours.stream()
                                    .map(h -> new OpeningHours(h.day, h.opens, h.closes))
                                    .toList(),
                    closedMessage == null
                            ? present.closedMessage()
                            : closedMessage.isBlank() ? null : closedMessage.strip(),
                    engine == null ? present.engine() : engine,
                    modelWording == null ? present.modelWording() : modelWording,
                    neverSay == null
                            ? present.neverSay()
                            : neverSay.stream().map(String::strip).distinct().toList(),
                    holdMinutes == null ? present.holdMinutes() : holdMinutes,
                    releaseAfterMinutes == null ? present.releaseAfterMinutes() : releaseAfterMinutes,
                    retentionDays == null ? present.retentionDays() : retentionDays,
                    delivery == null ? present.delivery() : delivery.isBlank() ? null : delivery.strip(),
                    comparedTone == null ? present.comparedTone() : comparedTone.isEmpty() ? null : comparedTone);
        }
    }

    /// @param day 1 Monday to 7 Sunday
    /// @param opens local time `HH:mm`
    record Hours(
            @Min(1) @Max(7) int day,

            @NotNull @Pattern(regexp = TIME, message = "is a time, 09:00")
            String opens,

            @NotNull @Pattern(regexp = TIME, message = "is a time, 18:00")
            String closes) {
        private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

        @AssertTrue(message = "must close after it opens")
        boolean isOrdered() {
            return opens == null || closes == null || opens.compareTo(closes) < 0;
        }
    }
}
