package io.parley.conversation.whatif;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What would be different about a shop. What is absent stays as it is.
///
/// @param languages ISO 639-1, the first is the default
/// @param archived products that would not be sold
/// @param answers the seller's own answers, in place of those there are
public record Changes(
        @Nullable @Pattern(regexp = "friendly|luxe|influencer", message = "is one of friendly, luxe, influencer")
        String tone,

        @Nullable @Size(min = 1, max = 10)
        List<@NotNull @Pattern(regexp = "[a-z]{2,3}", message = "is a language's letters, en") String> languages,

        @Nullable @Size(max = 3)
        List<
                        @NotNull
                        @Pattern(
                                regexp = "custom_request|medical_question|complaint",
                                message = "is one of custom_request, medical_question, complaint")
                        String>
                handoffTriggers,

        @Nullable @Size(max = 100) List<@NotBlank @Size(max = 100) String> neverSay,
        @Nullable @Size(max = 21) List<@NotNull @Valid Hours> openingHours,
        @Nullable @Size(max = 500) String closedMessage,

        @Nullable @Pattern(regexp = "local|model", message = "is local or model")
        String engine,

        @Nullable Boolean modelWording,
        @Nullable @Size(max = 1_000) String delivery,
        @Nullable @Size(max = 500) List<@NotNull @Valid Repriced> prices,
        @Nullable @Size(max = 500) List<@NotNull UUID> archived,
        @Nullable @Size(max = 100) List<@NotNull @Valid Added> added,
        @Nullable @Size(max = 200) List<@NotNull @Valid Answer> answers) {

    public static final Changes NONE =
            new Changes(null, null, null, null, null, null, null, null, null, null, null, null, null);

    /// @param day 1 Monday to 7 Sunday
    /// @param opens local time `HH:mm`
    public record Hours(
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

    /// @param price of one piece, in the shop's currency
    public record Repriced(
            @NotNull UUID variantId,

            @NotNull @DecimalMin("0") @Digits(integer = 8, fraction = 3)
            BigDecimal price) {}

    /// A product that would be sold, without choices unless it has variants.
    ///
    /// @param price of one piece, where it has no variants
    public record Added(
            @NotBlank @Size(max = 200) String name,
            @Nullable @Size(max = 2_000) String description,
            @Nullable @Size(max = 20) List<@NotBlank @Size(max = 100) String> synonyms,

            @Nullable @DecimalMin("0") @Digits(integer = 8, fraction = 3)
            BigDecimal price,

            @Nullable @Size(max = 50) List<@NotNull @Valid AddedVariant> variants) {

        @AssertTrue(message = "needs a price, or variants with theirs")
        boolean isPriced() {
            return price != null || variants != null && !variants.isEmpty();
        }
    }

    public record AddedVariant(
            @NotBlank @Size(max = 100) String name,

            @NotNull @DecimalMin("0") @Digits(integer = 8, fraction = 3)
            BigDecimal price) {}

    public record Answer(
            @NotEmpty @Size(max = 20) List<@NotBlank @Size(max = 200) String> questions,
            @NotBlank @Size(max = 1_000) String answer,

            @Nullable @Pattern(regexp = "[a-z]{2,3}", message = "is a language's letters, en")
            String language) {}

    public Changes inTone(String other) {
        return new Changes(
                other,
                languages,
                handoffTriggers,
                neverSay,
                openingHours,
                closedMessage,
                engine,
                modelWording,
                delivery,
                prices,
                archived,
                added,
                answers);
    }

    public Changes inLanguages(List<String> others) {
        return new Changes(
                tone,
                others,
                handoffTriggers,
                neverSay,
                openingHours,
                closedMessage,
                engine,
                modelWording,
                delivery,
                prices,
                archived,
                added,
                answers);
    }
}
