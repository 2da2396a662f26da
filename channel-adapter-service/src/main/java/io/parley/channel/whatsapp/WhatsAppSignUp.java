package io.parley.channel.whatsapp;

import io.parley.channel.calling.Calls;
import io.parley.channel.meta.Fields;
import io.parley.starter.web.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Asks WhatsApp about a number before it is connected, and has its webhooks sent to us.
/// <https://developers.facebook.com/documentation/business-messaging/whatsapp/embedded-signup/overview>
@Component
class WhatsAppSignUp {
    private static final int NUMBERS_MAX = 50;

    private final CloudApi cloud;
    private final WhatsAppSettings settings;

    WhatsAppSignUp(CloudApi cloud, WhatsAppSettings settings) {
        this.cloud = cloud;
        this.settings = settings;
    }

    /// A number as WhatsApp names it.
    ///
    /// @param shown the number itself, as people write it
    record Number(String name, @Nullable String shown) {}

    /// Gives the code that the sign-up window ended with for a token.
    ///
    /// @throws Refusal invalid, when it cannot be used; unavailable, when WhatsApp did not answer
    String token(String code) {
        if (settings.appId().isEmpty()) {
            throw Refusal.invalid(
                    "sign_up_not_set_up",
                    "This installation has no Meta app for the sign-up window (META_APP_ID). Enter the phone number id and"
                            + " an access token instead.");
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", settings.appId());
        query.put("client_secret", settings.appSecret());
        query.put("code", code);
        Calls.Answer answer = asked(() -> cloud.get("oauth/access_token", "", query));
        @Nullable String token = Fields.word(answer.body().path("access_token"));
        if (answer.status() != 200 || token == null) {
            throw Refusal.invalid(
                    "code_refused",
                    "WhatsApp did not take the sign-up's code; it is good for minutes and once only. Sign up again.");
        }
        return token;
    }

    /// The business account that a token was given for, and its only number.
    ///
    /// @param businessAccountId when the sign-up window told it
    /// @throws Refusal invalid, when there is none, or a choice to be made
    Map.Entry<String, String> onlyNumber(String accessToken, @Nullable String businessAccountId) {
        List<String> businesses = businessAccountId == null ? businessesOf(accessToken) : List.of(businessAccountId);
        List<Map.Entry<String, String>> numbers = new ArrayList<>();
        List<Map<String, String>> shown = new ArrayList<>();
        for (String business : businesses) {
            Calls.Answer answer = asked(() -> cloud.get(
                    CloudApi.encoded(business) + "/phone_numbers",
                    accessToken,
                    Map.of("fields", "id,display_phone_number,verified_name")));
            refuse(answer);
            for (JsonNode number : answer.body().path("data")) {
                @Nullable String id = Fields.id(number.path("id"));
                if (id != null && numbers.size() < NUMBERS_MAX) {
                    numbers.add(Map.entry(business, id));
                    shown.add(Map.of(
                            "accountId",
                            id,
                            "wabaId",
                            business,
                            "number",
                            Objects.requireNonNullElse(Fields.word(number.path("display_phone_number")), "")));
                }
            }
        }
        if (numbers.isEmpty()) {
            throw Refusal.invalid(
                    "no_number", "The WhatsApp Business Account has no phone number yet; add one, then sign up again.");
        }
        if (numbers.size() > 1) {
            throw Refusal.invalid("choose_number", "There are several numbers: say which one, as accountId.")
                    .with("numbers", shown);
        }
        return numbers.getFirst();
    }

    private List<String> businessesOf(String accessToken) {
        Calls.Answer answer = asked(() -> cloud.get(
                "debug_token", settings.appId() + "|" + settings.appSecret(), Map.of("input_token", accessToken)));
        refuse(answer);
        List<String> ids = new ArrayList<>();
        for (JsonNode scope : answer.body().path("data").path("granular_scopes")) {
            if ("whatsapp_business_management".equals(Fields.word(scope.path("scope")))) {
                for (JsonNode target : scope.path("target_ids")) {
                    @Nullable String id = Fields.id(target);
                    if (id != null && ids.size() < NUMBERS_MAX) {
                        ids.add(id);
                    }
                }
            }
        }
        if (ids.isEmpty()) {
            throw missingPermission();
        }
        return ids;
    }

    /// Whether the token reaches the number, and what it is called.
    ///
    /// @throws Refusal invalid, saying why not; unavailable, when WhatsApp did not answer
    Number look(String phoneNumberId, String accessToken) {
        Calls.Answer answer = asked(() -> cloud.get(
                CloudApi.encoded(phoneNumberId),
                accessToken,
                Map.of("fields", "id,display_phone_number,verified_name,quality_rating,name_status")));
        refuse(answer);
        @Nullable String shown = Fields.word(answer.body().path("display_phone_number"));
        if (shown == null) {
            throw Refusal.invalid(
                    "not_a_number",
                    "This id is not a WhatsApp phone number's. Copy the Phone number ID from WhatsApp Manager, not the"
                            + " number itself.");
        }
        @Nullable String name = Fields.word(answer.body().path("verified_name"));
        return new Number(name == null ? shown : name, shown);
    }

    /// Has the business account's webhooks sent to our app.
    ///
    /// @throws Refusal as with [#look]
    void subscribe(String businessAccountId, String accessToken) {
        refuse(asked(() ->
                cloud.post(businessAccountId, "subscribed_apps", accessToken, JsonNodeFactory.instance.objectNode())));
    }

    private interface Asking {
        Calls.Answer ask() throws IOException;
    }

    private static Calls.Answer asked(Asking asking) {
        try {
            Calls.Answer answer = asking.ask();
            if (answer.status() >= 500 || answer.status() == 429) {
                throw Refusal.unavailable(
                        "whatsapp_unavailable", "WhatsApp does not answer now; try again in a minute.");
            }
            return answer;
        } catch (IOException e) {
            throw Refusal.unavailable("whatsapp_unavailable", "WhatsApp cannot be reached now; try again in a minute.");
        }
    }

    private static void refuse(Calls.Answer answer) {
        if (answer.status() == 200) {
            return;
        }
        JsonNode error = answer.body().path("error");
        int code = error.path("code").asInt(-1);
        if (code == 190 || code == 0 || code == 102 || answer.status() == 401) {
            throw Refusal.invalid(
                    "token_refused",
                    "WhatsApp does not take this access token: it is mistyped, has ended, or was taken back. Make a new one"
                            + " (a system user's token does not end).");
        }
        if (code == 3 || code == 10 || code >= 200 && code <= 299) {
            throw missingPermission();
        }
        if (code == 100) {
            throw Refusal.invalid(
                    "number_not_reached",
                    "With this access token WhatsApp knows no such number or business account. Check both ids, and that the"
                            + " token's user has been given the account.");
        }
        throw Refusal.invalid(
                "whatsapp_refused",
                "WhatsApp refused with error " + code + "; look it up in WhatsApp Manager, then try again.");
    }

    private static Refusal missingPermission() {
        return Refusal.invalid(
                        "permission_missing",
                        "The access token lacks a permission. Grant whatsapp_business_messaging and"
                                + " whatsapp_business_management.")
                .with("missing", List.of("whatsapp_business_messaging", "whatsapp_business_management"));
    }
}
