package io.parley.channel.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.channel.platform.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Every row of the table of reactions, by bodies as the platform writes them.
class GraphErrorsTest {
    private static final String TOKEN = "token_expired stops, keeps";
    private static final String PERMISSION = "permission stops, fails";
    private static final String POLICY = "policy_block stops, keeps";
    private static final String POLICY_SHOP = "policy_block stops the shop, keeps";
    private static final String LATER = "later";
    private static final String REST = "account rests";
    private static final String CLOSED = "window closed";

    /// @param body the answer as it came
    record Case(String named, int status, String body, String reaction) {
        @Override
        public String toString() {
            return named + " → " + reaction;
        }
    }

    static Stream<Case> bodies() {
        List<Case> cases = new ArrayList<>();
        cases.add(new Case("190/463", 400, """
                {"error":{"message":"Error validating access token: Session has expired on Tuesday, 24-Nov-26 02:00:00 PST. The current time is Tuesday, 24-Nov-26 05:11:12 PST.","type":"OAuthException","code":190,"error_subcode":463,"fbtrace_id":"AbcDEf1"}}""", TOKEN));
        cases.add(new Case("190/460", 400, """
                {"error":{"message":"Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.","type":"OAuthException","code":190,"error_subcode":460,"fbtrace_id":"AbcDEf2"}}""", TOKEN));
        cases.add(new Case("190", 401, """
                {"error":{"message":"Invalid OAuth access token - Cannot parse access token","type":"OAuthException","code":190,"fbtrace_id":"AbcDEf3"}}""", TOKEN));
        cases.add(new Case("104", 400, """
                {"error":{"message":"An access token is required to request this resource.","type":"OAuthException","code":104,"fbtrace_id":"AbcDEf4"}}""", TOKEN));
        cases.add(new Case("10", 403, """
                {"error":{"message":"(#10) This application does not have permission for this action","type":"OAuthException","code":10,"fbtrace_id":"AbcDEf5"}}""", PERMISSION));
        cases.add(new Case("3", 400, """
                {"error":{"message":"(#3) Application does not have the capability to make this API call.","type":"OAuthException","code":3,"fbtrace_id":"AbcDEf6"}}""", PERMISSION));
        cases.add(new Case("200", 403, """
                {"error":{"message":"(#200) The page does not have READ_PAGE_MAILBOXES or PAGES_MESSAGING permission","type":"OAuthException","code":200,"fbtrace_id":"AbcDEf7"}}""", PERMISSION));
        cases.add(new Case("230", 403, """
                {"error":{"message":"(#230) Requires pages_messaging permission to manage the object","type":"OAuthException","code":230,"error_subcode":2018109,"fbtrace_id":"AbcDEf8"}}""", PERMISSION));
        cases.add(new Case("299", 403, """
                {"error":{"message":"(#299) Permissions error","type":"OAuthException","code":299,"fbtrace_id":"AbcDEf9"}}""", PERMISSION));
        cases.add(new Case("10/2018278", 403, """
                {"error":{"message":"(#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview","type":"OAuthException","code":10,"error_subcode":2018278,"fbtrace_id":"AbcDEg1"}}""", CLOSED));
        cases.add(new Case("10/2534022 (Instagram)", 403, """
                {"error":{"message":"This message is sent outside of allowed window.","type":"IGApiException","code":10,"error_subcode":2534022,"fbtrace_id":"AbcDEg2"}}""", CLOSED));
        cases.add(new Case("10/2534044, no right to the human agent's tag (Instagram)", 403, """
                {"error":{"message":"(#10) The app has no permission for the human agent tag","type":"OAuthException","code":10,"error_subcode":2534044,"fbtrace_id":"AbcDEj1"}}""", CLOSED));
        cases.add(new Case("100/2018276, no right to the human agent's tag", 400, """
                {"error":{"message":"(#100) Cannot tag messages with 'HUMAN_AGENT' without prior approval.","type":"OAuthException","code":100,"error_subcode":2018276,"fbtrace_id":"AbcDEj2"}}""", CLOSED));
        cases.add(new Case("2500", 400, """
                {"error":{"message":"An active access token must be used to query information about the current user.","type":"OAuthException","code":2500,"fbtrace_id":"AbcDEj3"}}""", TOKEN));
        cases.add(new Case("10/1893063", 403, """
                {"error":{"message":"(#10) Message failed to send because this Page is restricted from sending messages.","type":"OAuthException","code":10,"error_subcode":1893063,"fbtrace_id":"AbcDEg3"}}""", POLICY));
        cases.add(new Case("368", 400, """
                {"error":{"message":"(#368) The action attempted has been deemed abusive or is otherwise disallowed","type":"OAuthException","code":368,"error_subcode":1404006,"is_transient":false,"fbtrace_id":"AbcDEg4"}}""", POLICY_SHOP));
        cases.add(new Case("4", 403, """
                {"error":{"message":"(#4) Application request limit reached","type":"OAuthException","is_transient":true,"code":4,"fbtrace_id":"AbcDEg5"}}""", REST));
        cases.add(new Case("613", 400, """
                {"error":{"message":"(#613) Calls to this api have exceeded the rate limit.","type":"OAuthException","code":613,"fbtrace_id":"AbcDEg6"}}""", REST));
        cases.add(new Case("32", 403, """
                {"error":{"message":"(#32) Page request limit reached","type":"OAuthException","code":32,"fbtrace_id":"AbcDEg7"}}""", REST));
        cases.add(new Case("HTTP 429", 429, """
                {"error":{"message":"Too many calls","type":"OAuthException","code":900,"fbtrace_id":"AbcDEg8"}}""", REST));
        cases.add(new Case("1200", 400, """
                {"error":{"message":"(#1200) Temporary send message failure. Please try again later.","type":"OAuthException","code":1200,"error_subcode":1545041,"fbtrace_id":"AbcDEg9"}}""", LATER));
        cases.add(new Case("2", 500, """
                {"error":{"message":"An unexpected error has occurred. Please retry your request later.","type":"OAuthException","is_transient":true,"code":2,"fbtrace_id":"AbcDEh1"}}""", LATER));
        cases.add(new Case("an unknown code on HTTP 500", 500, """
                {"error":{"message":"Internal error","type":"Exception","code":-77,"fbtrace_id":"AbcDEh2"}}""", LATER));
        cases.add(new Case("an unknown code that is transient", 400, """
                {"error":{"message":"Try again","type":"OAuthException","is_transient":true,"code":77777,"fbtrace_id":"AbcDEh3"}}""", LATER));
        cases.add(new Case("551", 400, """
                {"error":{"message":"(#551) This person isn't available right now.","type":"OAuthException","code":551,"error_subcode":1545041,"fbtrace_id":"AbcDEh4"}}""", "blocked"));
        cases.add(new Case("200/1545041, as it was once told", 400, """
                {"error":{"message":"(#200) This person isn't available right now.","type":"OAuthException","code":200,"error_subcode":1545041,"fbtrace_id":"AbcDEi1"}}""", "blocked"));
        cases.add(new Case("10/2018108", 400, """
                {"error":{"message":"(#10) This Person Cannot Receive Messages: This person isn't receiving messages from you right now.","type":"OAuthException","code":10,"error_subcode":2018108,"fbtrace_id":"AbcDEi2"}}""", "blocked"));
        cases.add(new Case("10/2018300, another app has the thread", 400, """
                {"error":{"message":"(#10) Message failed to send because another app is controlling this thread now.","type":"OAuthException","code":10,"error_subcode":2018300,"fbtrace_id":"AbcDEi3"}}""", "undeliverable"));
        cases.add(new Case("100/2534037, another app has the thread (Instagram)", 400, """
                {"error":{"message":"Not the thread owner","type":"IGApiException","code":100,"error_subcode":2534037,"fbtrace_id":"AbcDEi4"}}""", "undeliverable"));
        cases.add(new Case("100/2534014 (Instagram)", 400, """
                {"error":{"message":"The requested user cannot be found.","type":"IGApiException","code":100,"error_subcode":2534014,"fbtrace_id":"AbcDEi5"}}""", "undeliverable"));
        for (int subcode : new int[] {458, 459, 464, 467}) {
            cases.add(new Case("190/" + subcode, 400, """
                    {"error":{"message":"Error validating access token","type":"OAuthException","code":190,"error_subcode":%d,"fbtrace_id":"AbcDEi6"}}""".formatted(subcode), TOKEN));
        }
        cases.add(new Case("80002 (Instagram)", 400, """
                {"error":{"message":"(#80002) There have been too many calls to this Instagram account.","type":"OAuthException","code":80002,"fbtrace_id":"AbcDEi7"}}""", REST));
        cases.add(new Case("100/2018001", 400, """
                {"error":{"message":"(#100) No matching user found","type":"OAuthException","code":100,"error_subcode":2018001,"fbtrace_id":"AbcDEh5"}}""", "undeliverable"));
        cases.add(new Case("100/33", 400, """
                {"error":{"message":"Unsupported post request. Object with ID '123' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api","type":"GraphMethodException","code":100,"error_subcode":33,"fbtrace_id":"AbcDEh6"}}""", PERMISSION));
        cases.add(new Case("10900, the comment has its answer", 400, """
                {"error":{"message":"(#10900) Activity already replied to","type":"OAuthException","code":10900,"fbtrace_id":"AbcDEh7"}}""", "undeliverable"));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void each_error_has_its_reaction(Case it) {
        JsonNode error = Corpus.JSON.readTree(it.body).path("error");

        Outcome outcome = GraphErrors.read(it.status, error, null);

        assertThat(reaction(outcome)).isEqualTo(it.reaction);
    }

    private static String reaction(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent _ -> "sent";
            case Outcome.Passing _ -> LATER;
            case Outcome.TooMany _ -> REST;
            case Outcome.Unsure _ -> "unsure";
            case Outcome.Closed _ -> CLOSED;
            case Outcome.Unreachable _ -> "unreachable";
            case Outcome.Unwanted _ -> "unwanted";
            case Outcome.Enough _ -> "enough";
            case Outcome.Spam _ -> "spam";
            case Outcome.Refused refused -> refused.reason();
            case Outcome.Troubled it -> {
                assertThat(it.detail()).isNotBlank();
                yield it.problem() + " stops" + (it.wholeShop() ? " the shop" : "") + ", "
                        + (it.messageFails() ? "fails" : "keeps");
            }
        };
    }

