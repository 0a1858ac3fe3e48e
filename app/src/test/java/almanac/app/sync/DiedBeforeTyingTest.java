package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.MappingId;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.Scope;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.FakeProvider.Call;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A run makes an entry of an object and dies before it has noted which object that was; somebody
 * does something before the next run.
 */
final class DiedBeforeTyingTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final Predicate<Call> NONE = call -> false;

    private SyncWorld world;
    private CalendarId work;
    private CalendarId home;
    private MappingId mapping;
    private Predicate<Call> refused = NONE;
    private ProviderFailure failure = new ProviderFailure.Forbidden("not now");

    @BeforeEach
    void open() {
        world = new SyncWorld(3);
        world.provider.open("work", Rights.OWNER);
        world.provider.open("home", Rights.OWNER);
        work = world.calendar("Work");
        home = world.calendar("Home");
        ConnectionId connection = world.connect();
        mapping = world.map(connection, "work", work);
        world.map(connection, "home", home);
        world.settle();
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(Call call) {
                        if (refused.test(call)) {
                            throw new ProviderFailed(failure);
                        }
                    }
                });
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Another run dies at each of its calls; the story is of those that left an entry untied. */
    private void dying(Consumer<String> story) {
        var stories = 0;
        var died = true;
        for (var call = 0; died; call++) {
            var object = world.provider.personAdds("work", single("p" + call, "Made " + call));
            world.crashes().plan(call, true);
            died = dies();
            world.crashes().plan(CrashPoints.NEVER, false);
            if (untied().isEmpty()) {
                world.settleAfter(A_ROUND);
            } else {
                story.accept(object);
                stories++;
            }
        }
        assertThat(stories).isPositive();
    }

    private Set<EntryId> untied() {
        return world.entries(work).keySet().stream()
                .filter(entry ->
                        world.count("sync_links", new Document("entry", entry.value())) == 0)
                .collect(toSet());
    }

    private boolean dies() {
        try {
            world.settleAfter(A_ROUND);
            return false;
        } catch (Crash crash) {
            world.restart();
            return true;
        }
    }

    private void rounds() {
        for (var round = 0; round < 3; round++) {
            world.settleAfter(A_ROUND);
        }
    }

    private void assertThatBothSidesAreEqual() {
        assertThat(here()).doesNotHaveDuplicates().isEqualTo(there());
    }

    private List<String> here() {
        return Stream.of(home, work)
                .flatMap(each -> world.entries(each).values().stream())
                .map(live -> EntryPart.of(live).getFirst().content().details().title())
                .sorted()
                .toList();
    }

    private List<String> there() {
        return Stream.of("home", "work")
                .flatMap(each -> world.provider.objects(each).stream())
                .map(object -> object.content().details().title())
                .sorted()
                .toList();
    }

    @Test
    void what_is_removed_there_goes_here() {
        dying(object -> {
            var made = untied();
            world.provider.personRemoves("work", object);
            rounds();

            assertThat(world.entries(work).keySet()).doesNotContainAnyElementsOf(made);
            assertThatBothSidesAreEqual();
        });
    }

    @Test
    void what_is_removed_there_and_edited_here_stays() {
        dying(object -> {
            world.provider.personRemoves("work", object);
            var made = untied();
            made.forEach(this::rename);
            rounds();

            assertThat(made).isSubsetOf(world.entries(work).keySet());
            assertThatBothSidesAreEqual();
        });
    }

    @Test
    void what_cannot_be_read_now_stays() {
        stays(object ->
                world.provider.personEdits(
                        "work", object, with(new Change.Location(Optional.of("Room 4")))));
    }

    @Test
    void what_cannot_be_read_and_is_given_up_stays() {
        stays(object -> world.side().deadLetters().discard(mapping, object));
    }

    private void stays(Consumer<String> before) {
        dying(object -> {
            var made = untied();
            refused =
                    call ->
                            call.method().equals("fetch")
                                    && call.object().equals(Optional.of(object));
            world.provider.vague(() -> true);
            rounds();
            assertThat(made).isSubsetOf(world.entries(work).keySet());
            refused = NONE;
            before.accept(object);
            rounds();

            assertThat(made).isSubsetOf(world.entries(work).keySet());
            assertThat(here()).doesNotHaveDuplicates().isSubsetOf(there());
        });
        assertThat(world.provider.calls()).extracting(Call::method).doesNotContain("create");
    }

    @Test
    void what_is_moved_here_moves_there() {
        failure = new ProviderFailure.Unreachable("not now");
        dying(object -> {
            untied().forEach(entry -> world.send(new EntryCommand.MoveEntry(entry, home)));
            refused = call -> call.calendar().equals("work");
            world.settle();
            refused = NONE;
            rounds();

            assertThatBothSidesAreEqual();
        });
        assertThat(world.provider.calls())
                .extracting(Call::method)
                .contains("move")
                .doesNotContain("create");
    }

    private void rename(EntryId entry) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(new Change.Title("Renamed " + entry)),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }
}
