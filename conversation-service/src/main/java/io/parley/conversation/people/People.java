package io.parley.conversation.people;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;

import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Shoppers and the people they are. Evidence joins: a phone number or an address that the platform vouches for on
/// both sides. What somebody has merely said of themselves is shown to the seller, who may join; a name is nothing.
/// Whom the seller has told apart no evidence joins again. Conversations stay as they are, each with its own shopper.
@Service
@Transactional
class People {
    private static final TypeReference<List<Identity>> IDENTITIES = new TypeReference<>() {};
    private static final int TOGETHER_MAX = 50;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    People(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    enum Kind {
        PLATFORM,
        PHONE,
        EMAIL
    }

    /// @param value `instagram:123…`, E.164, or a lower-case address
    /// @param verified the platform vouches for it
    record Identity(Kind kind, String value, boolean verified) {}

    /// @param profileId the same for all shoppers who are one person
    /// @param next what may be done now
    record Shopper(
            UUID id,
            UUID profileId,
            @Nullable String name,
            @Nullable String phone,
            @Nullable String email,
            Instant firstSeen,
            List<Identity> identities,
            List<UUID> conversations,
            List<String> next) {}

    /// @param others who are the same person
    /// @param alike who may be, by what they have said of themselves
    record Person(Shopper shopper, List<Shopper> others, List<Shopper> alike) {}

    /// Something is known of a shopper now.
    ///
    /// @return whether it was not known before
    boolean know(UUID shop, UUID shopper, Kind kind, String value, boolean verified) {
        lock(shop);
        int news = jdbc.update("""
                insert into identity (shop_id, shopper_id, kind, value, verified, known_at)
                select ?, ?, ?, ?, ?, ? where exists (select from shopper where shop_id = ? and id = ?)
                on conflict (shop_id, shopper_id, kind, value) do update set verified = true
                where excluded.verified and not identity.verified
                """, shop, shopper, kind.name(), value, verified, at(clock.instant()), shop, shopper);
        if (news > 0 && verified && kind != Kind.PLATFORM) {
            joinOnEvidence(shop, shopper, kind, value);
        }
        if (kind != Kind.PLATFORM) {
            String column = kind == Kind.PHONE ? "phone" : "email";
            jdbc.update("update shopper set " + column + " = ? where shop_id = ? and id = ?", value, shop, shopper);
        }
        return news > 0;
    }

    private void joinOnEvidence(UUID shop, UUID shopper, Kind kind, String value) {
        List<UUID> others = jdbc.queryForList("""
                select distinct s.profile_id from identity i join shopper s on s.shop_id = i.shop_id and s.id = i.shopper_id
                where i.shop_id = ? and i.kind = ? and i.value = ? and i.verified and s.profile_id <> ?
                """, UUID.class, shop, kind.name(), value, profile(shop, shopper));
        for (UUID other : others) {
            UUID mine = profile(shop, shopper);
            if (!toldApart(shop, mine, other) && together(shop, mine) + together(shop, other) <= TOGETHER_MAX) {
                jdbc.update(
                        "update shopper set profile_id = ? where shop_id = ? and profile_id = ?", other, shop, mine);
            }
        }
    }

    private int together(UUID shop, UUID profile) {
        Integer count = jdbc.queryForObject(
                "select count(*) from shopper where shop_id = ? and profile_id = ?", Integer.class, shop, profile);
        return count == null ? 0 : count;
    }

    private boolean toldApart(UUID shop, UUID one, UUID other) {
        return !jdbc.queryForList("""
                        select 1 from told_apart a
                        join shopper x on x.shop_id = a.shop_id and x.id = a.one
                        join shopper y on y.shop_id = a.shop_id and y.id = a.other
                        where a.shop_id = ? and (x.profile_id = ? and y.profile_id = ? or x.profile_id = ? and y.profile_id = ?)
                        """, shop, one, other, other, one).isEmpty();
    }

    /// The seller knows that they are one person.
    public Person merge(UUID shopper, UUID with) {
        UUID shop = ShopScope.current();
        lock(shop);
        UUID mine = profile(shop, shopper);
        UUID other = profile(shop, with);
        if (shopper.equals(with)) {
            throw Refusal.invalid("same_shopper", "Name another shopper to merge this one with.");
        }
        if (!mine.equals(other)) {
            if (together(shop, mine) + together(shop, other) > TOGETHER_MAX) {
                throw Refusal.conflict("too_many_shoppers", "One person may be " + TOGETHER_MAX + " shoppers at most.");
            }
            jdbc.update("""
                    delete from told_apart a using shopper x, shopper y
                    where a.shop_id = ? and x.shop_id = a.shop_id and y.shop_id = a.shop_id and x.id = a.one and y.id = a.other
                      and (x.profile_id = ? and y.profile_id = ? or x.profile_id = ? and y.profile_id = ?)
                    """, shop, mine, other, other, mine);
            jdbc.update("update shopper set profile_id = ? where shop_id = ? and profile_id = ?", mine, shop, other);
        }
        return one(shopper);
    }

    /// This shopper is somebody else than those they were joined with, from now on.
    public Person unmerge(UUID shopper) {
        UUID shop = ShopScope.current();
        lock(shop);
        UUID profile = profile(shop, shopper);
        List<UUID> others = jdbc.queryForList(
                "select id from shopper where shop_id = ? and profile_id = ? and id <> ?",
                UUID.class,
                shop,
                profile,
                shopper);
        for (UUID other : others) {
            boolean first = shopper.toString().compareTo(other.toString()) < 0;
            jdbc.update(
                    "insert into told_apart (shop_id, one, other) values (?, ?, ?) on conflict do nothing",
                    shop,
                    first ? shopper : other,
                    first ? other : shopper);
        }
        if (!others.isEmpty()) {
            jdbc.update("update shopper set profile_id = ? where shop_id = ? and id = ?", Ids.next(), shop, shopper);
        }
        return one(shopper);
    }

    private static final String SHOPPERS = """
            select s.id, s.profile_id, s.name, s.phone, s.email, s.first_seen,
              (select coalesce(jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value, 'verified', i.verified)
                 order by i.kind, i.value), '[]')
               from identity i where i.shop_id = s.shop_id and i.shopper_id = s.id) as identities,
              array(select c.id from conversation c where c.shop_id = s.shop_id and c.shopper_id = s.id
                    order by c.last_at desc) as conversations,
              exists (select from shopper o where o.shop_id = s.shop_id and o.profile_id = s.profile_id and o.id <> s.id)
                as joined
            from shopper s where s.shop_id = ?
            """;

    @Transactional(readOnly = true)
    public Person one(UUID id) {
        UUID shop = ShopScope.current();
        Shopper shopper = jdbc.query(SHOPPERS + " and s.id = ?", this::shopper, shop, id).stream()
                .findFirst()
                .orElseThrow(People::unknown);
        List<Shopper> others = jdbc.query(
                SHOPPERS + " and s.profile_id = ? and s.id <> ? order by s.first_seen, s.id",
                this::shopper,
                shop,
                shopper.profileId(),
                id);
        List<Shopper> alike = jdbc.query(SHOPPERS + """
                 and s.profile_id <> ? and s.id in (
                   select theirs.shopper_id from identity mine
                   join identity theirs on theirs.shop_id = mine.shop_id and theirs.kind = mine.kind
                     and theirs.value = mine.value and theirs.shopper_id <> mine.shopper_id
                   where mine.shop_id = ? and mine.shopper_id = ? and mine.kind in ('PHONE', 'EMAIL'))
                 order by s.first_seen, s.id limit 20
                """, this::shopper, shop, shopper.profileId(), shop, id);
        return new Person(shopper, others, alike);
    }

    /// @param q in names, numbers and addresses
    @Transactional(readOnly = true)
    public CursorPage<Shopper> page(@Nullable String q, @Nullable String cursor, @Nullable Integer asked) {
        int limit = CursorPage.limit(asked);
        StringBuilder sql = new StringBuilder(SHOPPERS);
        List<Object> params = new ArrayList<>(List.of(ShopScope.current()));
        if (q != null && !q.isBlank()) {
            String pattern = "%" + q.strip().replaceAll("([%_\\\\])", "\\\\$1") + "%";
            sql.append(" and (s.name ilike ? or s.phone ilike ? or s.email ilike ?)");
            params.addAll(List.of(pattern, pattern, pattern));
        }
        if (cursor != null) {
            List<String> keys = Cursor.decode(cursor, 2);
            sql.append(" and (s.first_seen, s.id) < (?::timestamptz, ?::uuid)");
            params.add(at(Cursor.instant(keys.get(0))));
            params.add(Cursor.id(keys.get(1)));
        }
        sql.append(" order by s.first_seen desc, s.id desc limit ").append(limit + 1);
        List<Shopper> rows = jdbc.query(sql.toString(), this::shopper, params.toArray());
        return CursorPage.of(rows, limit, row -> Cursor.encode(row.firstSeen(), row.id()));
    }

    /// Where the shop is, for numbers written without a country's.
    @Transactional(readOnly = true)
    public String region(UUID shop) {
        return jdbc
                .queryForList("select coalesce(state ->> 'locale', '') from shop where shop_id = ?", String.class, shop)
                .stream()
                .map(locale -> Locale.forLanguageTag(locale).getCountry())
                .filter(country -> country.length() == 2)
                .findFirst()
                .orElse("ZZ");
    }

    /// One at a time in a shop, so that two pieces of evidence at once make one person.
    private void lock(UUID shop) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", _ -> {}, "people " + shop);
    }

    private UUID profile(UUID shop, UUID shopper) {
        return jdbc
                .queryForList("select profile_id from shopper where shop_id = ? and id = ?", UUID.class, shop, shopper)
                .stream()
                .findFirst()
                .orElseThrow(People::unknown);
    }

    private static Refusal unknown() {
        return Refusal.notFound("shopper_unknown", "There is no such shopper.");
    }

    private Shopper shopper(ResultSet row, int number) throws SQLException {
        boolean joined = row.getBoolean("joined");
        return new Shopper(
                row.getObject("id", UUID.class),
                row.getObject("profile_id", UUID.class),
                row.getString("name"),
                row.getString("phone"),
                row.getString("email"),
                instant(row, "first_seen"),
                json.readValue(row.getString("identities"), IDENTITIES),
                List.of((UUID[]) row.getArray("conversations").getArray()),
                joined ? List.of("MERGE", "UNMERGE", "EXPORT", "ERASE") : List.of("MERGE", "EXPORT", "ERASE"));
    }
}
