package io.parley.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTest {

    @Test
    void up_takes_its_flags_in_any_order() {
        assertThat(parse("up")).isEqualTo(new Command.Up(false, false, false));
        assertThat(parse("up --separate -d --empty")).isEqualTo(new Command.Up(true, true, true));
    }

    @Test
    void logs_may_name_a_service_follow_it_and_want_more_lines() {
        assertThat(parse("logs")).isEqualTo(new Command.Logs(Optional.empty(), false, 50));
        assertThat(parse("logs order -f -n 200")).isEqualTo(new Command.Logs(Optional.of("order"), true, 200));
        assertThat(parse("logs -n 7 kafka")).isEqualTo(new Command.Logs(Optional.of("kafka"), false, 7));
    }

    @ParameterizedTest
    @CsvSource({
        "order,order",
        "order-service,order",
        "channel-adapter-service,channel",
        "postgresql,postgres",
        "kafka,kafka"
    })
    void a_part_is_known_by_the_names_people_use(String said, String meant) {
        assertThat(parse("restart " + said)).isEqualTo(new Command.Restart(meant));
    }

    @Test
    void nothing_said_is_a_wish_for_help() {
        assertThat(Command.parse(List.of())).isEqualTo(new Command.Help());
        assertThat(Command.usage()).contains("./parley").contains("PARLEY_PORT").contains("PARLEY_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fly", "up --fast", "down now", "restart", "restart ordr", "logs -n", "logs -n many"})
    void what_is_not_understood_is_named(String words) {
        String culprit = words.substring(words.lastIndexOf(' ') + 1);
        assertThatThrownBy(() -> parse(words)).isInstanceOf(UserError.class).hasMessageContaining(culprit);
    }

    private static Command parse(String words) {
        return Command.parse(List.of(words.split(" ")));
    }
}
