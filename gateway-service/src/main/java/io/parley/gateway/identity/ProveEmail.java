package io.parley.gateway.identity;

import io.parley.gateway.keys.Sealer;
import io.parley.gateway.mail.MailQueue;
import io.parley.starter.web.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Finds out whether somebody reads what is sent to their address, by a code or a link.
@Component
class ProveEmail {
    private final Users users;
    private final EmailProofs proofs;
    private final Sealer sealer;
    private final MailQueue mail;
    private final Letters letters;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ProveEmail(
            Users users,
            EmailProofs proofs,
            Sealer sealer,
            MailQueue mail,
            Letters letters,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.users = users;
        this.proofs = proofs;
        this.sealer = sealer;
        this.mail = mail;
        this.letters = letters;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /// Sends a first code with the sign-up.
    @Transactional(propagation = Propagation.MANDATORY)
    public void ask(User user) {
        Instant now = clock.instant();
        String code = Secrets.code();
        String link = Secrets.token();
        proofs.put(EmailProof.first(user.id(), hash(user, code), sealer.hash(link), now));
        mail.send(letters.verify(user, code, link), EmailProof.GOOD_FOR);
    }

    /// Sends another code, if there is such a user who needs one and has not just got one. Nobody is told which.
    @Transactional
    public void askAgain(String address) {
        Optional<User> user =
                users.findByEmail(EmailAddress.Check.normal(address)).filter(known -> !known.hasProvedEmail());
        if (user.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Optional<EmailProof> before = proofs.lock(user.get().id());
        if (before.isEmpty()) {
            ask(user.get());
        } else if (before.get().mayBeFollowed(now)) {
            String code = Secrets.code();
            String link = Secrets.token();
            proofs.put(before.get().followedBy(hash(user.get(), code), sealer.hash(link), now));
            mail.send(letters.verify(user.get(), code, link), EmailProof.GOOD_FOR);
        }
    }

    /// @throws Refusal invalid, the same whether the code is wrong, old, or there is no such user
    void byCode(String address, String code) {
        EmailProof.Verdict verdict = transaction.execute(status -> judge(address, code));
        if (verdict != EmailProof.Verdict.RIGHT) {
            throw Refusal.invalid(
                    "code_wrong", "The code is wrong or no longer good; look again, or have a new one sent.");
        }
    }

    private EmailProof.Verdict judge(String address, String code) {
        Optional<User> user = users.findByEmail(EmailAddress.Check.normal(address));
        Optional<EmailProof> proof = user.flatMap(known -> proofs.lock(known.id()));
        if (user.isEmpty() || proof.isEmpty()) {
            return EmailProof.Verdict.WRONG;
        }
        EmailProof.Verdict verdict = proof.get().judge(hash(user.get(), code.strip()), clock.instant());
        switch (verdict) {
            case RIGHT -> proved(user.get());
            case WRONG -> proofs.countTry(user.get().id());
            case OVER -> {}
        }
        return verdict;
    }

    /// @throws Refusal invalid, when the link is old or none of ours
    @Transactional
    public void byLink(String link) {
        User user = proofs.lockByLink(sealer.hash(link))
                .filter(proof -> proof.expiresAt().isAfter(clock.instant()))
                .flatMap(proof -> users.findById(proof.userId()))
                .orElseThrow(() -> Refusal.invalid(
                        "link_wrong", "The link is no longer good; log in, and have a new code sent if need be."));
        proved(user);
    }

    private void proved(User user) {
        user.provedEmail(clock.instant());
        users.saveAndFlush(user);
        proofs.delete(user.id());
    }

    private byte[] hash(User user, String code) {
        return sealer.hash(user.id() + " " + code);
    }
}
