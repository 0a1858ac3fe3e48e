package almanac.app.sync;

import static almanac.app.sync.Contents.daily;
import static almanac.app.sync.Contents.single;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.FakeProvider.Call;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What random lives have brought to light, each as the short story that is left of it. */
final class FoundBySimulationTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(3);
        world.provider.open("work", Rights.OWNER);
        world.provider.open("home", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void map() {
        world.map(connection, "work", calendar);
        world.settle();
    }

    private void onWrites(ProviderFailure failure) {
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(Call call) {
                        if (call.writes()) {
                            throw new ProviderFailed(failure);
                        }
                    }
                });
    }

    /**
     * The first creation gets through without an answer.
     *
     * @param meanwhile what a person does to what it made before we know of it
     */
    private void losingTheFirstCreation(Consumer<RemoteObject> meanwhile) {
        world.provider.failing(
                new FakeProvider.Faults() {
                    private boolean lost;

                    @Override
                    public void after(Call call) {
                        if (call.method().equals("create") && !lost) {
                            lost = true;
                            meanwhile.accept(world.provider.objects("work").getFirst());
                            throw new ProviderFailed(
                                    new ProviderFailure.Unreachable("the answer was lost"));
                        }
                    }
                });
    }

    private List<String> remoteTitles() {
        return world.provider.objects("work").stream()
                .map(object -> object.content().details().title())
                .sorted()
                .toList();
    }

    private List<String> localTitles() {
        return world.entries(calendar).values().stream()
                .map(live -> EntryPart.of(live).getFirst().content().details().title())
                .sorted()
                .toList();
    }

    @Test
    void an_edit_that_a_used_up_quota_holds_back_keeps_no_worker_busy() {
        map();
        onWrites(
                new ProviderFailure.Throttled(
                        Optional.of(Duration.ofMinutes(20)),
                        ProviderFailure.Extent.QUOTA,
                        "quota"));
        world.add(calendar, single("l", "Waits"));
        world.settle();
        world.crashes().plan(CrashPoints.NEVER, false);
        world.settleAfter(Duration.ofMinutes(10));

        assertThat(world.crashes().count()).as("calls while it waits").isLessThan(200);
        world.provider.failing(new FakeProvider.Faults() {});
        world.settleAfter(Duration.ofMinutes(11));
        assertThat(remoteTitles()).containsExactly("Waits");
    }

    @Test
    void a_channel_that_a_crash_left_beside_its_successor_keeps_no_worker_busy() {
        // a strict server's grant is lost when we die between its answer and our store
        world.authorizer.lenient();
        map();
        var died = true;
        for (var call = 0; died; call++) {
            world.crashes().plan(call, true);
            died = dies(() -> world.settleAfter(Duration.ofHours(36)));
            world.crashes().plan(CrashPoints.NEVER, false);
            world.settle();

            assertThat(world.crashes().count()).as("calls after %d", call).isLessThan(500);
            // once the claim of a refresh that died has ended, then what was replaced
            world.settleAfter(Duration.ofMinutes(5));
            world.settleAfter(Duration.ofMinutes(5));
            assertThat(world.count("sync_channels", new Document())).as("channels").isEqualTo(1);
        }
    }

    private boolean dies(Runnable life) {
        try {
            life.run();
            return false;
        } catch (Crash crash) {
            world.restart();
            return true;
        }
    }

    /** The first creation gets through without an answer, and a person moves what it made. */
    private final class LostAndMoved implements FakeProvider.Faults {

        private boolean moved;
        private boolean homeIsOutOfReach;

        @Override
        public void before(Call call) {
            if (homeIsOutOfReach && call.calendar().equals("home")) {
                throw new ProviderFailed(new ProviderFailure.Unreachable("home is out of reach"));
            }
        }

        @Override
        public void after(Call call) {
            if (call.method().equals("create") && !moved) {
                moved = true;
                var made = world.provider.objects("work").getFirst();
                world.provider.personMoves("work", made.id(), "home");
                throw new ProviderFailed(new ProviderFailure.Unreachable("the answer was lost"));
            }
        }
    }

    @Test
    void what_was_moved_before_its_creation_was_answered_moves_here_too() {
        var home = mapBoth();
        world.provider.failing(new LostAndMoved());
        var entry = world.add(calendar, single("standup", "Standup"));
        world.settle();

        world.settleAfter(A_ROUND);

        assertThatOnlyHomeHas(home, entry);
    }

    @Test
    void a_creation_without_an_answer_is_looked_for_elsewhere_before_it_is_tried_again() {
        var home = mapBoth();
        var faults = new LostAndMoved();
        faults.homeIsOutOfReach = true;
        world.provider.failing(faults);
        var entry = world.add(calendar, single("standup", "Standup"));
        world.settle();
        world.settleAfter(Duration.ofMinutes(1));
        faults.homeIsOutOfReach = false;

        world.settleAfter(A_ROUND);

        assertThatOnlyHomeHas(home, entry);
    }

    private CalendarId mapBoth() {
        map();
        var home = world.calendar("Home");
        world.map(connection, "home", home);
        world.settle();
        return home;
    }

    private void assertThatOnlyHomeHas(CalendarId home, EntryId entry) {
        assertThat(world.entries(home)).containsOnlyKeys(entry);
        assertThat(world.entries(calendar)).isEmpty();
        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.provider.objects("home")).hasSize(1);
    }

    @Test
    void a_copy_of_what_an_unanswered_creation_made_is_not_taken_for_it() {
        mapBoth();
        losingTheFirstCreation(made ->
                world.provider.personCopies("work", made.id(), original -> single("copy", "Copy")));
        world.add(calendar, single("standup", "Standup"));
        world.settle();

        world.settleAfter(A_ROUND);

        assertThat(remoteTitles()).containsExactly("Copy", "Standup");
        assertThat(localTitles()).containsExactly("Copy", "Standup");
    }

    @Test
    void what_both_sides_moved_to_a_calendar_that_cannot_be_read_is_there_once() {
        var home = mapBoth();
        var entry = world.add(calendar, single("standup", "Standup"));
        world.settle();
        var unreadable = new AtomicBoolean(true);
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(Call call) {
                        if (unreadable.get() && call.calendar().equals("home") && !call.writes()) {
                            throw new ProviderFailed(
                                    new ProviderFailure.Unreachable("home is out of reach"));
                        }
                    }
                });
        var object = world.provider.objects("work").getFirst().id();
        world.provider.personMoves("work", object, "home");
        world.send(new EntryCommand.MoveEntry(entry, home));
        world.settle();
        world.settleAfter(Duration.ofSeconds(30));
        unreadable.set(false);

        world.settleAfter(A_ROUND);

        assertThatOnlyHomeHas(home, entry);
    }

    @Test
    void what_goes_while_a_first_round_has_to_begin_again_goes_here_too() {
        world.provider.paging(1);
        var first = world.provider.personAdds("work", single("standup", "Standup"));
        world.provider.personAdds("work", single("lunch", "Lunch"));
        world.provider.failing(
                new FakeProvider.Faults() {
                    private boolean gone;

                    @Override
                    public void before(Call call) {
                        if (call.method().equals("changes") && hasBegun() && !gone) {
                            gone = true;
                            world.provider.personRemoves("work", first);
                            world.provider.forgetCursors();
                        }
                    }

                    private boolean hasBegun() {
                        return !world.entries(calendar).isEmpty();
                    }
                });

        map();
        world.settleAfter(A_ROUND);

        assertThat(remoteTitles()).containsExactly("Lunch");
        assertThat(localTitles()).containsExactly("Lunch");
    }

    @Test
    void what_goes_while_a_first_round_has_died_leaves_both_sides_equal() {
        var died = true;
        for (var call = 0; died; call++) {
            world.close();
            open();
            world.provider.paging(1);
            var first = world.provider.personAdds("work", single("standup", "Standup"));
            world.provider.personAdds("work", single("lunch", "Lunch"));
            world.crashes().plan(call, true);
            died = dies(this::map);
            world.crashes().plan(CrashPoints.NEVER, false);
            world.provider.personRemoves("work", first);

            world.settle();
            // what was here before its link was is looked for a while, and then made there again
            for (var look = 0; look < 12; look++) {
                world.settleAfter(Duration.ofSeconds(2));
            }
            world.settleAfter(A_ROUND);

            assertThat(localTitles()).as("after %d calls", call).isEqualTo(remoteTitles());
        }
    }

    @Test
    void a_part_that_a_person_moved_to_where_the_whole_entry_moves_is_there_once() {
        var home = mapBoth();
        var entry = world.add(calendar, daily("training", "Training", 6));
        var third = Optional.of(new OccurrenceKey(2));
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        third,
                        Scope.FUTURE,
                        List.of(new Change.Title("Match")),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.settle();
        assertThat(remoteTitles()).containsExactly("Match", "Training");
        var match =
                world.provider.objects("work").stream()
                        .filter(object -> object.content().details().title().equals("Match"))
                        .findFirst()
                        .orElseThrow();
        world.send(new EntryCommand.MoveEntry(entry, home));
        world.provider.personMoves("work", match.id(), "home");
        world.settle();

        world.settleAfter(A_ROUND);

        assertThat(world.entries(home)).containsOnlyKeys(entry);
        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.provider.objects("home"))
                .extracting(object -> object.content().details().title())
                .containsExactlyInAnyOrder("Match", "Training");
    }

    @Test
    void what_a_person_cleared_before_a_creation_was_answered_does_not_set_the_sides_apart() {
        map();
        losingTheFirstCreation(made ->
                world.provider.personEdits(
                        "work", made.id(), Contents.with(new Change.Color(Optional.empty()))));
        world.add(
                calendar,
                Contents.with(new Change.Color(Optional.of("#ff0000")))
                        .apply(single("standup", "Standup")));
        world.settle();

        world.settleAfter(A_ROUND);

        var ours = world.entries(calendar).values().iterator().next();
        assertThat(world.provider.objects("work").getFirst().content().details().color())
                .isEqualTo(EntryPart.of(ours).getFirst().content().details().color());
    }
}
