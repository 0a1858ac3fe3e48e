package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.Scope;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.FakeProvider.Call;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The provider did what we asked for, nobody heard of it, and a person changes their mind before it
 * is tried again: what comes back from there is our own.
 */
final class UnansweredWriteTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private SyncWorld world;
    private CalendarId calendar;
    private CalendarId home;
    private ConnectionId connection;
    private EntryId standup;

    @BeforeEach
    void open() {
        world = new SyncWorld(3);
        world.provider.open("work", Rights.OWNER);
        world.provider.open("home", Rights.OWNER);
        calendar = world.calendar("Work");
        home = world.calendar("Home");
        connection = world.connect();
        world.map(connection, "work", calendar);
        standup = world.add(calendar, single("standup", "Standup"));
        world.settle();
        world.settleAfter(A_ROUND);
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** The first call of that kind gets through without an answer. */
    private void losing(String method, Runnable meanwhile) {
        world.provider.failing(
                new FakeProvider.Faults() {
                    private boolean lost;

                    @Override
                    public void after(Call call) {
                        if (call.method().equals(method) && !lost) {
                            lost = true;
                            meanwhile.run();
                            throw new ProviderFailed(
                                    new ProviderFailure.Unreachable("the answer was lost"));
                        }
                    }
                });
    }

    private void change(Change... changes) {
        world.send(
                new EntryCommand.UpdateEntry(
                        standup,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(changes),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    private static Change location(String name) {
        return new Change.Location(Optional.of(name));
    }

    private void there(Change change) {
        var object = world.provider.objects("work").getFirst().id();
        world.provider.personEdits("work", object, with(change));
    }

    private static String words(ImportedEntry content) {
        return content.details().title()
                + content.details().location().map(" in "::concat).orElse("");
    }

    private void assertBothSay(CalendarId here, String there, String... words) {
        world.settleAfter(A_ROUND);
        assertThat(
                        world.entries(here).values().stream()
                                .flatMap(live -> EntryPart.of(live).stream())
                                .map(part -> words(part.content())))
                .containsExactly(words);
        assertThat(world.provider.objects(there).stream().map(object -> words(object.content())))
                .containsExactly(words);
        var writes = world.provider.writes();
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).isEqualTo(writes);
    }

    @Test
    void an_edit_that_was_taken_back_before_it_was_answered_stays_taken_back() {
        losing("update", () -> change(new Change.Title("Standup")));
        change(new Change.Title("Retro"));
        world.settle();

        assertBothSay(calendar, "work", "Standup");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void an_edit_upon_one_without_an_answer_is_no_conflict() {
        losing("update", () -> change(new Change.Title("Review")));
        change(new Change.Title("Retro"));
        world.settle();

        assertBothSay(calendar, "work", "Review");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void what_is_edited_there_meanwhile_comes_in() {
        losing(
                "update",
                () -> {
                    change(new Change.Title("Standup"));
                    there(location("Hall"));
                });
        change(new Change.Title("Retro"));
        world.settle();

        assertBothSay(calendar, "work", "Standup in Hall");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void another_value_there_is_somebodys_edit() {
        losing(
                "update",
                () -> {
                    change(new Change.Title("Standup"));
                    there(new Change.Title("Review"));
                });
        change(new Change.Title("Retro"), location("Hall"));
        world.settle();

        assertBothSay(calendar, "work", "Review in Hall");
    }

    @Test
    void so_it_is_where_a_person_there_has_moved_it_meanwhile() {
        world.map(connection, "home", home);
        world.settle();
        losing(
                "update",
                () -> {
                    change(new Change.Title("Standup"));
                    var object = world.provider.objects("work").getFirst().id();
                    world.provider.personMoves("work", object, "home");
                });
        change(new Change.Title("Retro"));
        world.settle();

        assertBothSay(home, "home", "Standup");
        assertThat(world.provider.objects("work")).isEmpty();
    }

    @Test
    void what_comes_back_before_its_deletion_was_answered_stands_on_both_sides() {
        losing("delete", () -> world.send(new EntryCommand.MoveEntry(standup, calendar)));
        world.send(new EntryCommand.MoveEntry(standup, home));
        world.settle();

        assertBothSay(calendar, "work", "Standup");
    }

    @Test
    void what_stays_away_after_a_deletion_without_an_answer_is_gone_there() {
        losing("delete", () -> {});
        world.send(new EntryCommand.MoveEntry(standup, home));
        world.settle();

        assertBothSay(calendar, "work");
        assertThat(world.entries(home)).containsOnlyKeys(standup);
    }
}
