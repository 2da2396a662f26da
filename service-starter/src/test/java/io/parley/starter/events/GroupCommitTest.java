package io.parley.starter.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
    private static final int AWAY = -1;
    private static final int WRONG = -2;
    private static final int BROKEN = -3;

    private final List<List<Integer>> groups = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch held = new CountDownLatch(1);
    private final GroupCommit<Integer, String> commit = new GroupCommit<>(
            1,
            10,
            1_000,
            one -> Math.max(1, one),
            this::work,
            e -> !e.getMessage().equals("away"));

    /// The first waits until it is let go, so that the others come meanwhile.
    private List<String> work(List<Integer> group) {
        groups.add(group);
        if (groups.size() == 1) {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        if (group.contains(AWAY)) {
            throw new IllegalStateException("away");
        }
        if (group.contains(WRONG)) {
            throw new IllegalStateException("wrong");
        }
        if (group.contains(BROKEN)) {
            throw new StackOverflowError("broken");
        }
        return group.stream().map(String::valueOf).toList();
    }

    private static Thread add(CompletableFuture<String> answer, GroupCommit<Integer, String> commit, int one) {
        return Thread.ofVirtual().start(() -> {
            try {
                answer.complete(commit.add(one));
            } catch (RuntimeException | StackOverflowError e) {
                answer.completeExceptionally(e);
            }
        });
    }

    /// Asks for the first, then for the others one after the other while it is held, and then lets it go.
    private List<CompletableFuture<String>> asked(int first, List<Integer> others) {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        answers.add(new CompletableFuture<>());
        add(answers.getFirst(), commit, first);
        await().until(() -> groups.size() == 1);
        for (int other : others) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            Thread asking = add(answer, commit, other);
            await().until(() -> asking.getState() == Thread.State.WAITING);
        }
        held.countDown();
        return answers;
    }

    @Test
    void what_is_asked_for_meanwhile_is_done_together_in_its_order_and_each_gets_its_own_answer() {
        List<CompletableFuture<String>> answers = asked(1, List.of(2, 3, 4));

        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly("1", "2", "3", "4");
        assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4));
    }

    @Test
    void a_group_is_no_larger_than_it_may_be() {
        List<CompletableFuture<String>> answers =
                asked(1, IntStream.rangeClosed(2, 13).boxed().toList());

        assertThat(answers.stream().map(CompletableFuture::join)).hasSize(13);
        assertThat(groups.stream().map(List::size)).containsExactly(1, 10, 2);
    }

    @Test
    void nor_heavier_but_one_alone_may_be_of_any_weight() {
        List<CompletableFuture<String>> answers = asked(1, List.of(600, 500, 5_000, 2));

        assertThat(answers.stream().map(CompletableFuture::join)).hasSize(5);
        assertThat(groups).containsExactly(List.of(1), List.of(600), List.of(500), List.of(5_000), List.of(2));
    }

    @Test
    void one_that_is_wrong_fails_alone() {
        List<CompletableFuture<String>> answers = asked(1, List.of(2, WRONG, 3));

        assertThat(answers.get(1).join()).isEqualTo("2");
        assertThat(answers.get(3).join()).isEqualTo("3");
        assertThatThrownBy(answers.get(2)::join)
                .isInstanceOf(CompletionException.class)
                .hasMessageContaining("wrong");
    }

    @Test
    void an_error_is_thrown_to_the_one_it_is_for() {
        List<CompletableFuture<String>> answers = asked(1, List.of(2, BROKEN, 3));

        assertThat(answers.get(1).join()).isEqualTo("2");
        assertThat(answers.get(3).join()).isEqualTo("3");
        assertThatThrownBy(answers.get(2)::join).hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void what_fails_for_all_is_tried_once_and_the_next_is_done_as_ever() {
        List<CompletableFuture<String>> answers = asked(1, List.of(2, AWAY, 3));

        for (CompletableFuture<String> answer : answers.subList(1, 4)) {
            assertThatThrownBy(answer::join).hasMessageContaining("away");
        }
        assertThat(groups).hasSize(2);
        assertThat(commit.add(5)).isEqualTo("5");
    }
}
