package almanac.app.ids;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TestDatabase;
import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class StoredIdsTest {

    private final MongoDatabase database = TestDatabase.fresh();

    @AfterEach
    void drop() {
        database.drop();
    }

    @Test
    void numbers_begin_at_one_and_no_two_nodes_hand_out_the_same() throws Exception {
        assertThat(new StoredIds(database).entry()).isEqualTo(new EntryId(1));
        var nodes = IntStream.range(0, 4).mapToObj(n -> new StoredIds(database)).toList();
        var all = new ArrayList<EntryId>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var work =
                    IntStream.range(0, 8)
                            .<Callable<List<EntryId>>>mapToObj(t ->
                                    () ->
                                            IntStream.range(0, 500)
                                                    .mapToObj(i -> nodes.get(t % 4).entry())
                                                    .toList())
                            .toList();
            for (var result : threads.invokeAll(work)) {
                all.addAll(result.get());
            }
        }
        assertThat(all).hasSize(4_000).doesNotHaveDuplicates();
    }

    @Test
    void a_uid_has_one_entry_on_a_calendar_whoever_asks_first() throws Exception {
        var calendar = new CalendarId(7);
        var uids = IntStream.range(0, 300).mapToObj(i -> "uid-" + i).toList();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var answers =
                    threads.invokeAll(
                            IntStream.range(0, 4)
                                    .mapToObj(n -> new StoredIds(database))
                                    .<Callable<Map<String, EntryId>>>map(
                                            ids -> () -> entries(ids.forUids(calendar, uids)))
                                    .toList());
            var first = answers.getFirst().get();
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
            assertThat(first.values()).hasSize(300).doesNotHaveDuplicates();
            assertThat(new StoredIds(database).forUid(calendar, "uid-7"))
                    .isEqualTo(first.get("uid-7"));
        }
    }

    private static Map<String, EntryId> entries(Map<String, Ids.Reservation> reserved) {
        return reserved.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().entry()));
    }

    @Test
    void a_reservation_is_fresh_for_who_asks_first_alone() {
        var ids = new StoredIds(database);
        var calendar = new CalendarId(7);
        ids.forUid(calendar, "old");

        assertThat(ids.forUids(calendar, List.of("old", "new")).values())
                .extracting(Ids.Reservation::fresh)
                .containsExactly(false, true);
        assertThat(ids.forUids(calendar, List.of("new")).values())
                .extracting(Ids.Reservation::fresh)
                .containsExactly(false);
    }

    @Test
    void the_same_uid_on_another_calendar_is_another_entry() {
        var ids = new StoredIds(database);
        var longOne = "x".repeat(5_000);

        assertThat(ids.forUid(new CalendarId(1), longOne))
                .isEqualTo(ids.forUid(new CalendarId(1), longOne))
                .isNotEqualTo(ids.forUid(new CalendarId(2), longOne))
                .isNotEqualTo(ids.forUid(new CalendarId(1), longOne + "x"));
    }
}
