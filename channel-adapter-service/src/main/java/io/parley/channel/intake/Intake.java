package io.parley.channel.intake;

import io.parley.channel.intake.InboundEvents.Named;
import io.parley.channel.intake.InboundRow.Ref;
import io.parley.channel.intake.Telling.Kept;
import io.parley.channel.sending.Fates;
import io.parley.channel.sending.OwnMessages;
import io.parley.starter.events.GroupCommit;
import io.parley.starter.shop.ShopScope;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
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
/// outbox, commit; an echo, a comment on a post, what points at a message of ours, or a person who came by an
/// advertisement or a code takes one or two more.
@Component
public class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int GROUPS_AT_ONCE = 2;
    private static final int BODIES_MAX = 200;
    private static final int BYTES_MAX = 1 << 20;
    private static final int TROUBLE_MAX = 1_000;
    private static final int TROUBLES_MAX = 20;

    private final TransactionTemplate transaction;
    private final OwnMessages own;
    private final Fates fates;
    private final PersonNames names;
    private final Seen seen;
    private final InboundEvents events;
    private final Telling telling;
    private final ApplicationEventPublisher spring;
    private final Clock clock;
    private final GroupCommit<Body, Kept> group = new GroupCommit<>(
            GROUPS_AT_ONCE, BODIES_MAX, BYTES_MAX, body -> body.bytes.length, this::store, Intake::oneMayBeWhy);

    Intake(
            PlatformTransactionManager transactions,
            OwnMessages own,
            Fates fates,
            PersonNames names,
            Seen seen,
            InboundEvents events,
            Telling telling,
            ApplicationEventPublisher spring,
            Clock clock) {
        this.transaction = new TransactionTemplate(transactions);
        this.own = own;
        this.fates = fates;
        this.names = names;
        this.seen = seen;
        this.events = events;
        this.telling = telling;
        this.spring = spring;
        this.clock = clock;
    }

    /// What a platform sent, and the log context of who brought it.
    private record Body(
            String source, byte[] bytes, byte[] digest, List<Finding> findings, Map<String, String> context) {
        List<String> strays() {
            return findings.stream()
                    .filter(Finding.Stray.class::isInstance)
                    .map(stray -> ((Finding.Stray) stray).trouble())
                    .toList();
        }

        /// What of it is nobody's, or not understood at all; null when nothing is.
        @Nullable
        String trouble() {
            List<String> strays = strays();
            String all = String.join(
                    "; ", strays.stream().distinct().limit(TROUBLES_MAX).toList());
            return strays.isEmpty() ? null : all.length() <= TROUBLE_MAX ? all : all.substring(0, TROUBLE_MAX);
        }
    }

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
        taken(source, findings, () -> group.add(body(source, body, findings)));
    }

    /// The same for what was fetched: whoever asks over HTTP does not wait for it.
    ///
    /// @throws Refusal unavailable, when it could not be stored: nothing of it was
    public void takeFetched(String source, byte[] body, List<Finding> findings) {
        taken(
                source,
                findings,
                () -> store(List.of(body(source, body, findings))).getFirst());
    }

    private void taken(String source, List<Finding> findings, Supplier<Kept> storing) {
        Kept kept;
        try {
            kept = storing.get();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a {} webhook could not be stored: {}", source, e.getMessage());
            throw Refusal.unavailable("not_stored", "Nothing can be stored now; send it again soon.");
        }
        kept.strangers().forEach(names::learn);
        kept.seen().forEach(seen::show);
        findings.stream()
                .filter(it -> it instanceof Finding.SetAside aside && aside.announces())
                .map(it -> ((Finding.SetAside) it).channel())
                .map(channel -> new Finding.Announced(channel.shopId(), channel.channelId()))
                .distinct()
                .forEach(spring::publishEvent);
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
        FoundRows rows = new FoundRows(own, fates, bodies.stream().flatMap(body -> body.findings.stream()));
        List<InboundEvents.Body> found = bodies.stream()
                .map(body -> new InboundEvents.Body(
                        body.digest,
                        body.source,
                        body.bytes,
                        body.findings.size(),
                        body.trouble(),
                        rows.of(body.findings)))
                .toList();
        Map<Ref, Named> fresh = events.keep(found, clock.instant());
        Map<String, String> mine = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        List<Kept> kept = new ArrayList<>(bodies.size());
        try {
            for (int i = 0; i < bodies.size(); i++) {
                Body body = bodies.get(i);
                MDC.setContextMap(body.context);
                kept.add(telling.tell(found.get(i).rows(), body.strays().size(), fresh));
            }
        } finally {
            MDC.setContextMap(mine);
        }
        return kept;
    }
}
