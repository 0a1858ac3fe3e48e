package almanac.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that answers when the test lets it, and what came to it. */
@Timeout(60)
class GroupReadTest {

    private static final int MANY = 8;

    private final List<Set<Long>> reads = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Supplier<Map<Long, String>>> answers = new LinkedBlockingQueue<>();
    private final GroupRead<String> group = new GroupRead<>(this::read);

    private Map<Long, String> read(Set<Long> numbers) {
        reads.add(new TreeSet<>(numbers));
        try {
            return answers.take().get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Long, String> named(LongStream numbers, String suffix) {
        return numbers.boxed().collect(Collectors.toMap(it -> it, it -> it + suffix));
    }

    /** A thread that asks, and what it is answered. */
    private record Asker(Thread thread, CompletableFuture<String> answer) {

        /** For an answer, and not for its turn to ask. */
        boolean waits() {
            return LockSupport.getBlocker(thread) instanceof ForkJoinPool.ManagedBlocker;
        }
    }

    private Asker ask(long number) {
        var answer = new CompletableFuture<String>();
        var thread =
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                answer.complete(group.one(number).orElse("nothing"));
                            } catch (RuntimeException e) {
                                answer.completeExceptionally(e);
                            }
                        });
        return new Asker(thread, answer);
    }

    /** The first who asks, once the read for it has begun. */
    private Asker askFirst(long number) {
        var first = ask(number);
        while (reads.isEmpty()) {
            Thread.onSpinWait();
        }
        return first;
    }

    /** Those who ask while the first read is under way, all of them waiting. */
    private List<CompletableFuture<String>> askMeanwhile() {
        var askers = LongStream.rangeClosed(1, MANY).mapToObj(this::ask).toList();
        while (!askers.stream().allMatch(Asker::waits)) {
            Thread.onSpinWait();
        }
        return askers.stream().map(Asker::answer).toList();
    }

    @Test
    void who_asks_alone_is_answered_by_a_read_of_that_number_only() {
        answers.add(() -> Map.of(7L, "seven"));
        assertThat(group.one(7)).contains("seven");
        answers.add(Map::of);
        assertThat(group.one(8)).isEmpty();
        assertThat(reads).containsExactly(Set.of(7L), Set.of(8L));
    }

    @Test
    void all_who_ask_during_a_read_share_the_next_one() {
        var first = askFirst(100);
        var others = askMeanwhile();
        answers.add(() -> Map.of(100L, "hundred"));
        answers.add(() -> named(LongStream.rangeClosed(1, MANY), ""));
        assertThat(first.answer().join()).isEqualTo("hundred");
        for (var number = 1; number <= MANY; number++) {
            assertThat(others.get(number - 1).join()).isEqualTo("" + number);
        }
        assertThat(reads)
                .containsExactly(
                        Set.of(100L),
                        LongStream.rangeClosed(1, MANY).boxed().collect(Collectors.toSet()));
    }

    @Test
    void who_asks_during_a_read_of_the_same_number_is_not_answered_by_it() {
        var first = askFirst(1);
        var others = askMeanwhile();
        answers.add(() -> Map.of(1L, "before"));
        answers.add(() -> Map.of(1L, "after"));
        assertThat(first.answer().join()).isEqualTo("before");
        assertThat(others.getFirst().join()).isEqualTo("after");
    }

    @Test
    void a_read_that_fails_fails_for_those_who_shared_it_and_for_nobody_after() {
        var first = askFirst(100);
        var others = askMeanwhile();
        answers.add(Map::of);
        answers.add(() -> {
            throw new IllegalArgumentException("the store is away");
        });
        assertThat(first.answer().join()).isEqualTo("nothing");
        for (var other : others) {
            assertThatThrownBy(other::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalArgumentException.class)
                    .hasRootCauseMessage("the store is away");
        }
        answers.add(() -> Map.of(1L, "one"));
        assertThat(group.one(1)).contains("one");
    }

    @Test
    void of_several_numbers_only_those_that_were_asked_for_are_answered() {
        answers.add(() -> named(LongStream.of(1, 2), "!"));
        assertThat(group.all(List.of(1L, 2L, 3L, 2L)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(1L, "1!", 2L, "2!"));
        assertThat(group.all(List.of())).isEmpty();
        assertThat(reads).containsExactly(Set.of(1L, 2L, 3L));
    }
}
