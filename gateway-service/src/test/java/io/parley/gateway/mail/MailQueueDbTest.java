package io.parley.gateway.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.parley.gateway.GatewayUnderTest;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class MailQueueDbTest {
    private final GatewayUnderTest gateway = GatewayUnderTest.shared();
    private final MailQueue queue = gateway.service().context().getBean(MailQueue.class);
    private final Postman postman = gateway.service().context().getBean(Postman.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(gateway.service().context().getBean(PlatformTransactionManager.class));

    @AfterEach
    void theSmtpServerIsThere() {
        gateway.smtpIsBack();
    }

    private Integer waiting(String to) {
        return gateway.service()
                .jdbc()
                .queryForObject("select count(*) from mail where recipient = ?", Integer.class, to);
    }

    private int tries(String to) {
        return gateway
                .service()
                .jdbc()
                .queryForList("select tries from mail where recipient = ?", Integer.class, to)
                .stream()
                .mapToInt(tries -> tries)
                .sum();
    }

    private void send(String to) {
        transaction.executeWithoutResult(
                status -> queue.send(new Letter(to, "Hello", "text for " + to), Duration.ofMinutes(15)));
    }

    @Test
    void a_letter_waits_while_the_smtp_server_is_away_and_goes_when_it_is_back() {
        String to = GatewayUnderTest.newAddress();
        gateway.smtpIsAway();
        send(to);
        await().atMost(Duration.ofSeconds(10)).until(() -> tries(to) >= 1);
        gateway.smtpIsBack();
        gateway.clock().advance(Duration.ofSeconds(10));
        assertThat(gateway.find(to, "(text for " + to + ")")).isNotEmpty();
        await().atMost(Duration.ofSeconds(5)).until(() -> waiting(to) == 0);
        assertThat(gateway.mails(to)).hasSize(1);
    }

    @Test
    void what_is_rolled_back_is_not_sent() {
        String to = GatewayUnderTest.newAddress();
        transaction.executeWithoutResult(status -> {
            queue.send(new Letter(to, "Hello", "never"), Duration.ofMinutes(15));
            status.setRollbackOnly();
        });
        assertThat(waiting(to)).isZero();
    }

    @Test
    void a_letter_nobody_needs_any_more_is_given_up() {
        String to = GatewayUnderTest.newAddress();
        postman.stop();
        send(to);
        MailQueue.Waiting taken = transaction.execute(status -> queue.take().orElseThrow());
        gateway.clock().advance(Duration.ofMinutes(16));
        transaction.executeWithoutResult(status -> queue.failed(taken, "no route"));
        assertThat(waiting(to)).isZero();
        postman.start();
    }
}
