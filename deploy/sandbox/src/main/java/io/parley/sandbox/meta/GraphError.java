package io.parley.sandbox.meta;

import io.parley.sandbox.Platform;
import io.parley.sandbox.http.Json;
import io.parley.sandbox.http.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal as the Graph API words it.
final class GraphError extends RuntimeException {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern(
                    "EEEE, dd-MMM-yy HH:mm:ss 'PST'", Locale.ENGLISH)
            .withZone(ZoneOffset.ofHours(-8));

    private final int http;
    private final String type;
    private final int code;
    private final @Nullable Integer subcode;
    private final boolean passing;
    private final Map<String, String> headers;

    private GraphError(int http, String type, int code, @Nullable Integer subcode, boolean passing, String message) {
        this(http, type, code, subcode, passing, message, Map.of());
    }

    private GraphError(
            int http,
            String type,
            int code,
            @Nullable Integer subcode,
            boolean passing,
            String message,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.http = http;
        this.type = type;
        this.code = code;
        this.subcode = subcode;
        this.passing = passing;
        this.headers = headers;
    }

    /// Code 100: something in the call is wrong.
    static GraphError parameter(String message) {
        return new GraphError(400, "OAuthException", 100, null, false, "(#100) " + message);
    }

    static GraphError parameter(int subcode, String message) {
        return new GraphError(400, "OAuthException", 100, subcode, false, "(#100) " + message);
    }

    /// What the login refuses, in its own words.
    static GraphError login(int code, @Nullable Integer subcode, String message) {
        return new GraphError(400, "OAuthException", code, subcode, false, message);
    }

    static GraphError permission(String message) {
        return new GraphError(403, "OAuthException", 200, null, false, "(#200) " + message);
    }

    static GraphError unreadableToken() {
        return login(190, null, "Invalid OAuth access token - Cannot parse access token");
    }

    static GraphError noSuchField(String field, String type) {
        return parameter("Tried accessing nonexisting field (" + field + ") on node type (" + type + ")");
    }

    static GraphError noToken() {
        return new GraphError(
                400, "OAuthException", 104, null, false, "An access token is required to request this resource.");
    }

    static GraphError unknownObject(String id) {
        return new GraphError(
                400,
                "GraphMethodException",
                100,
                33,
                false,
                "Unsupported post request. Object with ID '" + id + "' does not exist, cannot be loaded due to missing "
                        + "permissions, or does not support this operation. Please read the Graph API documentation "
                        + "at https://developers.facebook.com/docs/graph-api");
    }

    static GraphError unavailable(int http) {
        return new GraphError(
                http,
                "OAuthException",
                2,
                null,
                true,
                "An unexpected error has occurred. Please retry your request later.");
    }

    static GraphError tokenExpired(Instant now) {
        return new GraphError(
                400,
                "OAuthException",
                190,
                463,
                false,
                "Error validating access token: Session has expired on " + DAY.format(now.minusSeconds(3600))
                        + ". The current time is " + DAY.format(now) + ".");
    }

    static GraphError windowClosed(Platform platform) {
        // Instagram words it differently, as seen in the field
        return platform == Platform.INSTAGRAM
                ? new GraphError(
                        403, "IGApiException", 10, 2534022, false, "This message is sent outside of allowed window.")
                : new GraphError(
                        403,
                        "OAuthException",
                        10,
                        2018278,
                        false,
                        "(#10) This message is sent outside of allowed window. Learn more about the new policy here: "
                                + "https://developers.facebook.com/docs/messenger-platform/policy-overview");
    }

    /// Code 613, with what the platform says of how much is used up.
    static GraphError tooMany(String accountId) {
        return new GraphError(
                400,
                "OAuthException",
                613,
                null,
                true,
                "(#613) Calls to this api have exceeded the rate limit.",
                Map.of(
                        "X-Business-Use-Case-Usage",
                        "{\"" + accountId + "\":[{\"type\":\"messenger\",\"call_count\":100,\"total_cputime\":1,"
                                + "\"total_time\":1,\"estimated_time_to_regain_access\":0}]}"));
    }

    /// A comment has one private answer.
    static GraphError alreadyAnswered() {
        return plain(400, 10900, "(#10900) Activity already replied to");
    }

    static GraphError blocked() {
        return new GraphError(
                400, "OAuthException", 551, 1545041, false, "(#551) This person isn't available right now.");
    }

    /// Any code, with the words and the status Meta uses for it where they are known.
    static GraphError of(int code, @Nullable Integer subcode, Platform platform, Instant now) {
        var known = switch (code) {
            case 1, 2 -> unavailable(500);
            case 3 -> plain(400, code, "(#3) Application does not have the capability to make this API call.");
            case 4 -> passing(403, code, "(#4) Application request limit reached");
            case 10 ->
                subcode == null || subcode == 2018278 || subcode == 2534022
                        ? windowClosed(platform)
                        : plain(403, code, "(#10) Application does not have permission for this action");
            case 33, 100 -> plain(400, code, "(#100) Invalid parameter");
            case 190 -> tokenExpired(now);
            case 368 ->
                plain(400, code, "(#368) The action attempted has been deemed abusive or is otherwise disallowed");
            case 551 -> blocked();
            case 613 -> passing(400, code, "(#613) Calls to this api have exceeded the rate limit.");
            case 1200 -> passing(400, code, "(#1200) Temporary send message failure. Please try again later.");
            default ->
                code >= 200 && code < 300
                        ? plain(403, code, "(#" + code + ") Permissions error")
                        : plain(400, code, "(#" + code + ") The request could not be carried out.");
        };
        var sub = subcode != null ? subcode : known.subcode;
        return new GraphError(known.http, known.type, code, sub, known.passing, String.valueOf(known.getMessage()));
    }

    private static GraphError plain(int http, int code, String message) {
        return new GraphError(http, "OAuthException", code, null, false, message);
    }

    private static GraphError passing(int http, int code, String message) {
        return new GraphError(http, "OAuthException", code, null, true, message);
    }

    int http() {
        return http;
    }

    /// For people: what was refused.
    String summary() {
        return code + (subcode == null ? "" : "/" + subcode) + " " + getMessage();
    }

    Reply reply() {
        var error = Json.object().put("message", getMessage()).put("type", type);
        if (passing) error.put("is_transient", true);
        error.put("code", code);
        if (subcode != null) error.put("error_subcode", subcode);
        error.put("fbtrace_id", MetaIds.trace());
        return Reply.json(
                http,
                Json.object().set("error", error),
                code == 190
                        ? Map.of(
                                "WWW-Authenticate",
                                "OAuth \"Facebook Platform\" \"invalid_token\" \"" + getMessage() + "\"")
                        : headers);
    }
}
