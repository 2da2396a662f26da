package io.parley.sandbox.whatsapp;

import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import java.util.Map;

/// A refusal as the Cloud API words it.
final class CloudError extends RuntimeException {
    private static final Map<Integer, String> WORDS = Map.ofEntries(
            Map.entry(0, "AuthException"),
            Map.entry(10, "Permission Denied"),
            Map.entry(100, "Invalid parameter"),
            Map.entry(190, "Access token has expired"),
            Map.entry(80007, "Rate limit issues"),
            Map.entry(130429, "Rate limit hit"),
            Map.entry(130472, "User's number is part of an experiment"),
            Map.entry(130497, "Business account is restricted from messaging users in this country."),
            Map.entry(131000, "Something went wrong"),
            Map.entry(131005, "Access denied"),
            Map.entry(131008, "Required parameter is missing"),
            Map.entry(131009, "Parameter value is not valid"),
            Map.entry(131016, "Service unavailable"),
            Map.entry(131021, "Recipient cannot be sender"),
            Map.entry(131026, "Message undeliverable"),
            Map.entry(131031, "Business Account locked"),
            Map.entry(131042, "Business eligibility payment issue"),
            Map.entry(131047, "Re-engagement message"),
            Map.entry(131048, "Spam rate limit hit"),
            Map.entry(131049, "This message was not delivered to maintain healthy ecosystem engagement."),
            Map.entry(131050, "User has stopped marketing messages"),
            Map.entry(131051, "Unsupported message type"),
            Map.entry(131053, "Media upload error"),
            Map.entry(131056, "(Business Account, Consumer Account) pair rate limit hit"),
            Map.entry(131057, "Account in maintenance mode"),
            Map.entry(132000, "Template Param Count Mismatch"),
            Map.entry(132001, "Template does not exist"),
            Map.entry(132005, "Template Hydrated Text Too Long"),
            Map.entry(132007, "Template Format Character Policy Violated"),
            Map.entry(132012, "Template Parameter Format Mismatch"),
            Map.entry(132015, "Template is Paused"),
            Map.entry(132016, "Template is Disabled"));

    private final int http;
    private final int code;
    private final String details;

    CloudError(int code, String details) {
        this(
                switch (code) {
                    case 0, 190 -> 401;
                    case 10, 131005, 131031, 368 -> 403;
                    case 130429, 80007, 4, 131056 -> 429;
                    case 131000, 2 -> 500;
                    case 131016, 131057 -> 503;
                    case 132001 -> 404;
                    default -> 400;
                },
                code,
                details);
    }

    private CloudError(int http, int code, String details) {
        super(details, null, false, false);
        this.http = http;
        this.code = code;
        this.details = details;
    }

    static CloudError unavailable(int http) {
        return new CloudError(http, 131016, "The service is temporarily unavailable.");
    }

    static CloudError of(int code) {
        return new CloudError(code, words(code));
    }

    static String words(int code) {
        return WORDS.getOrDefault(code, "The request could not be carried out.");
    }

    int http() {
        return http;
    }

    /// For people: what was refused.
    String summary() {
        return code + " " + details;
    }

    Reply reply() {
        var error = Json.object()
                .put("message", "(#" + code + ") " + words(code))
                .put("type", "OAuthException")
                .put("code", code);
        error.putObject("error_data").put("messaging_product", "whatsapp").put("details", details);
        error.put("fbtrace_id", "A" + Long.toHexString(System.nanoTime()));
        return Reply.json(http, Json.object().set("error", error));
    }
}
