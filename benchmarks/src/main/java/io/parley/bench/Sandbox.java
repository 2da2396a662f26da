package io.parley.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the stand-in platforms received.
public final class Sandbox {
    private final String url;

    public Sandbox(Installation parley) {
        this.url = parley.sandbox();
    }

    /// A message a person got.
    public record Got(long number, String person, String text, long atMillis) {}

    /// Messages to everybody after a number of the sandbox's ledger.
    ///
    /// @throws IllegalStateException when the sandbox does not answer
    public List<Got> after(long number) {
        List<Got> all = new ArrayList<>();
        long after = number;
        while (true) {
            Calls.Answer answer = Calls.get(url + "/sandbox/sent?limit=10000&after=" + after);
            if (answer.status() != 200) {
                throw new IllegalStateException("the sandbox answered " + answer.status() + ": " + answer.text());
            }
            JsonNode page = answer.json();
            for (JsonNode sent : page.get("items")) {
                all.add(got(sent));
            }
            if (page.path("next").isMissingNode() || page.get("next").isNull()) {
                return all;
            }
            after = page.get("next").asLong();
        }
    }

    public List<Got> to(String person) {
        List<Got> all = new ArrayList<>();
        for (JsonNode sent : Calls.get(url + "/sandbox/sent?limit=10000&personId=" + person)
                .json()
                .get("items")) {
            all.add(got(sent));
        }
        return all;
    }

    /// The ledger's newest number.
    public long now() {
        return after(0).stream().mapToLong(Got::number).max().orElse(0);
    }

    public Map<String, List<Got>> byPerson(long after) {
        Map<String, List<Got>> byPerson = new HashMap<>();
        for (Got got : after(after)) {
            byPerson.computeIfAbsent(got.person(), person -> new ArrayList<>()).add(got);
        }
        return byPerson;
    }

    /// Every call to a platform takes so long from now on.
    public void slow(Duration delay) {
        Calls.post(url + "/sandbox/faults", Map.of("kind", "slow", "delayMs", delay.toMillis()));
    }

    /// The language model takes so long for every answer from now on.
    public void slowModel(Duration delay) {
        Calls.post(url + "/sandbox/faults", Map.of("platform", "MODEL", "kind", "slow", "delayMs", delay.toMillis()));
    }

    /// How often the language model was asked.
    public long modelCalls() {
        return Calls.get(url + "/sandbox/model/calls").json().get("count").asLong();
    }

    /// Each account of Meta's takes so many messages a second from now on and refuses what is more, by the code the
    /// platform has for that; 0 for all of them.
    ///
    /// @throws IllegalStateException when the sandbox does not do so
    public void sendsPerSecond(int count) {
        Calls.Answer answer = Calls.send("PATCH", url + "/sandbox/rules", Map.of("sendsPerSecond", count));
        if (!answer.isGood()) {
            throw new IllegalStateException("the sandbox answered " + answer.status() + ": " + answer.text());
        }
    }

    /// How many messages with these words were taken since then, without reading them all.
    public long takenSince(long millis, String words) {
        return Calls.get(url + "/sandbox/sent/count?since=" + millis + "&text="
                        + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .json()
                .get("count")
                .asLong();
    }

    /// How many calls were refused since then.
    public long refusedSince(long millis) {
        return Calls.get(url + "/sandbox/sent/count?kind=refused&since=" + millis)
                .json()
                .get("count")
                .asLong();
    }

    /// Nothing goes wrong any more.
    public void well() {
        Calls.send("DELETE", url + "/sandbox/faults", null);
    }

    /// Mails that arrived for somebody, newest first.
    public JsonNode mails(String to) {
        JsonNode mails = Calls.get(url + "/sandbox/mails?to=" + to).json();
        return mails.has("items") ? mails.get("items") : mails;
    }

    private static Got got(JsonNode sent) {
        return new Got(
                sent.get("number").asLong(),
                sent.get("personId").asString(),
                sent.path("text").asString(""),
                java.time.Instant.parse(sent.get("at").asString()).toEpochMilli());
    }
}
