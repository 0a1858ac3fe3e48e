package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.Scope;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.Traits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An entry that is moved here takes its object at the provider along. */
final class RelocationTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private SyncWorld world;
    private CalendarId work;
    private CalendarId home;
    private EntryId entry;
    private String object;

    @BeforeEach
    void open() {
        world = new SyncWorld(7);
        world.provider.open("work", Rights.OWNER);
        world.provider.open("home", Rights.OWNER);
        work = world.calendar("Work");
        home = world.calendar("Home");
        var connection = world.connect();
        mapped(connection);
        object = world.provider.personAdds("work", single("p", "Moves"));
        world.settleAfter(A_ROUND);
        entry = world.entries(work).keySet().iterator().next();
    }

    private void mapped(ConnectionId connection) {
        world.map(connection, "work", work);
        world.map(connection, "home", home);
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_object_moves_and_nothing_is_created_or_deleted() {
        move(home);
        rest();

        assertIsOn("home", home, "Moves");
        assertThat(writes()).containsExactly("move");
    }

    @Test
    void what_was_edited_on_both_sides_meanwhile_comes_together() {
        move(home);
        change(new Change.Title("Renamed"));
        world.provider.personEdits(
                "work", object, with(new Change.Location(Optional.of("Room 4"))));
        rest();

        assertIsOn("home", home, "Renamed");
        assertThat(world.provider.objects("home").getFirst().content().details().location())
                .contains("Room 4");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void it_can_be_moved_there_and_back() {
        move(home);
        rest();
        move(work);
        change(new Change.Title("Back"));
        rest();

        assertIsOn("work", work, "Back");
        assertThat(writes()).doesNotContain("create", "delete");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void who_moves_it_back_while_it_is_on_its_way_has_the_last_word() {
        world.provider.failing(onceMoved(() -> move(work)));
        move(home);
        rest();

        assertIsOn("work", work, "Moves");
    }

    @Test
    void who_moves_it_back_there_meanwhile_does_not_make_two_of_it() {
        world.provider.failing(onceMoved(() -> world.provider.personMoves("home", object, "work")));
        move(home);
        rest();

        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.provider.objects("home")).hasSize(1);
        assertThat(world.entries(home)).containsOnlyKeys(entry);
        assertThat(world.entries(work)).isEmpty();
        assertThat(writes()).containsOnly("move");
    }

    @Test
    void what_is_on_its_way_arrives_though_the_calendar_that_it_left_is_untied_meanwhile() {
        world.provider.failing(onceMoved(this::untieWork));
        move(home);
        rest();

        assertIsOn("home", home, "Moves");
        assertThat(writes()).containsExactly("move");
    }

    @Test
    void so_does_what_was_moved_without_an_answer() {
        world.provider.failing(
                onceMoved(() -> {
                    untieWork();
                    throw new ProviderFailed(new ProviderFailure.Unreachable("no answer"));
                }));
        move(home);
        rest();

        assertIsOn("home", home, "Moves");
        assertThat(writes()).containsExactly("move");
    }

    @Test
    void what_both_sides_move_to_the_same_calendar_after_its_own_is_untied_is_one() {
        untieWork();
        world.settle();
        world.provider.personMoves("work", object, "home");
        move(home);
        rest();

        assertIsOn("home", home, "Moves");
        assertThat(writes()).isEmpty();
    }

    private void untieWork() {
        var tied = world.facts(ConnectionFact.CalendarMapped.class).getFirst();
        world.send(
                new ConnectionCommand.EndMapping(tied.connection(), tied.mapping(), "deselected"));
    }

    @Test
    void what_a_person_moves_away_and_back_is_one_and_where_they_left_it() {
        world.provider.personMoves("work", object, "home");
        world.settleAfter(A_ROUND);
        assertThat(world.entries(home)).containsOnlyKeys(entry);

        world.provider.personMoves("home", object, "work");
        rest();

        assertIsOn("work", work, "Moves");
        assertThat(writes()).isEmpty();
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void what_is_deleted_while_it_is_on_its_way_is_gone() {
        world.provider.failing(
                onceMoved(() ->
                        world.send(
                                new EntryCommand.DeleteEntry(
                                        entry,
                                        Optional.empty(),
                                        Scope.ALL,
                                        OptionalLong.empty()))));
        move(home);
        rest();

        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.provider.objects("home")).isEmpty();
        assertThat(world.entries(home)).isEmpty();
        assertThat(world.entries(work)).isEmpty();
    }

    @Test
    void a_move_whose_answer_was_lost_is_one() {
        world.provider.failing(
                onceMoved(() -> {
                    throw new ProviderFailed(new ProviderFailure.Unreachable("no answer"));
                }));
        move(home);
        rest();

        assertIsOn("home", home, "Moves");
        assertThat(writes()).doesNotContain("create", "delete");
    }

    @Test
    void what_the_provider_does_not_move_is_created_there_and_deleted_here() {
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.method().equals("move")) {
                            throw new ProviderFailed(new ProviderFailure.Forbidden("not yours"));
                        }
                    }
                });
        move(home);
        rest();

        assertAnotherIsOnHome();
    }

    @Test
    void a_provider_that_moves_nothing_is_not_asked_to() {
        world.provider.with(
                new Traits(true, false, Optional.empty(), 4, 1_000_000, Duration.ofMinutes(5)));
        move(home);
        rest();

        assertAnotherIsOnHome();
        assertThat(writes()).containsExactly("delete", "create");
    }

    private void assertAnotherIsOnHome() {
        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.provider.objects("home"))
                .hasSize(1)
                .noneMatch(each -> each.id().equals(object));
        assertThat(world.entries(home)).containsOnlyKeys(entry);
    }

    private static FakeProvider.Faults onceMoved(Runnable what) {
        return new FakeProvider.Faults() {

            private boolean over;

            @Override
            public void after(FakeProvider.Call call) {
                if (call.method().equals("move") && !over) {
                    over = true;
                    what.run();
                }
            }
        };
    }

    private void move(CalendarId to) {
        world.send(new EntryCommand.MoveEntry(entry, to));
    }

    private void change(Change change) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(change),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    private void rest() {
        world.settle();
        world.settleAfter(Duration.ofMinutes(1));
        world.settleAfter(A_ROUND);
    }

    private List<String> writes() {
        return world.provider.calls().stream()
                .filter(FakeProvider.Call::writes)
                .map(FakeProvider.Call::method)
                .toList();
    }

    /** The same object and the same entry, and nothing anywhere else. */
    private void assertIsOn(String external, CalendarId calendar, String title) {
        var elsewhere = external.equals("work") ? "home" : "work";
        assertThat(world.provider.objects(elsewhere)).isEmpty();
        assertThat(world.provider.objects(external))
                .extracting(each -> each.id() + " " + each.content().details().title())
                .containsExactly(object + " " + title);
        assertThat(world.entries(calendar)).containsOnlyKeys(entry);
        assertThat(
                        world.entries(calendar).values().stream()
                                .flatMap(each -> EntryPart.of(each).stream()))
                .extracting(each -> each.content().details().title())
                .containsExactly(title);
        assertThat(world.entries(calendar.equals(work) ? home : work)).isEmpty();
    }
}