    @Test
    void the_words_do_not_matter() {
        JsonNode error = Corpus.JSON.readTree("""
                {"message":"Das Zeitfenster ist geschlossen","type":"x","code":10,"error_subcode":2018278}""");

        assertThat(GraphErrors.read(403, error, null)).isEqualTo(new Outcome.Closed("10/2018278"));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 500, 502, 503, 504})
    void answers_that_are_none_of_graphs_pass(int status) {
        assertThat(GraphErrors.read(status, MissingNode.getInstance(), Duration.ofSeconds(7)))
                .isEqualTo(new Outcome.Passing("http_" + status, Duration.ofSeconds(7)));
    }

    @Test
    void too_many_requests_in_anybodys_words_let_the_account_rest() {
        assertThat(GraphErrors.read(429, MissingNode.getInstance(), Duration.ofSeconds(7)))
                .isEqualTo(new Outcome.TooMany("http_429", Duration.ofSeconds(7)));
    }

    @ParameterizedTest
    @CsvSource({"400,100,0", "404,-1,0", "400,999999,0"})
    void a_call_that_is_wrong_in_itself_is_not_repeated(int status, int code, int subcode) {
        JsonNode error = code < 0
                ? MissingNode.getInstance()
                : Corpus.JSON.createObjectNode().put("code", code).put("error_subcode", subcode);

        assertThat(GraphErrors.read(status, error, null)).isInstanceOf(Outcome.Refused.class);
    }
}
