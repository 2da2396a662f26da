package io.parley.channel.whatsapp;

import static io.parley.starter.Timestamps.at;

import io.parley.channel.account.Connection;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Knows one person behind several ids. The first id ever seen of somebody keys their thread for
/// good; the others lead to it. So a shopper first known by number has no second conversation
/// when WhatsApp begins to give them an id, when they hide their number, or when they change it.
@Component
class WhatsAppPeople implements WhatsAppReader.People {
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int REMEMBERED_MAX = 50_000;
    /// In the ids of a whole group of businesses: the business' own is written to first.
    private static final String PARENT = ".ENT.";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ConcurrentHashMap<Named, Known> known = new ConcurrentHashMap<>();

    private record Named(UUID channelId, List<String> ids) {}

    /// How often two threads turned out to be one person's: what is remembered from before may be
    /// wrong then.
    private final AtomicLong joined = new AtomicLong();
    private final ConcurrentHashMap<Named, Reached> reached = new ConcurrentHashMap<>();

    private record Reached(Address address, long untilNanos) {}

    private record Known(String personId, long untilNanos) {}

    /// Where to write to somebody: by number while one is known, else by id.
    record Address(@Nullable String phone, @Nullable String userId) {}

    WhatsAppPeople(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// @throws Refusal unavailable, when that cannot be found out now
    @Override
    public String idOf(Connection channel, Who who, Instant now) {
        Named named = new Named(channel.channelId(), who.ids());
        Known remembered = known.get(named);
        if (remembered != null && remembered.untilNanos - System.nanoTime() > 0) {
            return remembered.personId;
        }
        long before = joined.get();
        String found = safely(channel, () -> resolved(channel.channelId(), who.ids(), now));
        if (joined.get() == before) {
            remember(named, found);
        } else {
            forget();
        }
        return found;
    }

    @Override
    public void renamed(Connection channel, Who before, Who after, Instant now) {
        safely(channel, () -> {
            String person = resolved(channel.channelId(), before.ids(), now);
            List<String> all = Stream.concat(before.ids().stream(), after.ids().stream())
                    .distinct()
                    .toList();
            if (all.size() > 1) {
                resolved(channel.channelId(), all, now);
            }
            if (before.phone() == null && after.phone() == null) {
                numbersGone(channel.channelId(), person);
            }
            newest(channel.channelId(), after.ids(), now);
            return person;
        });
        forget();
    }

    /// From now on they are written to there.
    private void newest(UUID channelId, List<String> ids, Instant now) {
        jdbc.sql("""
                        update whatsapp_alias set seen_at = greatest(seen_at, :at)
                        where shop_id = :shop and channel_id = :channel and alias in (:ids)""")
                .param("at", at(now).plusNanos(1_000_000))
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("ids", ids)
                .update();
    }

    /// A new id comes with a new number, also where that is not told: the old one may be somebody
    /// else's soon, and is written to no more until the person is seen there again.
    private void numbersGone(UUID channelId, String personId) {
        jdbc.sql("""
                        update whatsapp_alias set seen_at = 'epoch'
                        where shop_id = ? and channel_id = ? and person_id = ? and alias ~ '^[0-9]{5,20}$'""").params(ShopScope.current(), channelId, personId).update();
    }

    private void forget() {
        known.clear();
        reached.clear();
    }

    /// Where somebody is written to now; somebody never heard of is from then on who they are
    /// written to as. Within the shop.
    Address address(UUID channelId, String personId, Instant now) {
        Named named = new Named(channelId, List.of(personId));
        Reached remembered = reached.get(named);
        if (remembered != null && remembered.untilNanos - System.nanoTime() > 0) {
            return remembered.address;
        }
        Address address = look(channelId, personId, now);
        if (reached.size() >= REMEMBERED_MAX) {
            reached.clear();
        }
        reached.put(named, new Reached(address, System.nanoTime() + REMEMBERED.toNanos()));
        return address;
    }

    private Address look(UUID channelId, String personId, Instant now) {
        return Optional.ofNullable(transaction.execute(status -> {
                    // the thread may be one that was joined to an older one
                    String person = jdbc.sql(
                                    "select person_id from whatsapp_alias where shop_id = ? and channel_id = ? and alias = ?")
                            .params(ShopScope.current(), channelId, personId)
                            .query(String.class)
                            .optional()
                            .orElseGet(() -> resolved(channelId, List.of(personId), now));
                    List<String> ids = jdbc.sql("""
                                    select alias from whatsapp_alias where shop_id = ? and channel_id = ? and person_id = ?
                                    and seen_at > 'epoch' order by seen_at desc, alias limit 20""")
                            .params(ShopScope.current(), channelId, person)
                            .query(String.class)
                            .list();
                    return new Address(
                            ids.stream()
                                    .filter(WhatsAppPeople::isPhone)
                                    .findFirst()
                                    .orElse(null),
                            ids.stream()
                                    .filter(id -> !isPhone(id))
                                    .min(Comparator.comparing(id -> id.contains(PARENT)))
                                    .orElse(null));
                }))
                .orElseThrow();
    }

    /// In a transaction. Two events that tell of a new person at the same moment meet at the
    /// primary key: the second waits, and finds what the first has written.
    private String resolved(UUID channelId, List<String> ids, Instant now) {
        String first = ids.getFirst();
        OffsetDateTime at = at(now);
        List<String> old = new ArrayList<>();
        // in one order, so that two of them cannot wait for each other
        for (String id : ids.stream().sorted().toList()) {
            int added = jdbc.sql("""
                            insert into whatsapp_alias (shop_id, channel_id, alias, person_id, first_seen_at, seen_at)
                            values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(ShopScope.current(), channelId, id, first, at, at)
                    .update();
            if (added == 0) {
                old.add(id);
            }
        }
        if (old.isEmpty()) {
            return first;
        }
        List<String> persons = jdbc.sql("""
                        select person_id from whatsapp_alias
                        where shop_id = :shop and channel_id = :channel and alias in (:ids)
                        order by first_seen_at, alias""")
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("ids", old)
                .query(String.class)
                .list();
        String person = persons.getFirst();
        if (persons.stream().anyMatch(other -> !other.equals(person))) {
            joined.incrementAndGet();
        }
        jdbc.sql("""
                        update whatsapp_alias set person_id = :person, seen_at = greatest(seen_at, :at)
                        where shop_id = :shop and channel_id = :channel
                        and (alias in (:ids) or person_id in (:others))
                        and (person_id <> :person or alias in (:ids) and seen_at < :at - interval '1 hour')""")
                .param("person", person)
                .param("at", at)
                .param("shop", ShopScope.current())
                .param("channel", channelId)
                .param("ids", ids)
                .param("others", persons)
                .update();
        return person;
    }

    private interface Work {
        String done();
    }

    private String safely(Connection channel, Work work) {
        try {
            return ShopScope.callAs(
                    channel.shopId(),
                    () -> Optional.ofNullable(transaction.execute(status -> work.done()))
                            .orElseThrow());
        } catch (DataAccessException | TransactionException e) {
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
    }

    private void remember(Named named, String personId) {
        if (known.size() >= REMEMBERED_MAX) {
            known.clear();
        }
        known.put(named, new Known(personId, System.nanoTime() + REMEMBERED.toNanos()));
    }

    private static boolean isPhone(String id) {
        return id.equals(Who.phone(id));
    }
}
