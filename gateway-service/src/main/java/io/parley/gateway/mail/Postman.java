package io.parley.gateway.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.starter.events.Bell;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Empties the [MailQueue] through SMTP, one letter at a time, on a thread of its own.
@Component
class Postman implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration LOOKS_AT_LEAST_EVERY = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final MailQueue queue;
    private final JavaMailSender smtp;
    private final TransactionTemplate transaction;
    private final String from;
    private final Counter sent;
    private final Counter failed;
    private final Bell bell = new Bell();
    private volatile @Nullable Thread thread;

    Postman(
            MailQueue queue,
            JavaMailSender smtp,
            PlatformTransactionManager transactions,
            @Value("${parley.mail.from}") String from,
            MeterRegistry meters) {
        this.queue = queue;
        this.smtp = smtp;
        this.transaction = new TransactionTemplate(transactions);
        this.from = from;
        this.sent = meters.counter("parley.gateway.mail.sent");
        this.failed = meters.counter("parley.gateway.mail.failed");
    }

    @Override
    public void start() {
        queue.whenThereIsMore(bell::ring);
        // known before it runs: it goes on only while it is the one
        Thread one = Thread.ofVirtual().name("gateway-postman").unstarted(this::run);
        thread = one;
        one.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        bell.ring();
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(3));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (thread == Thread.currentThread()) {
            try {
                while (thread == Thread.currentThread() && deliverOne()) {
                    LOG.trace("one more");
                }
                bell.await(LOOKS_AT_LEAST_EVERY);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("the mail queue cannot be read now: {}", e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        try {
            bell.await(AFTER_TROUBLE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return false when nothing was due
    private boolean deliverOne() {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Optional<MailQueue.Waiting> next = queue.take();
            next.ifPresent(this::deliver);
            return next.isPresent();
        }));
    }

    private void deliver(MailQueue.Waiting mail) {
        if (mail.letter() == null) {
            LOG.warn("e-mail {} was sealed with another PARLEY_SECRET and is given up", mail.id());
            queue.taken(mail.id());
            return;
        }
        try {
            smtp.send(written(mail.letter()));
            queue.taken(mail.id());
            sent.increment();
        } catch (MailParseException | MailPreparationException | MessagingException e) {
            LOG.warn("e-mail {} cannot be written and is given up: {}", mail.id(), e.getMessage());
            queue.taken(mail.id());
            failed.increment();
        } catch (MailException e) {
            LOG.warn("e-mail {} could not be handed over, it will be tried again: {}", mail.id(), e.getMessage());
            queue.failed(mail, String.valueOf(e.getMessage()));
            failed.increment();
        }
    }

    private MimeMessage written(Letter letter) throws MessagingException {
        MimeMessage message = smtp.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, "UTF-8");
        helper.setFrom(from);
        helper.setTo(letter.to());
        helper.setSubject(letter.subject());
        helper.setText(letter.text());
        return message;
    }
}
