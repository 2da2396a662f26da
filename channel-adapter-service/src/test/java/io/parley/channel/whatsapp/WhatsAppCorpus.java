package io.parley.channel.whatsapp;

import io.parley.channel.Findings;
import io.parley.channel.Findings.Sample;
import io.parley.channel.account.Connection;
import io.parley.events.Platform;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Bodies as WhatsApp sends them, made after its documentation and what others have met, with
/// what each must become.
final class WhatsAppCorpus {
    static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    static final Connection NUMBER = new Connection(
            new UUID(0x7000, 21),
            UUID.fromString("00000000-0000-7000-8000-000000000001"),
            Platform.WHATSAPP,
            "100000000000002");

    private WhatsAppCorpus() {}

    static List<Sample> samples() {
        return Findings.corpus("/webhooks/whatsapp");
    }

    static WhatsAppReader reader() {
        return new WhatsAppReader(
                new WhatsAppReader.Accounts() {
                    @Override
                    public Optional<Connection> number(String phoneNumberId) {
                        return Optional.of(NUMBER).filter(it -> it.accountId().equals(phoneNumberId));
                    }

                    @Override
                    public List<Connection> business(String businessAccountId) {
                        return businessAccountId.equals("200000000000002") ? List.of(NUMBER) : List.of();
                    }

                    @Override
                    public Optional<Connection> dialled(String businessAccountId, String digits) {
                        return business(businessAccountId).stream()
                                .filter(_ -> digits.equals("15550000002"))
                                .findFirst();
                    }
                },
                new FirstIds(),
                "1517776481860111",
                (channel, mediaId) -> "https://shop.example/api/channels/" + channel.channelId() + "/media/" + mediaId);
    }

    /// As the database does it, for one reader's life.
    private static final class FirstIds implements WhatsAppReader.People {
        private final Map<String, String> persons = new HashMap<>();

        @Override
        public String idOf(Connection channel, Who who, Instant now) {
            String person = who.ids().stream()
                    .filter(persons::containsKey)
                    .map(persons::get)
                    .findFirst()
                    .orElse(who.ids().getFirst());
            who.ids().forEach(id -> persons.put(id, person));
            return person;
        }

        @Override
        public void renamed(Connection channel, Who before, Who after, Instant now) {
            String person = idOf(channel, before, now);
            after.ids().forEach(id -> persons.put(id, person));
        }
    }
}
