package io.parley.channel.intake;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.channel.Stage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class IntakeDbTest {
    private final Intake intake = Stage.SERVICE.context().getBean(Intake.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(Stage.SERVICE.context().getBean(PlatformTransactionManager.class));

    @Test
    void a_requests_body_is_not_stored_within_somebody_elses_transaction() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> intake.take("meta", body, List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a transaction of its own");
    }
}
