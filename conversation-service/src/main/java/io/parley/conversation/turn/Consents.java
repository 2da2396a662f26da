package io.parley.conversation.turn;

import static io.parley.starter.Timestamps.at;

import io.parley.conversation.dialogue.Aftermath;
import io.parley.conversation.dialogue.Step;
import io.parley.conversation.shop.Offer;
import io.parley.events.ConversationEvent.ParentConsentAsked;
import io.parley.events.ConversationEvent.ParentConsentGiven;
import io.parley.starter.events.Outbox;
import io.parley.starter.shop.ShopScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A parent's consent before a child orders anything: asked by e-mail with a link, given by a page
/// behind it, confirmed by a second mail with the same link, by which it can be taken back. Only the
/// link's hash is kept here, and nothing of the address.
@Service
public class Consents {
    /// Nobody's mailbox is filled from a chat.
    private static final int MAILS_MAX = 3;

    private static final int TOKEN_BYTES = 32;
    private static final Duration VALID_FOR = Duration.ofDays(14);

    private final JdbcTemplate jdbc;
    private final Conversations conversations;
    private final ForgetShoppers forgetting;
    private final ObjectProvider<TakeTurn> turns;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Consents(
            JdbcTemplate jdbc,
            Conversations conversations,
            ForgetShoppers forgetting,
            ObjectProvider<TakeTurn> turns,
            TransactionTemplate transaction,
            Outbox outbox,
            Clock clock) {
        this.jdbc = jdbc;
        this.conversations = conversations;
        this.forgetting = forgetting;
        this.turns = turns;
        this.transaction = transaction;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// What a link stands for.
    ///
    /// @param shop its name
    public record Consent(UUID shopId, UUID conversationId, String shop, boolean given) {}

    /// Has the parent written to, within the turn's transaction. A later link replaces the earlier.
    void ask(Conversation conversation, String email) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        int asked =
                jdbc.update("""
                insert into parent_consent as known (shop_id, conversation_id, token_hash, asked_at, mails)
                values (?, ?, ?, ?, 1)
                on conflict (shop_id, conversation_id) do update
                set token_hash = excluded.token_hash, asked_at = excluded.asked_at, mails = known.mails + 1
                where known.mails < ? and known.given_at is null
                """, conversation.shopId(), conversation.id(), hash(token), at(clock.instant()), MAILS_MAX);
        if (asked == 1) {
            outbox.publish(new ParentConsentAsked(
                    conversation.id(), conversation.contact().platform(), email, token));
        }
    }

    /// @return empty for a link that was never given, was replaced or is too old
    public Optional<Consent> find(String token) {
        return ShopScope.callAsSystem(() -> transaction.execute(_ -> jdbc.query(
                        """
                        select p.shop_id, p.conversation_id, s.state ->> 'name', p.given_at is not null and p.revoked_at is null
                        from parent_consent p join shop s on s.shop_id = p.shop_id
                        where p.token_hash = ? and (p.given_at is not null or p.asked_at > ?)
                        """,
                        (row, _) -> new Consent(
                                row.getObject(1, UUID.class),
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getBoolean(4)),
                        hash(token),
                        at(clock.instant().minus(VALID_FOR)))))
                .stream()
                .findFirst();
    }

    /// The parent agrees, or takes it back. The same answer again changes nothing.
    public void answer(Consent consent, String token, boolean agrees) {
        ShopScope.callAs(consent.shopId(), () -> transaction.execute(_ -> settle(consent, token, agrees)));
    }

    private boolean settle(Consent consent, String token, boolean agrees) {
        Instant now = clock.instant();
        Conversation conversation =
                conversations.lock(consent.shopId(), consent.conversationId()).orElse(null);
        int changed = jdbc.update(
                agrees
                        ? "update parent_consent set given_at = ?, revoked_at = null where shop_id = ? and conversation_id = ?"
                                + " and token_hash = ? and (given_at is null or revoked_at is not null)"
                        : "update parent_consent set revoked_at = ? where shop_id = ? and conversation_id = ?"
                                + " and token_hash = ? and given_at is not null and revoked_at is null",
                at(now),
                consent.shopId(),
                consent.conversationId(),
                hash(token));
        if (changed == 0 || conversation == null || conversation.shop() == null) {
            return false;
        }
        Offer offer = turns.getObject().offer(conversation);
        Step step = agrees
                ? Aftermath.parentAgreed(conversation.dialogue())
                : Aftermath.parentRevoked(conversation.dialogue(), now);
        turns.getObject().tellUnasked(conversation, step, offer, now);
        if (agrees) {
            outbox.publish(new ParentConsentGiven(
                    conversation.id(), conversation.contact().platform()));
        } else {
            forgetting.forget(conversation, false);
        }
        return true;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
