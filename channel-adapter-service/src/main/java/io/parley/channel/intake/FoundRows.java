package io.parley.channel.intake;

import io.parley.channel.account.Connection;
import io.parley.channel.intake.InboundRow.Ref;
import io.parley.channel.sending.Fates;
import io.parley.channel.sending.OwnMessages;
import io.parley.channel.sending.PricedMessages;
import io.parley.events.DeliveryEvent.MessageDelivered;
import io.parley.events.DeliveryEvent.MessageRead;
import io.parley.starter.shop.ShopScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes rows of what was found in bodies that are stored together: whether an echo is of our own message, and what
/// of a message's fate is still worth telling.
class FoundRows {
    private static final List<String> STEPS = List.of("delivered", "read", "failed");

    private final OwnMessages own;
    private final Fates fates;
    /// The messages of which the bodies have said so far that they were read.
    private final Set<Ref> read = new HashSet<>();
    private final Set<Ref> failed = new HashSet<>();
    private final Set<Ref> arrived = new HashSet<>();
    /// Of all fates at once, as a body may hold hundreds: what was told before, and which messages are known as ours.
    private final Set<Ref> told = new HashSet<>();
    private final Set<Ref> known = new HashSet<>();

    /// For the bodies of one transaction, in their order.
    ///
    /// @param all that is found in them
    FoundRows(OwnMessages own, Fates fates, Stream<Finding> all) {
        this.own = own;
        this.fates = fates;
        all.filter(Finding.Fate.class::isInstance)
                .map(Finding.Fate.class::cast)
                .collect(Collectors.groupingBy(Finding.Fate::channel))
                .forEach(this::look);
    }

    private void look(Connection channel, List<Finding.Fate> of) {
        List<String> keys = of.stream()
                .flatMap(fate -> STEPS.stream().map(step -> Wording.key(step, fate.messageId())))
                .distinct()
                .toList();
        List<String> ids = of.stream().map(Finding.Fate::messageId).distinct().toList();
        fates.told(channel.channelId(), keys).forEach(key -> told.add(new Ref(channel.channelId(), key)));
        ShopScope.callAs(channel.shopId(), () -> own.known(channel, ids))
                .forEach(id -> known.add(new Ref(channel.channelId(), id)));
    }

    /// In the caller's transaction.
    List<InboundRow> of(List<Finding> findings) {
        List<InboundRow> rows = new ArrayList<>(findings.size());
        for (Finding finding : findings) {
            if (finding instanceof Finding.Fate f && f.step().arrived()) {
                arrived.add(message(f));
            }
        }
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.Fact f ->
                    rows.add(new InboundRow(
                            f.channel(),
                            f.key(),
                            f.kind(),
                            f.personId(),
                            f.at(),
                            f.shortened(),
                            null,
                            null,
                            f.told(),
                            null,
                            null,
                            null));
                case Finding.Echo e -> rows.add(echo(e));
                case Finding.Fate f -> rows.add(fate(f));
                case Finding.Stray _ -> {}
                case Finding.SetAside s ->
                    rows.add(new InboundRow(
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
                            null,
                            s.standing()));
            }
        }
        return rows;
    }

    private InboundRow echo(Finding.Echo e) {
        boolean ours = ShopScope.callAs(
                e.channel().shopId(), () -> own.settle(e.channel(), e.personId(), e.messageId(), e.mark(), e.text()));
        return new InboundRow(
                e.channel(),
                e.key(),
                ours ? InboundKind.OWN_ECHO : InboundKind.ECHO,
                e.personId(),
                e.at(),
                e.shortened(),
                null,
                null,
                ours ? null : e.told(),
                null,
                null,
                null);
    }

    /// Fates come in any order: a message that was said to have failed is not sent any more
    /// because "sent" is told after it, and one that has arrived did not fail, whatever is told of
    /// another of the person's devices.
    private InboundRow fate(Finding.Fate f) {
        Ref message = message(f);
        if (f.step() == Finding.Step.FAILED
                && (arrived.contains(message) || isTold(f, "delivered") || isTold(f, "read"))) {
            return row(f, InboundKind.NOT_FOR_US, null);
        }
        boolean ours = ShopScope.callAs(f.channel().shopId(), () -> switch (f.step()) {
            case SENT -> !failed.contains(message) && !isTold(f, "failed") && isOurs(f);
            case DELIVERED, READ -> isOurs(f);
            case FAILED -> {
                failed.add(message);
                known.remove(message);
                yield !isTold(f, "failed")
                        && fates.failed(f.channel(), f.messageId(), f.mark(), Objects.requireNonNull(f.failure()));
            }
        });
        return switch (f.step()) {
            case SENT -> row(f, ours ? InboundKind.OWN_ECHO : InboundKind.NOT_FOR_US, null);
            case DELIVERED ->
                read.contains(message) || isTold(f, "read")
                        ? row(f, InboundKind.NOT_FOR_US, null)
                        : row(
                                f,
                                InboundKind.DELIVERED,
                                contact -> new MessageDelivered(
                                        contact.conversationKey(), contact.channelId(), f.messageId(), f.at()));
            case READ -> {
                read.add(message);
                yield row(
                        f,
                        InboundKind.READ,
                        contact ->
                                new MessageRead(contact.conversationKey(), contact.channelId(), f.messageId(), f.at()));
            }
            case FAILED -> row(f, InboundKind.FAILED, null);
        };
    }

    private static Ref message(Finding.Fate f) {
        return new Ref(f.channel().channelId(), f.messageId());
    }

    private boolean isTold(Finding.Fate f, String step) {
        return told.contains(new Ref(f.channel().channelId(), Wording.key(step, f.messageId())));
    }

    /// What is known as ours needs no settling; without a mark nothing else is.
    private boolean isOurs(Finding.Fate f) {
        if (known.contains(message(f))) {
            return true;
        }
        boolean ours = f.mark() != null && own.settle(f.channel(), f.personId(), f.messageId(), f.mark());
        if (ours) {
            known.add(message(f));
        }
        return ours;
    }

    private static InboundRow row(Finding.Fate f, InboundKind kind, Finding.@Nullable Told told) {
        return new InboundRow(
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
                f.price() == null ? null : new PricedMessages.Told(f.channel(), f.messageId(), f.price(), f.at()),
                null);
    }
}
