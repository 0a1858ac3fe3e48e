package almanac.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store of rows that are a text each, and how often it is asked. */
@Timeout(60)
class KeptRowsTest {

    private static final int WRITES = 20_000;

    private final Map<Long, String> stored = new ConcurrentHashMap<>(Map.of(1L, "one", 2L, "two"));
    private final List<Collection<Long>> reads = new CopyOnWriteArrayList<>();
    private final AtomicLong generation = new AtomicLong();
    private final KeptRows<String> rows = new KeptRows<>(generation::intValue, 10);

    private static Row<String> row(String state) {
        return new Row<>(state, Instant.EPOCH, Instant.EPOCH, 0);
    }

    private Map<Long, String> all(Collection<Long> ids, Runnable whileRead) {
        var answer = new HashMap<Long, String>();
        rows.all(
                        ids,
                        missing -> {
                            reads.add(missing);
                            var found = new HashMap<Long, Row<String>>();
                            for (var id : missing) {
                                if (stored.containsKey(id)) {
                                    found.put(id, row(stored.get(id)));
                                }
                            }
                            whileRead.run();
                            return found;
                        })
                .forEach((id, row) -> answer.put(id, row.state()));
        return answer;
    }

    private Map<Long, String> all(Long... ids) {
        return all(List.of(ids), () -> {});
    }

    private void write(long id, String to) {
        stored.put(id, to);
        rows.written(List.of(id));
    }

    @Test
    void what_was_read_is_not_read_again() {
        assertThat(all(1L)).isEqualTo(Map.of(1L, "one"));
        assertThat(all(1L, 2L)).isEqualTo(Map.of(1L, "one", 2L, "two"));
        assertThat(all(2L, 1L)).isEqualTo(Map.of(1L, "one", 2L, "two"));
        assertThat(reads).containsExactly(List.of(1L), List.of(2L));
    }

    @Test
    void what_is_not_there_is_asked_for_each_time() {
        assertThat(all(3L)).isEmpty();
        stored.put(3L, "three");
        assertThat(all(3L)).isEqualTo(Map.of(3L, "three"));
    }

    @Test
    void what_was_written_is_read_again_and_nothing_else() {
        all(1L, 2L);
        write(1, "new");
        assertThat(all(1L, 2L)).isEqualTo(Map.of(1L, "new", 2L, "two"));
        assertThat(reads).containsExactly(List.of(1L, 2L), List.of(1L));

        stored.clear();
        rows.allWritten();
        assertThat(all(1L, 2L)).isEmpty();
    }

    @Test
    void what_was_read_while_somebody_wrote_is_not_kept() {
        assertThat(all(List.of(1L), () -> write(1, "new"))).isEqualTo(Map.of(1L, "one"));
        assertThat(all(1L)).isEqualTo(Map.of(1L, "new"));
    }

    @Test
    void another_generation_is_read_by_itself_and_the_one_before_again() {
        all(1L);
        generation.set(1);
        stored.put(1L, "made again");
        assertThat(all(1L)).isEqualTo(Map.of(1L, "made again"));
        generation.set(0);
        stored.put(1L, "taken back");
        assertThat(all(1L)).isEqualTo(Map.of(1L, "taken back"));

        var between = List.of(2L);
        assertThat(all(between, () -> generation.set(1))).isEqualTo(Map.of(2L, "two"));
        generation.set(0);
        all(2L);
        assertThat(reads).last().isEqualTo(between);
        assertThat(reads.stream().filter(between::equals)).hasSize(2);
    }

    @Test
    void who_was_told_of_a_write_never_sees_what_was_before() throws Exception {
        var told = new AtomicLong();
        var ended = new AtomicBoolean();
        var late = new CopyOnWriteArrayList<String>();
        stored.put(1L, "0");
        var readers = new ArrayList<Thread>();
        for (var reader = 0; reader < 3; reader++) {
            readers.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                while (!ended.get()) {
                                    var atLeast = told.get();
                                    var seen = Long.parseLong(one());
                                    if (seen < atLeast) {
                                        late.add(seen + " after " + atLeast);
                                    }
                                }
                            }));
        }
        for (var write = 1L; write <= WRITES; write++) {
            write(1, Long.toString(write));
            told.set(write);
        }
        ended.set(true);
        for (var reader : readers) {
            reader.join();
        }
        assertThat(late).isEmpty();
    }

    private String one() {
        return rows.all(List.of(1L), missing -> Map.of(1L, row(stored.get(1L)))).get(1L).state();
    }
}
