package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.entry.Scope;
import almanac.sync.caldav.RadicalePlace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is deleted and then put back there as it was: its version is that of before, as with every
 * server that makes versions of contents. Skipped, and not silently, where Radicale is missing.
 */
final class PutBackTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private static RadicalePlace.@Nullable Shared server;
    private static int number;

    private RadicalePlace place;
    private SyncWorld world;
    private CalendarId calendar;
    private String object;
    private String text;

    @BeforeAll
    static void start() {
        server = new RadicalePlace.Shared();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void one_that_stands_on_both_sides() {
        var clock = SyncWorld.clock();
        place = new RadicalePlace(java.util.Objects.requireNonNull(server), "b" + number++, clock);
        world = new SyncWorld(7, clock, List.of(place.connector()));
        calendar = world.calendar("Work");
        var connection =
                world.connected(place.connect(world.side().authorizations(), SyncWorld.ADA));
        var person = new OtherClient(place, clock);
        object = person.adds(single("p", "Dentist"));
        text = place.text(object);
        world.map(connection, place.work(), calendar);
        world.settle();
        assertThat(titles()).containsExactly("Dentist");
    }

    @AfterEach
    void close() {
        world.close();
        place.close();
    }

    private List<String> titles() {
        return world.entries(calendar).values().stream()
                .map(live -> live.head(1).getFirst().details().title())
                .toList();
    }

    private void round() {
        world.settleAfter(A_ROUND);
    }

    @Test
    void what_was_deleted_here_comes_back() {
        world.send(
                new EntryCommand.DeleteEntry(
                        world.entries(calendar).keySet().iterator().next(),
                        Optional.empty(),
                        Scope.ALL,
                        OptionalLong.empty()));
        round();
        assertThat(titles()).isEmpty();
        assertThat(place.text(object)).doesNotContain("Dentist");

        place.puts(object, text);
        round();

        assertThat(titles()).containsExactly("Dentist");
        assertThat(place.text(object)).isEqualTo(text);
    }

    @Test
    void what_was_deleted_there_comes_back() {
        new OtherClient(place, world.clock).removes(object);
        round();
        assertThat(titles()).isEmpty();

        place.puts(object, text);
        round();

        assertThat(titles()).containsExactly("Dentist");
        round();
        assertThat(place.text(object)).isEqualTo(text);
    }
}
