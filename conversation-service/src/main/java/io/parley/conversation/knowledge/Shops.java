package io.parley.conversation.knowledge;

import io.parley.conversation.shop.Hours;
import io.parley.conversation.shop.OwnAnswer;
import io.parley.conversation.shop.Settings;
import io.parley.conversation.shop.Shop;
import io.parley.conversation.shop.Stock;
import io.parley.conversation.shop.Tone;
import io.parley.events.ShopEvent;
import io.parley.events.ShopEvent.OpeningHours;
import io.parley.events.ShopEvent.ShopState;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads copies of other services' states into what a conversation needs of them.
public final class Shops {
    private static final TypeReference<Map<UUID, Integer>> LEVELS = new TypeReference<>() {};
    private static final TypeReference<List<OwnAnswer>> ANSWERS = new TypeReference<>() {};

    private Shops() {}

    /// @param answers the seller's own answers as stored: `[{id, questions, answer, language}]`, absent when there are
    ///     none
    public static Shop read(UUID id, String state, @Nullable String answers, JsonMapper json) {
        return read(id, state, answers, null, json);
    }

    /// @param shopper whom it speaks to: where two tones are compared, each of them always hears the same one
    public static Shop read(
            UUID id, String state, @Nullable String answers, @Nullable String shopper, JsonMapper json) {
        ShopState shop = json.readValue(state, ShopState.class);
        return new Shop(
                id,
                shop.name(),
                shop.currency(),
                Locale.forLanguageTag(shop.locale()),
                tone(shop.assistant(), shopper),
                told(shop.assistant().languages()),
                "PAYMENT_LINK".equals(shop.paymentMode()),
                "delayed".equals(shop.assistant().responseSpeed()),
                shop.sells(),
                settings(shop, answers == null ? List.of() : json.readValue(answers, ANSWERS)));
    }

    public static Shop read(UUID id, String state, JsonMapper json) {
        return read(id, state, null, json);
    }

    private static Tone tone(ShopEvent.Assistant assistant, @Nullable String shopper) {
        String compared = assistant.comparedTone();
        boolean other = shopper != null && Math.floorMod(shopper.hashCode(), 2) == 1;
        return Tone.of(other && compared != null ? compared : assistant.tone());
    }

    private static Settings settings(ShopState shop, List<OwnAnswer> answers) {
        ShopEvent.Assistant assistant = shop.assistant();
        String delivery = assistant.delivery();
        return new Settings(
                Set.copyOf(told(assistant.handoffTriggers())),
                new Hours(
                        zone(shop.timeZone()),
                        told(assistant.openingHours()).stream()
                                .flatMap(span -> span(span).stream())
                                .toList()),
                assistant.closedMessage(),
                told(assistant.neverSay()),
                delivery == null || delivery.isBlank() ? null : delivery,
                answers,
                assistant.engine() == null ? "local" : assistant.engine(),
                assistant.modelWording(),
                holdMinutes(assistant.holdMinutes()));
    }

    /// What is there of a list: nothing in it that is missing keeps anybody from being answered.
    private static <T> List<T> told(List<@Nullable T> list) {
        return list.stream()
                .<T>mapMulti((one, out) -> {
                    if (one != null) {
                        out.accept(one);
                    }
                })
                .toList();
    }

    private static int holdMinutes(@Nullable Integer told) {
        return told == null ? Settings.HOLD_MINUTES_USUAL : Math.clamp(told, 0, Settings.HOLD_MINUTES_MAX);
    }

    /// A zone nobody knows is the world's.
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneId.of("UTC");
        }
    }

    /// Hours that cannot be read keep nobody from being answered.
    private static Optional<Hours.Span> span(OpeningHours hours) {
        try {
            String closes = hours.closes().equals("24:00") ? "00:00" : hours.closes();
            return Optional.of(
                    new Hours.Span(DayOfWeek.of(hours.day()), LocalTime.parse(hours.opens()), LocalTime.parse(closes)));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    /// @param levels pieces by variant, of those that are counted
    public static Stock stock(@Nullable String levels, JsonMapper json) {
        if (levels == null) {
            return Stock.unlimited();
        }
        Map<UUID, Integer> available = json.readValue(levels, LEVELS);
        return id -> Math.max(0, available.getOrDefault(id, Stock.UNLIMITED));
    }
}
