package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.Scope;
import almanac.sync.provider.RemoteObject;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The process dies at every single call to store, provider and our own side in turn, before it and
 * after it. What comes of it must be what would have come without.
 */
@Tag("busy")
final class CrashTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    /** As many calls as nothing here makes. */
    private static final int MANY = 2_000;

    /** What both sides have before a switch: of theirs one, and three of ours. */
    private static final List<String> KNOWN = List.of("Theirs", "To edit", "To delete", "Kept");

    private SyncWorld world;
    private ConnectionId connection;
    private CalendarId calendar;
    private final List<String> expected = new ArrayList<>();

    @BeforeEach
    void open() {
        world = new SyncWorld(11);
        // a strict server's grant is lost when we die between its answer and our store
        world.authorizer.lenient();
        world.provider.failing(world.crashes());
        world.provider.open("work", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
        world.map(connection, "work", calendar);
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void a_push_that_dies_anywhere_has_its_effect_exactly_once() {
        var edited = world.add(calendar, single("edited", "Edited -1"));
        expected.add("Edited -1");
        world.settle();

        var calls =
                dyingEverywhere(number -> {
                    var gone = world.add(calendar, single("gone-" + number, "Gone " + number));
                    world.settle();
                    crashing(number);
                    world.add(calendar, single("added-" + number, "Added " + number));
                    retitle(edited, "Edited " + number);
                    delete(gone);
                    expected.add("Added " + number);
                    expected.remove("Edited " + (number - 1));
                    expected.add("Edited " + number);
                });

        assertThat(calls).as("calls of a push").isGreaterThan(30);
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void a_pull_that_dies_anywhere_has_its_effect_exactly_once() {
        var edited = world.provider.personAdds("work", single("edited", "Edited -1"));
        expected.add("Edited -1");
        world.settleAfter(A_ROUND);

        var calls =
                dyingEverywhere(number -> {
                    var gone =
                            world.provider.personAdds(
                                    "work", single("gone-" + number, "Gone " + number));
                    world.settleAfter(A_ROUND);
                    var added = single("added-" + number, "Added " + number);
                    world.provider.personAdds("work", added);
                    world.provider.personEdits(
                            "work", edited, with(new Change.Title("Edited " + number)));
                    world.provider.personRemoves("work", gone);
                    crashing(number);
                    expected.add("Added " + number);
                    expected.remove("Edited " + (number - 1));
                    expected.add("Edited " + number);
                });

        assertThat(calls).as("calls of a pull").isGreaterThan(30);
        assertThat(world.provider.writes()).as("written back").isZero();
        assertThat(world.facts(EntryFact.EntryCreated.class))
                .as("created once each")
                .doesNotHaveDuplicates();
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void a_merge_that_dies_anywhere_loses_neither_edit() {
        var both = world.add(calendar, single("both", "Title -1"));
        expected.add("Title -1");
        world.settle();
        var object = world.provider.objects("work").getFirst().id();

        var calls =
                dyingEverywhere(number -> {
                    crashingBefore(number);
                    retitle(both, "Title " + number);
                    world.provider.personEdits(
                            "work",
                            object,
                            with(new Change.Location(Optional.of("Room " + number))));
                    expected.remove("Title " + (number - 1));
                    expected.add("Title " + number);
                });

        assertThat(calls).as("calls of a merge").isGreaterThan(20);
        assertThat(world.conflicts()).isEmpty();
        assertThat(world.facts(EntryFact.EntryUpdated.class))
                .extracting(EntryFact.EntryUpdated::changes)
                .contains(List.of(new Change.Location(Optional.of("Room 3"))));
    }

    @Test
    void a_move_to_another_calendar_that_dies_anywhere_moves_the_object_once() {
        world.provider.open("home", Rights.OWNER);
        var home = world.calendar("Home");
        world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
        world.settle();
        world.map(connection, "home", home);
        world.settle();

        var calls =
                dyingEverywhere(
                        number -> {
                            var entry = world.add(calendar, single("m-" + number, "Before"));
                            world.settle();
                            crashingBefore(number);
                            world.send(new EntryCommand.MoveEntry(entry, home));
                            retitle(entry, "Moved " + number);
                            expected.add("Moved " + number);
                        },
                        number -> {
                            // what waited for the round above is pushed a second after it
                            world.settleAfter(Duration.ofMinutes(1));
                            assertThat(world.provider.objects("work")).isEmpty();
                            assertThat(world.provider.objects("home"))
                                    .as("objects after a crash at %d", number)
                                    .allMatch(each -> each.id().startsWith("work-"))
                                    .extracting(each -> each.content().details().title())
                                    .containsExactlyInAnyOrderElementsOf(expected);
                            assertThat(world.entries(home)).hasSameSizeAs(expected);
                            assertThat(world.entries(calendar)).isEmpty();
                        });

        assertThat(calls).as("calls of a move").isGreaterThan(30);
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void a_switch_to_both_ways_that_dies_anywhere_pushes_once_what_was_done_before() {
        var calls =
                dyingEverywhere(
                        number -> {
                            anew();
                            var known = known();
                            goes(false);
                            world.settle();
                            edit(known);
                            world.settleAfter(A_ROUND);
                            assertThat(titles()).containsExactlyElementsOf(KNOWN);
                            crashingBefore(number);
                            goes(true);
                        },
                        this::assertPushedOnce);

        assertThat(calls).as("calls of a switch and what it owes").isGreaterThan(100);
    }

    /** In a world of its own, since a look at everything sees all that ever was there. */
    private void anew() {
        world.close();
        expected.clear();
        open();
    }

    /** Answers ours. */
    private List<EntryId> known() {
        world.provider.personAdds("work", single("Theirs", KNOWN.getFirst()));
        world.settleAfter(A_ROUND);
        var ours =
                KNOWN.stream()
                        .skip(1)
                        .map(title -> world.add(calendar, single(title, title)))
                        .toList();
        world.settle();
        return ours;
    }

    private void edit(List<EntryId> known) {
        retitle(known.get(0), "Edited");
        delete(known.get(1));
        world.add(calendar, single("Added", "Added"));
        expected.addAll(List.of("Theirs", "Edited", "Kept", "Added"));
    }

    /** What was under way when it died may be asked for once more. */
    private void assertPushedOnce(int number) {
        assertConverged(number);
        assertThat(world.provider.writes() - 3)
                .as("writes with a crash at %d", number)
                .isBetween(3L, 4L);
        assertThat(world.conflicts()).isEmpty();
    }

    private void goes(boolean bothWays) {
        world.map(connection, "work", calendar, bothWays, ConflictPolicy.NEWEST);
    }

    @Tag("long")
    @Test
    void a_first_import_that_dies_anywhere_imports_once() {
        var connection = world.connect();
        for (var number = 0; number < MANY; number++) {
            var external = "import-" + number;
            world.provider.open(external, Rights.OWNER);
            for (var i = 0; i < 4; i++) {
                world.provider.personAdds(external, single("i-" + i, "Theirs " + i));
            }
            var here = world.calendar(external);
            world.add(here, single("i-0", "Theirs 0"));
            world.add(here, single("l", "Ours"));
            world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
            world.settle();
            var mapping = world.map(connection, external, here);
            crashing(number);
            var died = dies();
            world.settleAfter(A_ROUND);

            assertThat(world.provider.objects(external))
                    .as("objects after a crash at %d", number)
                    .extracting(each -> each.content().details().title())
                    .containsExactlyInAnyOrder(
                            "Theirs 0", "Theirs 1", "Theirs 2", "Theirs 3", "Ours");
            assertThat(world.entries(here)).as("entries after %d", number).hasSize(5);
            if (!died) {
                assertThat(number).as("calls of a first import").isGreaterThan(60);
                return;
            }
            world.send(new ConnectionCommand.EndMapping(connection, mapping, "seen"));
            world.provider.close(external);
            world.settle();
        }
        throw new AssertionError("it never came to its end");
    }

    @Tag("long")
    @Test
    void a_calendar_tied_again_that_dies_anywhere_knows_what_was_deleted() {
        var connection = world.connect();
        for (var number = 0; number < MANY; number++) {
            var external = "again-" + number;
            world.provider.open(external, Rights.OWNER);
            var there = world.provider.personAdds(external, single("there", "Deleted there"));
            world.provider.personAdds(external, single("stays", "Stays"));
            var here = world.calendar(external);
            var ours = world.add(here, single("here", "Deleted here"));
            world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
            world.settle();
            var first = world.map(connection, external, here);
            world.settle();
            world.send(new ConnectionCommand.EndMapping(connection, first, "deselected"));
            world.settle();
            world.provider.personRemoves(external, there);
            delete(ours);
            world.add(here, single("new", "Ours"));
            var second = world.map(connection, external, here);
            crashing(number);
            var died = dies();
            world.settleAfter(A_ROUND);
            world.settleAfter(A_ROUND);

            assertThat(world.provider.objects(external))
                    .as("objects after a crash at %d", number)
                    .extracting(each -> each.content().details().title())
                    .containsExactlyInAnyOrder("Stays", "Ours");
            assertThat(world.entries(here)).as("entries after %d", number).hasSize(2);
            assertThat(world.count("sync_links", Filters.eq("mapping", first.value()))).isZero();
            if (!died) {
                assertThat(number).as("calls of a first round").isGreaterThan(60);
                return;
            }
            world.send(new ConnectionCommand.EndMapping(connection, second, "seen"));
            world.provider.close(external);
            world.settle();
        }
        throw new AssertionError("it never came to its end");
    }

    private void crashing(int number) {
        world.crashes().plan(number / 2, number % 2 == 1);
    }

    /** For what takes long: whoever dies after a call has died before the next one. */
    private void crashingBefore(int number) {
        world.crashes().plan(number, false);
    }

    private int dyingEverywhere(IntConsumer scene) {
        return dyingEverywhere(scene, this::assertConverged);
    }

    /** Answers at how many places it died. */
    private int dyingEverywhere(IntConsumer scene, IntConsumer check) {
        for (var number = 0; number < MANY; number++) {
            scene.accept(number);
            var died = dies();
            world.settleAfter(A_ROUND);
            check.accept(number);
            if (!died) {
                return number;
            }
        }
        throw new AssertionError("it never came to its end");
    }

    private boolean dies() {
        try {
            world.settleAfter(A_ROUND);
            world.crashes().plan(CrashPoints.NEVER, false);
            return false;
        } catch (Crash crash) {
            world.restart();
            world.settle();
            return true;
        }
    }

    private List<String> titles() {
        return world.provider.objects("work").stream()
                .map(each -> each.content().details().title())
                .toList();
    }

    private void assertConverged(int number) {
        assertThat(titles())
                .as("objects after a crash at %d", number)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(
                        Sameness.of(
                                world.entries(calendar).values().stream()
                                        .flatMap(live -> EntryPart.of(live).stream())
                                        .map(EntryPart::content)
                                        .toList()))
                .as("both sides after a crash at %d", number)
                .isEqualTo(
                        Sameness.of(
                                world.provider.objects("work").stream()
                                        .map(RemoteObject::content)
                                        .toList()));
    }

    private void retitle(EntryId entry, String title) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(new Change.Title(title)),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    private void delete(EntryId entry) {
        world.send(
                new EntryCommand.DeleteEntry(
                        entry, Optional.empty(), Scope.ALL, OptionalLong.empty()));
    }
}
