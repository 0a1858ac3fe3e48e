package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictFact.ConflictDetected;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.connection.Synchronization.Mode;
import almanac.connection.TraceLine;
import almanac.connection.TraceLine.Reason;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.Scope;
import almanac.sync.inbound.Departures;
import almanac.sync.link.Link;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was done on both sides while a calendar was not tied, once it is tied again. */
final class TiedAgainTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;
    private MappingId mapping;

    /** How a calendar comes off. */
    enum Way {
        DISCONNECTED,
        DESELECTED
    }

    @BeforeEach
    void open() {
        world = new SyncWorld(31);
        world.provider.open("work", Rights.OWNER);
        world.provider.open("home", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
        mapping = world.map(connection, "work", calendar);
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void tie() {
        tie(calendar, true);
    }

    private void tie(CalendarId here, boolean bothWays) {
        connection = world.connect();
        mapping = world.map(connection, "work", here, bothWays, ConflictPolicy.NEWEST);
        world.settle();
    }

    private void untie() {
        untie(Way.DESELECTED);
    }

    private void untie(Way way) {
        switch (way) {
            case DISCONNECTED ->
                    world.side().synchronization().disconnect(SyncWorld.ADA, connection);
            case DESELECTED ->
                    world.send(new ConnectionCommand.EndMapping(connection, mapping, "deselected"));
        }
        world.settleAfter(A_ROUND);
    }

    private void mirrored(String... titles) {
        for (var title : titles) {
            world.provider.personAdds("work", single("uid " + title, title));
        }
        world.settleAfter(A_ROUND);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_deleted_on_either_side_is_gone_on_both(Way way) {
        mirrored("Deleted there", "Deleted here", "Deleted on both", "Stays");
        var ours = entry("Deleted here");
        var both = entry("Deleted on both");
        untie(way);
        world.provider.personRemoves("work", object("Deleted there").id());
        delete(ours);
        world.provider.personRemoves("work", object("Deleted on both").id());
        delete(both);

        tie();

        assertThat(titles()).containsExactly("Stays");
        assertThat(world.conflicts()).isEmpty();
        assertThat(world.provider.writes()).as("one deletion").isEqualTo(1);
        assertThat(world.side().synchronization().trace(ours, 10))
                .extracting(TraceLine::reason)
                .contains(Reason.DELETED);
        assertBothEqual();
    }

    @ParameterizedTest
    @EnumSource
    void edits_meanwhile_merge_against_what_both_agreed_on(Way way) {
        mirrored("Ours", "Theirs", "Fields", "Field");
        var field = entry("Field");
        var fields = entry("Fields");
        retitle(entry("Ours"), "Ours, edited");
        world.settle();
        untie(way);
        retitle(entry("Ours, edited"), "Ours, edited again");
        edit("Theirs", new Change.Title("Theirs, edited"));
        retitle(fields, "Fields, edited");
        edit("Fields", new Change.Location(Optional.of("Room 1")));
        retitle(field, "Our field");
        world.clock.pass(A_ROUND);
        edit("Field", new Change.Title("Their field"));

        tie();

        assertThat(titles())
                .containsExactlyInAnyOrder(
                        "Ours, edited again", "Theirs, edited", "Fields, edited", "Their field");
        assertThat(object("Fields, edited").content().details().location()).contains("Room 1");
        assertThat(world.conflicts()).extracting(ConflictDetected::entry).containsExactly(field);
        assertThat(world.conflicts().getFirst().fields())
                .containsExactly(
                        new Disagreement(
                                Optional.empty(),
                                "title",
                                Optional.of(new Change.Title("Field")),
                                Optional.of(new Change.Title("Our field")),
                                Optional.of(new Change.Title("Their field"))));
        assertBothEqual();
    }

    @Test
    void an_edit_meanwhile_beats_a_deletion_and_is_told() {
        mirrored("Edited here", "Edited there");
        retitle(entry("Edited here"), "Edited here");
        untie();
        retitle(entry("Edited here"), "Our edit");
        world.provider.personRemoves("work", object("Edited here").id());
        delete(entry("Edited there"));
        edit("Edited there", new Change.Title("Their edit"));

        tie();

        assertThat(titles()).containsExactlyInAnyOrder("Our edit", "Their edit");
        assertThat(world.conflicts())
                .hasSize(2)
                .allSatisfy(conflict ->
                        assertThat(conflict.fields().getFirst().field())
                                .isEqualTo(Disagreement.EXISTENCE));
        assertBothEqual();
    }

    @Test
    void what_came_meanwhile_comes_to_both_and_the_same_thing_is_one() {
        mirrored("Stays");
        untie();
        world.add(calendar, single("l", "Ours"));
        world.add(calendar, single("b", "On both"));
        world.provider.personAdds("work", single("p", "Theirs"));
        world.provider.personAdds("work", single("b", "On both"));

        tie();

        assertThat(titles()).containsExactlyInAnyOrder("Stays", "Ours", "On both", "Theirs");
        assertThat(world.provider.writes()).as("one creation").isEqualTo(1);
        assertBothEqual();
    }

    @Test
    void it_holds_however_often_a_calendar_is_tied() {
        mirrored("First", "Second", "Third");
        for (var title : List.of("First", "Second")) {
            untie();
            delete(entry(title));
            tie();
        }

        assertThat(titles()).containsExactly("Third");
        assertThat(links(Filters.ne("mapping", mapping.value()))).isZero();
        assertThat(links(state(Link.State.TOMBSTONE))).isEqualTo(2);
        assertBothEqual();
    }

    @Test
    void a_calendar_that_comes_off_before_it_was_compared_is_compared_the_next_time() {
        mirrored("Deleted there", "Deleted here", "Stays");
        untie();
        world.provider.personRemoves("work", object("Deleted there").id());
        delete(entry("Deleted here"));
        world.provider.failing(failing("changes"));
        tie();
        untie();
        world.provider.failing(new FakeProvider.Faults() {});

        tie();

        assertThat(titles()).containsExactly("Stays");
        assertBothEqual();
    }

    @Test
    void one_way_only_what_the_provider_did_comes_through() {
        untie();
        tie(calendar, false);
        mirrored("Deleted there", "Deleted here", "Edited there");
        untie();
        world.provider.personRemoves("work", object("Deleted there").id());
        delete(entry("Deleted here"));
        edit("Edited there", new Change.Title("Edited"));
        world.add(calendar, single("l", "Ours"));
        tie(calendar, false);

        assertThat(local()).containsExactlyInAnyOrder("Edited", "Ours");
        assertThat(world.provider.writes()).isZero();

        untie();
        tie();
        assertThat(titles()).containsExactlyInAnyOrder("Edited", "Ours");
        assertBothEqual();
    }

    @Test
    void most_of_a_calendar_that_went_there_meanwhile_goes_here_when_a_person_says_so() {
        mirrored(many(12));
        untie();
        world.provider.objects("work").forEach(o -> world.provider.personRemoves("work", o.id()));
        tie();

        assertThat(world.entries(calendar)).hasSize(12);
        assertThat(asked()).isEqualTo(12);

        confirm();
        assertThat(titles()).isEmpty();
        assertBothEqual();
    }

    @Test
    void most_of_a_calendar_that_went_here_meanwhile_goes_there_when_a_person_says_so() {
        mirrored(many(12));
        untie();
        List.copyOf(world.entries(calendar).keySet()).subList(0, 10).forEach(this::delete);
        world.provider.personRemoves("work", object("Theirs 11").id());
        tie();

        assertThat(world.provider.writes()).isZero();
        assertThat(world.entries(calendar)).hasSize(2);
        assertThat(asked()).isEqualTo(11);

        confirm();
        assertThat(titles()).containsExactly("Theirs 10");
        assertBothEqual();
    }

    @Test
    void a_cleared_calendar_that_was_filled_again_asks_nothing() {
        mirrored(many(12));
        var before = Map.copyOf(world.entries(calendar));
        untie();
        before.keySet().forEach(this::delete);
        tie();
        assertThat(asked()).isEqualTo(12);

        before.forEach(this::restore);
        confirm();

        assertThat(titles()).hasSize(12);
        assertThat(world.provider.writes()).isZero();
        assertBothEqual();
    }

    @Test
    void what_was_deleted_before_and_is_here_again_is_created_anew() {
        mirrored("Comes back", "Stays");
        var entry = entry("Comes back");
        var before = Objects.requireNonNull(world.entries(calendar).get(entry));
        delete(entry);
        world.settle();
        assertThat(titles()).containsExactly("Stays");
        untie();
        restore(entry, before);

        tie();

        assertThat(titles()).containsExactlyInAnyOrder("Comes back", "Stays");
        assertThat(world.entries(calendar)).containsKey(entry);
        assertBothEqual();
    }

    @Test
    void a_calendar_that_is_tied_to_another_one_while_it_is_read_loses_nothing() {
        world.provider.paging(1);
        world.provider.personAdds("home", single("a", "First"));
        world.provider.personAdds("home", single("b", "Second"));
        var mine = world.calendar("Home");
        var other = world.calendar("Other");
        world.provider.failing(
                new FakeProvider.Faults() {
                    private boolean over;

                    @Override
                    public void after(FakeProvider.Call call) {
                        if (!over
                                && call.method().equals("changes")
                                && world.entries(mine).size() == 1) {
                            over = true;
                            world.map(connection, "home", other);
                        }
                    }
                });
        world.map(connection, "home", mine);
        world.settle();
        world.settleAfter(A_ROUND);

        world.entries(mine).keySet().forEach(this::delete);
        world.settleAfter(A_ROUND);

        assertThat(world.entries(other)).hasSize(2);
        assertThat(world.provider.objects("home")).hasSize(2);
        assertThat(world.provider.writes()).isZero();
    }

    @Test
    void a_creation_whose_answer_was_lost_is_found() {
        world.provider.failing(failing("create", "changes"));
        var entry = world.add(calendar, single("l", "Once"));
        world.settle();
        assertThat(links(state(Link.State.CREATING))).isEqualTo(1);
        untie();
        world.provider.failing(new FakeProvider.Faults() {});
        retitle(entry, "Edited");

        tie();

        assertThat(titles()).containsExactly("Edited");
        assertThat(world.entries(calendar)).containsOnlyKeys(entry);
        assertBothEqual();
    }

    @Test
    void what_was_about_to_go_is_looked_for_once_more() {
        var home = world.calendar("Home");
        world.map(connection, "home", home);
        mirrored("Goes", "Stays");
        world.provider.personRemoves("work", object("Goes").id());
        world.settle();
        assertThat(links(state(Link.State.LEAVING))).isEqualTo(1);
        untie();

        tie();
        assertThat(local()).as("looked for once more").hasSize(2);
        world.settleAfter(Departures.GRACE.plusSeconds(1));
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Stays");
        assertBothEqual();
    }

    @Test
    void after_another_calendar_was_in_between_nothing_is_deleted_for_what_went_here() {
        mirrored("Deleted here", "Stays");
        untie();
        delete(entry("Deleted here"));
        var other = world.calendar("Other");
        tie(other, true);
        assertThat(world.entries(other)).hasSize(2);
        untie();
        delete(entry("Stays"));
        tie();
        assertThat(titles()).containsExactlyInAnyOrder("Deleted here", "Stays");

        var third = world.calendar("Third");
        tie(third, true);
        delete(entry("Stays"));
        tie();
        assertThat(titles()).containsExactlyInAnyOrder("Deleted here", "Stays");
        assertBothEqual();
    }

    @Test
    void as_many_links_as_a_large_calendar_has_come_along() {
        world.provider.paging(200);
        // more than go to another mapping at once
        mirrored(many(600));
        assertThat(links(state(Link.State.LIVE))).isEqualTo(600);
        var facts = world.facts(EntryFact.class).size();
        untie();
        delete(entry("Theirs 550"));
        tie();

        assertThat(titles()).hasSize(599);
        assertThat(world.provider.writes()).isEqualTo(1);
        assertThat(world.facts(EntryFact.class)).hasSize(facts + 1);
        assertThat(links(Filters.ne("mapping", mapping.value()))).isZero();
    }

    private static String[] many(int count) {
        var titles = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            titles.add("Theirs " + i);
        }
        return titles.toArray(String[]::new);
    }

    /** The answers of these are lost. */
    private static FakeProvider.Faults failing(String... methods) {
        return new FakeProvider.Faults() {
            @Override
            public void after(FakeProvider.Call call) {
                if (List.of(methods).contains(call.method())) {
                    throw new ProviderFailed(new ProviderFailure.Unreachable("lost"));
                }
            }
        };
    }

    private static Bson state(Link.State state) {
        return Filters.eq("state", state.name());
    }

    private long links(Bson filter) {
        return world.count("sync_links", filter);
    }

    private int asked() {
        var pause =
                world.side().synchronization().telemetry(connection).mappings().stream()
                        .flatMap(each -> each.pause().stream())
                        .findFirst()
                        .orElseThrow();
        assertThat(pause).isInstanceOf(Pause.TooMuchGone.class);
        return ((Pause.TooMuchGone) pause).gone();
    }

    private void confirm() {
        world.side()
                .synchronization()
                .syncNow(SyncWorld.ADA, List.of(connection), Mode.FULL, Duration.ZERO);
        world.settleAfter(A_ROUND);
    }

    private EntryId entry(String title) {
        return world.entries(calendar).entrySet().stream()
                .filter(each -> title(each.getValue()).equals(title))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static String title(EntryState.Live live) {
        return EntryPart.of(live).getFirst().content().details().title();
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

    private void restore(EntryId entry, EntryState.Live content) {
        world.send(new EntryCommand.RestoreEntry(entry, content, OptionalLong.empty()));
    }

    private void edit(String title, Change change) {
        world.provider.personEdits("work", object(title).id(), with(change));
    }

    private RemoteObject object(String title) {
        return world.provider.objects("work").stream()
                .filter(each -> each.content().details().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** What the provider has. */
    private List<String> titles() {
        return world.provider.objects("work").stream()
                .map(each -> each.content().details().title())
                .toList();
    }

    /** What we have. */
    private List<String> local() {
        return world.entries(calendar).values().stream().map(TiedAgainTest::title).toList();
    }

    /** Equal in what everybody holds, and a further round writes nothing on either side. */
    private void assertBothEqual() {
        List<ImportedEntry> ours =
                world.entries(calendar).values().stream()
                        .flatMap(live -> EntryPart.of(live).stream())
                        .map(EntryPart::content)
                        .toList();
        var theirs = world.provider.objects("work").stream().map(RemoteObject::content).toList();
        assertThat(Sameness.of(ours)).isEqualTo(Sameness.of(theirs));
        var writes = world.provider.writes();
        var facts = world.facts(Object.class).size();
        confirm();
        assertThat(world.provider.writes()).isEqualTo(writes);
        assertThat(world.facts(Object.class)).hasSize(facts);
    }
}
