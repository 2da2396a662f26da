package io.parley.channel.intake;

import static io.parley.starter.Timestamps.at;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.channel.account.Connection;
import io.parley.channel.entry.Arrivals;
import io.parley.channel.sending.Fates;
import io.parley.channel.sending.HeldBack;
import io.parley.channel.sending.MarketingWishes;
import io.parley.channel.sending.OwnMessages;
import io.parley.channel.sending.PricedMessages;
import io.parley.events.Contact;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.events.Event;
import io.parley.events.InboundEvent;
import io.parley.events.InboundEvent.CommentReceived;
import io.parley.events.InboundEvent.MessageReceived;
import io.parley.events.InboundEvent.PostbackReceived;
import io.parley.events.InboundEvent.Referral;
import io.parley.events.InboundEvent.ReferralReceived;
import io.parley.starter.events.GroupCommit;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Takes in a platform's body: the body once, each event once, and what there is to tell, in one
/// transaction. When it returns, all of it is on disk and the platform may forget it. Bodies that
/// come at the same time share a transaction.
///
/// The transaction works across shops, since one body may carry several; each row and each event
/// names its own shop. Four round trips, however many bodies: begin and scope, bodies and events,
/// outbox, commit; an echo, a comment on a post or a person who came by an advertisement or a code
/// takes one or two more.
@Component
public class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    /// Names the people in passing, so that an event can carry its person's name at no extra
    /// trip.
    private static final String KEEP = """
            with body as (
              insert into webhook_body (digest, source, received_at, body, events, trouble)
              select digest, source, ?, body, events, trouble from unnest(?, ?, ?, ?::int[], ?)
                as b(digest, source, body, events, trouble)
              on conflict do nothing),
            given as (
              select * from unnest(?::uuid[], ?, ?::uuid[], ?, ?, ?::bigint[], ?::boolean[], ?, ?, ?::bigint[], ?)
                as e(channel_id, event_key, shop_id, kind, person_id, happened_at, shortened, reason, detail, heard_at,
                     body_digest)),
            taken as (
              insert into inbound_event (channel_id, event_key, shop_id, kind, person_id, happened_at, received_at,
                                         body_digest, shortened, reason, detail)
              select channel_id, event_key, shop_id, kind, person_id, to_timestamp(happened_at / 1000.0), ?, body_digest,
                     shortened, reason, detail
              from given on conflict do nothing returning channel_id, event_key, shop_id, kind, person_id),
            whose as (
              select t.*, to_timestamp(g.heard_at / 1000.0) as heard_at, coalesce(a.person_id, t.person_id) as thread_of, a.person_id is not null as by_alias
              from taken t join given g on g.channel_id = t.channel_id and g.event_key = t.event_key
                left join person_alias a on a.shop_id = t.shop_id and a.channel_id = t.channel_id
                and a.alias = t.person_id),
            heard as (
              insert into messaging_window as w (shop_id, channel_id, person_id, heard_at, last_message_id, address)
              select distinct on (channel_id, thread_of) shop_id, channel_id, thread_of, heard_at,
                case when kind = 'MESSAGE' and event_key !~ '^(id|message):' then event_key end,
                case when by_alias then person_id end
              from whose where kind in ('MESSAGE', 'POSTBACK', 'REFERRAL', 'REACTION') and person_id is not null
              order by channel_id, thread_of, heard_at desc
              on conflict (shop_id, channel_id, person_id) do update set
                heard_at = greatest(w.heard_at, excluded.heard_at),
                last_message_id = coalesce(excluded.last_message_id, w.last_message_id),
                address = coalesce(excluded.address, w.address)),
            let_out as (
            """ + HeldBack.LET_OUT + """
            )
            select t.channel_id, t.event_key, t.thread_of, p.person_id is not null as known, p.name,
              exists (select from let_out o where o.channel_id = t.channel_id and o.person_id = t.thread_of) as let_out
            from whose t left join person p on p.channel_id = t.channel_id and p.person_id = t.person_id""";
    private static final Duration OLDEST_WEBHOOK = Duration.ofDays(2);
    /// Every platform's window is open for this long at least.
    private static final Duration SHORTEST_WINDOW = Duration.ofHours(23);
    private static final String CAME_BY_AD = "ad";
    private static final int GROUPS_AT_ONCE = 2;
    private static final int BODIES_MAX = 200;
    private static final int BYTES_MAX = 1 << 20;
    private static final int TROUBLE_MAX = 1_000;

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final OwnMessages own;
    private final Fates fates;
    private final HeldBack heldBack;
    private final MarketingWishes wishes;
    private final PricedMessages prices;
    private final PersonNames names;
    private final Seen seen;
    private final PostProducts products;
    private final Arrivals arrivals;
    private final Clock clock;
    private final MeterRegistry meters;
    private final GroupCommit<Body, Kept> group = new GroupCommit<>(
            GROUPS_AT_ONCE, BODIES_MAX, BYTES_MAX, body -> body.bytes.length, this::store, Intake::oneMayBeWhy);

    Intake(
            JdbcTemplate jdbc,
            PlatformTransactionManager transactions,
            Outbox outbox,
            OwnMessages own,
            Fates fates,
            HeldBack heldBack,
            MarketingWishes wishes,
            PricedMessages prices,
            PersonNames names,
            Seen seen,
            PostProducts products,
            Arrivals arrivals,
            Clock clock,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.outbox = outbox;
        this.own = own;
        this.fates = fates;
        this.heldBack = heldBack;
        this.wishes = wishes;
        this.prices = prices;
        this.names = names;
        this.seen = seen;
        this.products = products;
        this.arrivals = arrivals;
        this.clock = clock;
        this.meters = meters;
    }

    /// What a platform sent, and the log context of who brought it.
    private record Body(
            String source, byte[] bytes, byte[] digest, List<Finding> findings, Map<String, String> context) {}

    private record Read(Body body, List<Row> rows, List<String> troubles) {}

    /// The messages of which the bodies of this transaction have said so far that they were read, or failed.
    private record Told(Set<Ref> read, Set<Ref> failed) {}

    /// One row of `inbound_event`, and what is told when it is new.
    private record Row(
            Connection channel,
            String key,
            InboundKind kind,
            @Nullable String personId,
            Instant at,
            boolean shortened,
            @Nullable String reason,
            @Nullable String detail,
            Finding.@Nullable Told told,
            Finding.@Nullable Wish wish,
            PricedMessages.@Nullable Told priced) {
        Row(
                Connection channel,
                String key,
                InboundKind kind,
                @Nullable String personId,
                Instant at,
                boolean shortened,
                @Nullable String reason,
                @Nullable String detail,
                Finding.@Nullable Told told) {
            this(channel, key, kind, personId, at, shortened, reason, detail, told, null, null);
        }

        /// Found by reading the thread back, long after it happened perhaps.
        boolean late() {
            return kind == InboundKind.MESSAGE
                    && told != null
                    && told.as(channel.contact("", null)) instanceof MessageReceived message
                    && message.late();
        }

        Ref ref() {
            return new Ref(channel.channelId(), key);
        }
    }

    private record Ref(UUID channelId, String key) {}

    /// A row and the body it was found in.
    private record Line(Row row, byte[] digest) {}

    /// @param threadOf the id by which the person's thread goes
    private record Named(
            boolean known, @Nullable String name, @Nullable String threadOf, boolean letOut) {}

    /// What there is to do when all is stored.
    private record Kept(Map<Connection, List<String>> strangers, List<Seen.Message> seen) {}

    /// Keeps the body of a request and what was found in it, and tells what is new. Not within a transaction: it may
    /// be shared with other bodies.
    ///
    /// @param source the platform's webhook, for instance `meta`
    /// @throws Refusal unavailable, when it could not be stored: nothing of it was
    /// @throws IllegalStateException within a transaction: our own bug
    public void take(String source, byte[] body, List<Finding> findings) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a request's body is stored in a transaction of its own or its group's");
        }
        taken(source, () -> group.add(body(source, body, findings)));
    }

    /// The same for what was fetched: whoever asks over HTTP does not wait for it.
    ///
    /// @throws Refusal unavailable, when it could not be stored: nothing of it was
    public void takeFetched(String source, byte[] body, List<Finding> findings) {
        taken(source, () -> store(List.of(body(source, body, findings))).getFirst());
    }

    private void taken(String source, Supplier<Kept> storing) {
        Kept kept;
        try {
            kept = storing.get();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a {} webhook could not be stored: {}", source, e.getMessage());
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
        kept.strangers.forEach(names::learn);
        kept.seen.forEach(seen::show);
    }

    private static Body body(String source, byte[] bytes, List<Finding> findings) {
        return new Body(
                source,
                bytes,
                Wording.sha256(bytes),
                findings,
                Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of()));
    }

    /// A database that is away is so for all.
    private static boolean oneMayBeWhy(RuntimeException e) {
        return !(e instanceof TransactionException || e instanceof DataAccessResourceFailureException);
    }

    private List<Kept> store(List<Body> bodies) {
        return ShopScope.callAsSystem(
                () -> Objects.requireNonNull(transaction.execute(status -> keep(bodies)), "an answer for each"));
    }

    private List<Kept> keep(List<Body> bodies) {
        Instant now = clock.instant();
        List<Read> read = new ArrayList<>(bodies.size());
        Told told = new Told(new HashSet<>(), new HashSet<>());
        for (Body body : bodies) {
            read.add(read(body, told));
        }
        Map<Ref, Named> fresh = insert(read, now);
        Map<String, String> mine = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        List<Kept> kept = new ArrayList<>(bodies.size());
        try {
            for (Read one : read) {
                MDC.setContextMap(one.body.context);
                kept.add(tell(one.rows, one.troubles, fresh));
            }
        } finally {
            MDC.setContextMap(mine);
        }
        return kept;
    }

    private Read read(Body body, Told told) {
        List<Row> rows = new ArrayList<>(body.findings.size());
        List<String> troubles = new ArrayList<>();
        for (Finding finding : body.findings) {
            switch (finding) {
                case Finding.Fact f ->
                    rows.add(new Row(
                            f.channel(), f.key(), f.kind(), f.personId(), f.at(), f.shortened(), null, null, f.told()));
                case Finding.Echo e -> rows.add(echo(e));
                case Finding.Fate f -> rows.add(fate(f, told));
                case Finding.SetAside s ->
                    rows.add(new Row(
                            s.channel(),
                            s.key(),
                            s.understood() ? InboundKind.NOT_FOR_US : InboundKind.NOT_UNDERSTOOD,
                            null,
                            s.at(),
                            false,
                            s.reason(),
                            s.event(),
                            null,
                            s.wish(),
                            null));
                case Finding.Stray s -> troubles.add(s.trouble());
            }
        }
        return new Read(body, rows, troubles);
    }

    private Row echo(Finding.Echo e) {
        boolean ours = ShopScope.callAs(
                e.channel().shopId(), () -> own.settle(e.channel(), e.personId(), e.messageId(), e.mark(), e.text()));
        return new Row(
                e.channel(),
                e.key(),
                ours ? InboundKind.OWN_ECHO : InboundKind.ECHO,
                e.personId(),
                e.at(),
                e.shortened(),
                null,
                null,
                ours ? null : e.told());
    }

    /// Fates come in any order: a message that was said to have failed is not sent any more
    /// because "sent" is told after it.
    private Row fate(Finding.Fate f, Told told) {
        Ref message = new Ref(f.channel().channelId(), f.messageId());
        boolean ours = ShopScope.callAs(f.channel().shopId(), () -> switch (f.step()) {
            case SENT ->
                !told.failed.contains(message)
                        && !isTold(f, "failed")
                        && own.settle(f.channel(), f.personId(), f.messageId(), f.mark());
            case DELIVERED, READ -> own.settle(f.channel(), f.personId(), f.messageId(), f.mark());
            case FAILED -> {
                told.failed.add(message);
                yield !isTold(f, "failed")
                        && fates.failed(f.channel(), f.messageId(), f.mark(), Objects.requireNonNull(f.failure()));
            }
        });
        return switch (f.step()) {
            case SENT -> row(f, ours ? InboundKind.OWN_ECHO : InboundKind.NOT_FOR_US, null);
            case DELIVERED ->
                told.read.contains(message) || isTold(f, "read")
                        ? row(f, InboundKind.NOT_FOR_US, null)
                        : row(
                                f,
                                InboundKind.DELIVERED,
                                contact -> new MessageDelivered(
                                        contact.conversationKey(), contact.channelId(), f.messageId(), f.at()));
            case READ -> {
                told.read.add(message);
                yield row(
                        f,
                        InboundKind.READ,
                        contact ->
                                new MessageRead(contact.conversationKey(), contact.channelId(), f.messageId(), f.at()));
            }
            case FAILED -> row(f, InboundKind.FAILED, null);
        };
    }

    private boolean isTold(Finding.Fate f, String step) {
        return fates.isTold(f.channel().channelId(), Wording.key(step, f.messageId()));
    }

    private static Row row(Finding.Fate f, InboundKind kind, Finding.@Nullable Told told) {
        return new Row(
                f.channel(),
                f.key(),
                kind,
                f.personId(),
                f.at(),
                false,
                f.step().name().toLowerCase(Locale.ROOT),
                f.failure() == null ? null : f.failure().toString(),
                told,
                null,
                f.price() == null ? null : new PricedMessages.Told(f.channel(), f.messageId(), f.price(), f.at()));
    }

    private Map<Ref, Named> insert(List<Read> read, Instant now) {
        // in the order of their keys, so that two bodies with the same events cannot wait for each other
        List<Line> sorted = read.stream()
                .flatMap(one -> one.rows.stream().map(row -> new Line(row, one.body.digest)))
                .sorted(Comparator.comparing((Line line) -> line.row.channel().channelId())
                        .thenComparing(line -> line.row.key()))
                .toList();
        List<Read> bodies = read.stream()
                .sorted(Comparator.comparing(one -> one.body.digest, Arrays::compare))
                .toList();
        OffsetDateTime at = at(now);
        Map<Ref, Named> fresh = new HashMap<>();
        jdbc.query(
                KEEP,
                row -> {
                    fresh.put(
                            new Ref(row.getObject("channel_id", UUID.class), row.getString("event_key")),
                            new Named(
                                    row.getBoolean("known"),
                                    row.getString("name"),
                                    row.getString("thread_of"),
                                    row.getBoolean("let_out")));
                },
                at,
                bodies.stream().map(one -> one.body.digest).toArray(byte[][]::new),
                column(bodies, one -> one.body.source),
                bodies.stream().map(one -> one.body.bytes).toArray(byte[][]::new),
                column(bodies, one -> String.valueOf(one.body.findings.size())),
                column(bodies, one -> one.troubles.isEmpty() ? null : trouble(one.troubles)),
                column(sorted, line -> line.row.channel().channelId().toString()),
                column(sorted, line -> line.row.key()),
                column(sorted, line -> line.row.channel().shopId().toString()),
                column(sorted, line -> line.row.kind().name()),
                column(sorted, line -> line.row.personId()),
                column(sorted, line -> String.valueOf(line.row.at().toEpochMilli())),
                column(sorted, line -> String.valueOf(line.row.shortened())),
                column(sorted, line -> line.row.reason()),
                column(sorted, line -> line.row.detail()),
                column(
                        sorted,
                        line -> String.valueOf(
                                heardAt(line.row.at(), line.row.late(), now).toEpochMilli())),
                sorted.stream().map(line -> line.digest).toArray(byte[][]::new),
                at,
                at,
                at(now.minus(SHORTEST_WINDOW)));
        return fresh;
    }

    private Kept tell(List<Row> rows, List<String> troubles, Map<Ref, Named> fresh) {
        Map<Connection, List<String>> strangers = new HashMap<>();
        List<Seen.Message> toBeSeen = new ArrayList<>();
        List<PricedMessages.Told> priced = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        troubles.forEach(_ -> counts.merge("STRAY", 1, Integer::sum));
        for (Row row : rows) {
            Named named = fresh.remove(row.ref());
            if (named == null) {
                counts.merge("REPEATED", 1, Integer::sum);
                continue;
            }
            counts.merge(row.kind().name(), 1, Integer::sum);
            if (row.wish() != null) {
                wishes.told(row.channel(), row.wish().personId(), row.wish().wanted(), row.at());
            }
            if (row.priced() != null) {
                priced.add(row.priced());
            }
            if (named.letOut() && row.personId() != null) {
                heldBack.send(
                        row.channel(),
                        contact(row.channel(), row.personId(), named).conversationKey());
            }
            if (row.told() == null || row.personId() == null) {
                continue;
            }
            Event event = about(row, row.told().as(contact(row.channel(), row.personId(), named)));
            ShopScope.callAs(row.channel().shopId(), () -> {
                outbox.publish(event);
                return null;
            });
            if (event instanceof MessageReceived message) {
                toBeSeen.add(new Seen.Message(row.channel(), row.personId(), message.messageId()));
            }
            if (!named.known()) {
                strangers.computeIfAbsent(row.channel(), _ -> new ArrayList<>()).add(row.personId());
            }
        }
        prices.count(priced);
        counts.forEach((kind, count) ->
                meters.counter("parley.channel.events", "kind", kind).increment(count));
        return new Kept(strangers, toBeSeen);
    }

    /// When a person turned to the account, for how long they may be written to: by the
    /// platform's clock, unless that says of a webhook what cannot be.
    private static Instant heardAt(Instant at, boolean late, Instant now) {
        return at.isAfter(now) || !late && at.isBefore(now.minus(OLDEST_WEBHOOK)) ? now : at;
    }

    private static Contact contact(Connection channel, String personId, Named named) {
        String threadOf = named.threadOf();
        if (threadOf == null || threadOf.equals(personId)) {
            return channel.contact(personId, named.name());
        }
        Contact thread = channel.contact(threadOf, named.name());
        return new Contact(
                thread.conversationKey(),
                thread.channelId(),
                thread.platform(),
                thread.accountId(),
                threadOf,
                thread.personName(),
                null,
                List.of(personId));
    }

    /// What the shop knows about it besides: the product of the post, that an advertisement opened
    /// the window, and which of its own codes brought the person.
    private Event about(Row row, Event event) {
        if (event instanceof CommentReceived comment) {
            return aboutProduct(row, comment);
        }
        if (event instanceof MessageReceived message) {
            openedBy(row, message, message.referral());
        } else if (event instanceof PostbackReceived postback) {
            openedBy(row, postback, postback.referral());
        } else if (event instanceof ReferralReceived came) {
            openedBy(row, came, came.referral());
        }
        return event instanceof InboundEvent inbound
                ? arrivals.recognised(row.channel(), inbound, heardAt(inbound.sentAt(), row.late(), clock.instant()))
                : event;
    }

    private CommentReceived aboutProduct(Row row, CommentReceived comment) {
        if (comment.postId() == null || comment.productId() != null) {
            return comment;
        }
        return products.of(row.channel(), comment.postId())
                .map(product -> new CommentReceived(
                        comment.contact(),
                        comment.sentAt(),
                        comment.commentId(),
                        comment.postId(),
                        comment.text(),
                        comment.live(),
                        product))
                .orElse(comment);
    }

    private void openedBy(Row row, InboundEvent event, @Nullable Referral referral) {
        if (referral != null && CAME_BY_AD.equals(referral.source())) {
            jdbc.update(
                    "update messaging_window set ad_at = greatest(ad_at, ?) where shop_id = ?"
                            + " and channel_id = ? and person_id = ?",
                    at(heardAt(event.sentAt(), false, clock.instant())),
                    row.channel().shopId(),
                    row.channel().channelId(),
                    event.contact().personId());
        }
    }

    private static String trouble(List<String> troubles) {
        String all = String.join("; ", troubles.stream().distinct().limit(20).toList());
        return all.length() <= TROUBLE_MAX ? all : all.substring(0, TROUBLE_MAX);
    }

    private interface Value<T> {
        @Nullable
        String of(T one);
    }

    private static <T> @Nullable String[] column(List<T> all, Value<T> value) {
        @Nullable String[] column = new @Nullable String[all.size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = value.of(all.get(i));
        }
        return column;
    }
}
