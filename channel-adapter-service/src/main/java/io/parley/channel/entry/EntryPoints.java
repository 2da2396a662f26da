package io.parley.channel.entry;

import static io.parley.starter.Timestamps.at;
import static io.parley.starter.Timestamps.instant;
import static io.parley.starter.Timestamps.instantOrNull;

import io.parley.channel.account.ReachableAccounts;
import io.parley.channel.entry.DeepLinks.DeepLink;
import io.parley.starter.Ids;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Cursor;
import io.parley.starter.web.CursorPage;
import io.parley.starter.web.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// A shop's ways into a conversation.
///
/// An archived one is out of the list, but its code is printed and out in the world: it goes on
/// leading people to the shop, is recognised and counted.
@Component
class EntryPoints {
    static final int OPEN_MAX = 1_000;

    private static final int CODE_TRIES = 10;
    private static final String VIEW = """
            select e.*, p.name as product_name from entry_point e
            left join product_copy p on p.shop_id = e.shop_id and p.product_id = e.product_id
            """;

    private final JdbcClient jdbc;
    private final Codes codes;
    private final ReachableAccounts accounts;
    private final Clock clock;
    private final String publicUrl;

    EntryPoints(
            JdbcClient jdbc,
            Codes codes,
            ReachableAccounts accounts,
            Clock clock,
            @Value("${parley.public-url}") String publicUrl) {
        this.jdbc = jdbc;
        this.codes = codes;
        this.accounts = accounts;
        this.clock = clock;
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    private record Row(
            UUID shopId,
            UUID id,
            String code,
            String name,
            @Nullable UUID productId,
            @Nullable String productName,
            @Nullable String campaign,
            Instant createdAt,
            @Nullable Instant archivedAt) {

        @Nullable
        String about() {
            return productId == null ? null : productName == null ? name : productName;
        }
    }

    /// What the others say of the shop.
    private record Shop(@Nullable String name, EntryTexts texts) {}

    /// What the public page shows.
    ///
    /// @param shop empty when the shop's name is not known
    record Door(UUID shopId, UUID id, String shop, @Nullable String about, EntryTexts texts, List<DeepLink> links) {}

    /// @throws Refusal invalid, when the product is none of the shop's; conflict, when there are
    ///     too many
    @Transactional
    public EntryPointView create(String name, @Nullable UUID productId, @Nullable String campaign) {
        UUID shop = ShopScope.current();
        if (productId != null) {
            check(shop, productId);
        }
        int open = jdbc.sql("select count(*) from entry_point where shop_id = ? and archived_at is null")
                .param(shop)
                .query(Integer.class)
                .single();
        if (open >= OPEN_MAX) {
            throw Refusal.conflict(
                    "too_many_entry_points", "Archive some of the old ones first: " + OPEN_MAX + " is most.");
        }
        UUID id = Ids.next();
        for (int i = 0; i < CODE_TRIES; i++) {
            int added = jdbc.sql("""
                            insert into entry_point (shop_id, id, code, name, product_id, campaign, created_at)
                            values (:shop, :id, :code, :name, :product, :campaign, :now)
                            on conflict (code) do nothing""")
                    .param("shop", shop)
                    .param("id", id)
                    .param("code", codes.next())
                    .param("name", name)
                    .param("product", productId)
                    .param("campaign", campaign)
                    .param("now", now())
                    .update();
            if (added == 1) {
                return one(id);
            }
        }
        throw new IllegalStateException("no code is free");
    }

    private void check(UUID shop, UUID productId) {
        boolean archived = jdbc.sql("select archived from product_copy where shop_id = ? and product_id = ?")
                .params(shop, productId)
                .query(Boolean.class)
                .optional()
                .orElseThrow(() -> Refusal.invalid(
                        "product_unknown",
                        "The shop has no such product on sale; one just published is known within seconds."));
        if (archived) {
            throw Refusal.invalid("product_archived", "The product is no longer for sale; choose another, or none.");
        }
    }

    /// The newest first.
    @Transactional(readOnly = true)
    public CursorPage<EntryPointView> list(
            boolean archived, @Nullable UUID productId, @Nullable String cursor, @Nullable Integer asked) {
        int limit = CursorPage.limit(asked);
        List<Row> rows = jdbc.sql(VIEW + """
                         where e.shop_id = :shop and (e.archived_at is not null) = :archived
                         and (:any or e.product_id = :product) and (:first or e.id < :before)
                         order by e.id desc limit :rows""")
                .param("shop", ShopScope.current())
                .param("archived", archived)
                .param("any", productId == null)
                .param("product", productId == null ? new UUID(0, 0) : productId)
                .param("first", cursor == null)
                .param("before", cursor == null ? new UUID(0, 0) : id(cursor))
                .param("rows", limit + 1)
                .query(EntryPoints::read)
                .list();
        Shop shop = shop(ShopScope.current());
        List<ReachableAccounts.Reachable> reachable = accounts.all();
        return CursorPage.of(
                rows.stream().map(row -> view(row, shop, reachable)).toList(), limit, it -> Cursor.encode(it.id()));
    }

    private static UUID id(String cursor) {
        return Cursor.id(Cursor.decode(cursor, 1).getFirst());
    }

    /// @throws Refusal notFound, when the shop has no such entry point
    @Transactional(readOnly = true)
    public EntryPointView one(UUID id) {
        return view(row(id), shop(ShopScope.current()), accounts.all());
    }

    /// A second time changes nothing.
    ///
    /// @throws Refusal notFound, when the shop has no such entry point
    @Transactional
    public EntryPointView archive(UUID id) {
        jdbc.sql("update entry_point set archived_at = ? where shop_id = ? and id = ? and archived_at is null")
                .params(now(), ShopScope.current(), id)
                .update();
        return one(id);
    }

    /// What its poster shows.
    ///
    /// @throws Refusal notFound, when the shop has no such entry point
    @Transactional(readOnly = true)
    public Poster.Content poster(UUID id) {
        Row row = row(id);
        Door door = door(row);
        return new Poster.Content(
                door.shop,
                row.productId == null ? row.name : String.valueOf(row.about()),
                door.texts,
                link(row.code),
                row.code,
                door.links.stream()
                        .map(link -> link.platform().title())
                        .distinct()
                        .toList());
    }

    /// Across shops: whoever has the code may come in.
    @Transactional(readOnly = true)
    public Optional<Door> door(String code) {
        return jdbc.sql(VIEW + " where e.code = ?")
                .param(code)
                .query(EntryPoints::read)
                .optional()
                .map(row -> {
                    // the accounts are found by the shop; the transaction sees every shop's
                    return ShopScope.callAs(row.shopId, () -> door(row));
                });
    }

    private Door door(Row row) {
        Shop shop = shop(row.shopId);
        List<ReachableAccounts.Reachable> reachable = accounts.all();
        String name = shop.name != null
                ? shop.name
                : reachable.isEmpty() ? "" : reachable.getFirst().name();
        return new Door(
                row.shopId,
                row.id,
                name,
                row.about(),
                shop.texts,
                DeepLinks.of(reachable, row.code, shop.texts.firstMessage(row.about(), row.code)));
    }

    /// One more has opened the link.
    @Transactional
    public void scanned(UUID id) {
        jdbc.sql("""
                        insert into entry_scan as s (shop_id, entry_point_id, day, scans) values (?, ?, ?, 1)
                        on conflict (entry_point_id, day) do update set scans = s.scans + 1""").params(ShopScope.current(), id, now().toLocalDate()).update();
    }

    String link(String code) {
        return publicUrl + "/api/e/" + code;
    }

    private Row row(UUID id) {
        return jdbc.sql(VIEW + " where e.shop_id = ? and e.id = ?")
                .params(ShopScope.current(), id)
                .query(EntryPoints::read)
                .optional()
                .orElseThrow(() -> Refusal.notFound(
                        "entry_point_not_found", "There is no such entry point; look at GET /api/entry-points."));
    }

    private Shop shop(UUID shopId) {
        return jdbc.sql("select name, locale from shop_copy where shop_id = ?")
                .param(shopId)
                .query((row, n) -> new Shop(row.getString("name"), EntryTexts.of(row.getString("locale"))))
                .optional()
                .orElseGet(() -> new Shop(null, EntryTexts.of(null)));
    }

    private EntryPointView view(Row row, Shop shop, List<ReachableAccounts.Reachable> reachable) {
        return new EntryPointView(
                row.id,
                row.name,
                row.productId,
                row.productName,
                row.campaign,
                row.code,
                link(row.code),
                DeepLinks.of(reachable, row.code, shop.texts.firstMessage(row.about(), row.code)),
                row.createdAt,
                row.archivedAt,
                row.archivedAt == null ? List.of("ARCHIVE") : List.of());
    }

    private static Row read(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getObject("shop_id", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("code"),
                row.getString("name"),
                row.getObject("product_id", UUID.class),
                row.getString("product_name"),
                row.getString("campaign"),
                instant(row, "created_at"),
                instantOrNull(row, "archived_at"));
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }
}
