package almanac.app.sync;

import static almanac.app.sync.Contents.START;
import static almanac.app.sync.Contents.daily;
import static almanac.app.sync.Contents.override;
import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static almanac.app.sync.Contents.without;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.TraceLine;
import almanac.connection.TraceLine.Reason;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.recurrence.Rule;
import almanac.sync.provider.FakeAuthorizer;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of edits here while nothing is pushed, once something may be pushed again. */
final class OneWayTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final Duration A_LIST = Duration.ofHours(7);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(23);
        world.provider.open("work", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void goes(boolean bothWays) {
        goes(bothWays, ConflictPolicy.NEWEST);
    }

    private void goes(boolean bothWays, ConflictPolicy policy) {
        world.map(connection, "work", calendar, bothWays, policy);
        world.settle();
    }

    /** Something of theirs, and what it is here. */
    private EntryId theirs(String title) {
        return theirs(title, Standing.OURS);
    }

    private EntryId theirs(String title, Standing standing) {
        world.provider.personAdds("work", single("uid " + title, title), standing);
        world.settleAfter(A_ROUND);
        return world.entries(calendar).entrySet().stream()
                .filter(each -> says(each.getValue(), title))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static boolean says(EntryState.Live live, String title) {
        return EntryPart.of(live).stream()
                .anyMatch(part -> part.content().details().title().equals(title));
    }

    @Test
    void all_that_was_done_here_reaches_the_provider_once_it_goes_both_ways() {
        world.provider.personAdds("work", daily("p-series", "Course", 5));
        goes(false);
        var series = world.entries(calendar).keySet().iterator().next();
        var edited = theirs("Old title");
        var deleted = theirs("Deleted here");
        var moved = theirs("Moved away");
        theirs("Untouched");
        retitle(edited, "New title");
        delete(deleted, Optional.empty(), Scope.ALL);
        world.send(new EntryCommand.MoveEntry(moved, world.calendar("Elsewhere")));
        delete(series, Optional.of(new OccurrenceKey(1)), Scope.THIS);
        retitle(series, Optional.of(new OccurrenceKey(2)), "Third");
        world.add(calendar, single("l", "Only here"));
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).as("while it goes one way").isZero();

        goes(true);

        assertThat(titles())
                .containsExactlyInAnyOrder("Course", "New title", "Untouched", "Only here");
        assertThat(object("Course").content().exclusions()).hasSize(1);
        assertThat(object("Course").content().overrides()).hasSize(1);
        assertThat(world.provider.writes()).as("nothing is written twice").isEqualTo(5);
        assertThat(waiting()).isZero();
        assertThat(world.conflicts()).isEmpty();
        assertBothEqual();
    }

    @Test
    void what_the_calendar_had_before_it_was_mapped_goes_there_too() {
        world.add(calendar, single("l", "Ours"));
        goes(false);
        assertThat(titles()).isEmpty();
        goes(true);

        assertThat(titles()).containsExactly("Ours");
        assertBothEqual();
    }

    @Test
    void where_nothing_was_done_nothing_is_written() {
        goes(false);
        theirs("Theirs");
        goes(true);

        assertThat(world.provider.writes()).isZero();
        assertBothEqual();
    }

    @Test
    void a_switch_in_the_middle_of_the_first_read_is_heard() {
        world.add(calendar, single("l", "Ours"));
        theirsThere(7);
        world.provider.paging(3);
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.method().equals("changes") && call.number() % 2 == 0) {
                            throw new ProviderFailed(new ProviderFailure.Unreachable("503"));
                        }
                    }
                });
        goes(false);
        world.provider.failing(new FakeProvider.Faults() {});
        goes(true);
        world.settleAfter(A_ROUND);

        assertThat(titles()).hasSize(8).contains("Ours");
        assertBothEqual();
    }

    private void theirsThere(int many) {
        for (var i = 0; i < many; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
    }

    @Test
    void what_changed_there_meanwhile_merges_first_and_conflicts_are_told() {
        goes(false, ConflictPolicy.LOCAL);
        var fields = theirs("Fields");
        var field = theirs("Field");
        var edit = theirs("Edited there");
        retitle(fields, "Our fields");
        retitle(field, "Our field");
        delete(edit, Optional.empty(), Scope.ALL);
        world.provider.personEdits(
                "work", object("Fields").id(), with(new Change.Location(Optional.of("B 1"))));
        world.provider.personEdits(
                "work", object("Field").id(), with(new Change.Title("Their field")));
        world.provider.personEdits(
                "work", object("Edited there").id(), with(new Change.Title("Stays")));

        goes(true, ConflictPolicy.LOCAL);

        assertThat(titles()).containsExactlyInAnyOrder("Our fields", "Our field", "Stays");
        assertThat(object("Our fields").content().details().location()).contains("B 1");
        assertThat(world.conflicts())
                .extracting(conflict -> conflict.fields().getFirst().field())
                .containsExactlyInAnyOrder("title", Disagreement.EXISTENCE);
        assertBothEqual();
    }

    @Test
    void what_they_say_of_days_that_ours_has_no_more_is_taken_once_it_has_them_again() {
        var series = course(Standing.OURS);
        goes(false);
        var entry = world.entries(calendar).keySet().iterator().next();
        repeats(entry, Optional.empty());
        world.settleAfter(A_ROUND);
        world.provider.personEdits("work", series, override(START.plusDays(3), "Moved"));
        world.provider.personEdits("work", series, without(START.plusDays(2)));
        world.settleAfter(A_ROUND);
        repeats(entry, Optional.of("FREQ=DAILY;COUNT=5"));

        goes(true);
        world.settleAfter(A_ROUND);

        assertThat(object("Course").content().exclusions()).containsExactly(START.plusDays(2));
        assertThat(object("Course").content().overrides()).hasSize(1);
        assertThat(world.conflicts()).isEmpty();
        assertBothEqual();
    }

    @Test
    void what_they_say_of_days_that_ours_has_no_more_is_told_where_ours_stands() {
        var series = course(Standing.OURS);
        goes(false);
        repeats(world.entries(calendar).keySet().iterator().next(), Optional.empty());
        world.settleAfter(A_ROUND);
        world.provider.personEdits("work", series, override(START.plusDays(3), "Moved"));
        world.settleAfter(A_ROUND);

        goes(true);
        world.settleAfter(A_ROUND);

        assertThat(object("Course").content().recurrence()).isEmpty();
        assertThat(world.conflicts())
                .flatExtracting(conflict -> conflict.fields())
                .extracting(Disagreement::remote)
                .contains(Optional.of(new Change.Title("Moved")));
        assertBothEqual();
    }

    @Test
    void a_day_that_its_organizer_calls_off_is_off_here_though_ours_had_ended_before_it() {
        var series = course(Standing.INVITED);
        goes(true);
        var entry = world.entries(calendar).keySet().iterator().next();
        repeats(entry, Optional.of("FREQ=DAILY;COUNT=2"));
        world.settleAfter(A_ROUND);
        world.provider.personEdits("work", series, without(START.plusDays(3)));
        world.settleAfter(A_ROUND);

        repeats(entry, Optional.of("FREQ=DAILY;COUNT=5"));
        world.settleAfter(A_ROUND);

        assertThat(world.provider.writes()).isZero();
        assertBothEqual();
    }

    private String course(Standing standing) {
        return world.provider.personAdds("work", daily("p-series", "Course", 5), standing);
    }

    private void repeats(EntryId entry, Optional<String> rule) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(),
                        Optional.empty(),
                        Optional.of(rule.map(Rule::parse).map(Recurrence::of)),
                        OptionalLong.empty()));
    }

    @Test
    void what_was_edited_here_and_deleted_there_comes_back_where_it_is_ours() {
        goes(false);
        var ours = theirs("Ours");
        var gone = theirs("Gone on both");
        var invited = theirs("Invitation", Standing.INVITED);
        retitle(ours, "Edited here");
        retitle(gone, "Edited, then deleted");
        retitle(invited, "My invitation");
        world.provider.objects("work").forEach(o -> world.provider.personRemoves("work", o.id()));
        world.settleAfter(A_ROUND);
        delete(gone, Optional.empty(), Scope.ALL);
        assertThat(world.entries(calendar)).hasSize(2);
        assertThat(titles()).isEmpty();

        goes(true);

        assertThat(titles()).containsExactly("Edited here");
        assertThat(world.entries(calendar)).as("nobody deletes ours").hasSize(2);
    }

    @Test
    void what_waits_when_it_goes_one_way_is_told_and_made_up_for_later() {
        goes(true);
        var created = world.add(calendar, single("l-1", "Created"));
        var deleted = world.add(calendar, single("l-2", "Deleted"));
        world.settle();
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.writes()) {
                            throw new ProviderFailed(new ProviderFailure.Unreachable("503"));
                        }
                    }
                });
        var waits = world.add(calendar, single("l-3", "Waits"));
        retitle(created, "Edited");
        delete(deleted, Optional.empty(), Scope.ALL);
        world.settle();
        assertThat(waiting()).isEqualTo(3);

        goes(false);
        world.settleAfter(A_ROUND);
        world.provider.failing(new FakeProvider.Faults() {});
        world.settleAfter(A_ROUND);

        assertThat(waiting()).isZero();
        assertThat(titles()).containsExactlyInAnyOrder("Created", "Deleted");
        for (var entry : List.of(created, deleted, waits)) {
            assertThat(told(entry)).contains("this calendar only takes what the provider has");
        }

        goes(true);
        world.settleAfter(A_ROUND);
        assertThat(titles()).containsExactlyInAnyOrder("Edited", "Waits");
        assertBothEqual();
    }

    @Test
    void what_was_done_while_the_provider_let_nobody_write_is_made_up_for_when_it_does() {
        goes(true);
        var entry = world.add(calendar, single("l", "Base"));
        world.settle();
        world.provider.share("work", Rights.READER);
        listed();
        retitle(entry, "Edited");
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Base");
        assertThat(told(entry)).contains("the provider lets nobody of this account write there");

        world.provider.share("work", Rights.OWNER);
        world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
        world.settle();
        assertThat(titles()).as("at once").containsExactly("Edited");
        assertBothEqual();
    }

    @Test
    void what_was_done_while_nobody_let_us_write_is_made_up_for_at_once_when_somebody_does() {
        goes(true);
        var entry = world.add(calendar, single("l", "Base"));
        var untouched = world.add(calendar, single("l-2", "Untouched"));
        world.settle();
        granting(FakeAuthorizer.READS);
        retitle(entry, "Edited");
        world.settle();

        assertThat(titles()).containsExactly("Base", "Untouched");
        assertThat(told(entry)).anyMatch(why -> why.contains("connected for reading only"));
        assertThat(shown().rights()).isEqualTo(Rights.READER);

        var writes = world.provider.writes();
        var looks = looks(untouched);
        granting(FakeAuthorizer.WRITES);
        assertThat(titles()).containsExactly("Edited", "Untouched");
        assertThat(world.provider.writes()).isEqualTo(writes + 1);
        assertThat(looks(untouched)).isEqualTo(looks + 1);
        assertThat(shown().rights()).isEqualTo(Rights.OWNER);
        assertBothEqual();
    }

    @Test
    void what_was_refused_before_a_lesser_consent_was_known_is_made_up_for_too() {
        goes(true);
        var entry = world.add(calendar, single("l", "Base"));
        world.settle();
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.writes()) {
                            throw new ProviderFailed(
                                    new ProviderFailure.Forbidden("403 insufficientPermissions"));
                        }
                    }
                });
        retitle(entry, "Edited");
        world.settle();
        granting(FakeAuthorizer.READS);
        world.provider.failing(new FakeProvider.Faults() {});

        granting(FakeAuthorizer.WRITES);
        assertThat(titles()).containsExactly("Edited");
        assertBothEqual();
    }

    @Test
    void what_a_step_holds_back_while_it_may_be_told_again_is_made_up_for_at_once() {
        goes(true);
        var entry = world.add(calendar, single("l", "Base"));
        world.settle();
        granting(FakeAuthorizer.READS);
        retitle(entry, "Edited");
        world.crashes().meanwhile("sync_trace.", () -> granting(FakeAuthorizer.WRITES));

        world.settle();

        assertThat(told(entry)).anyMatch(why -> why.contains("connected for reading only"));
        assertThat(titles()).containsExactly("Edited");
        assertBothEqual();
    }

    /** The same account is connected again, and this is granted. */
    private void granting(Set<String> scopes) {
        world.authorizer.granting(scopes);
        assertThat(world.connect()).isEqualTo(connection);
        world.settle();
    }

    private ExternalCalendar shown() {
        return world.facts(ConnectionFact.CalendarsListed.class).getLast().calendars().getFirst();
    }

    @Test
    void what_an_older_version_dropped_is_made_up_for_once() {
        world.provider.personAdds("work", single("p", "Untouched"));
        goes(true);
        var untouched = world.entries(calendar).keySet().iterator().next();
        var edited = theirs("Old title");
        var deleted = theirs("Deleted here");
        var bothWays = world.storedMapping();
        goes(false);
        retitle(edited, "New title");
        delete(deleted, Optional.empty(), Scope.ALL);
        world.add(calendar, single("l", "Only here"));
        world.settleAfter(A_ROUND);
        assertThat(looks(untouched)).as("looks at what is mapped from now on").isZero();

        bothWays.keySet().removeAll(List.of("arrears", "arrearsSettled"));
        world.storeMapping(bothWays);
        world.settleAfter(A_ROUND);
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactlyInAnyOrder("New title", "Untouched", "Only here");
        assertThat(world.provider.writes()).as("nothing is written twice").isEqualTo(3);
        assertThat(looks(untouched)).isOne();
        assertThat(world.conflicts()).isEmpty();
        assertBothEqual();
    }

    private long looks(EntryId entry) {
        return told(entry).stream().filter("nothing to push"::equals).count();
    }

    private void listed() {
        world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
        world.settleAfter(A_LIST);
    }

    private long waiting() {
        return world.side().synchronization().telemetry(connection).mappings().getFirst().waiting();
    }

    private List<String> told(EntryId entry) {
        return world.side().synchronization().trace(entry, 100).stream()
                .filter(line -> line.reason() != Reason.DEFERRED)
                .map(TraceLine::detail)
                .toList();
    }

    private void retitle(EntryId entry, String title) {
        retitle(entry, Optional.empty(), title);
    }

    private void retitle(EntryId entry, Optional<OccurrenceKey> occurrence, String title) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        occurrence,
                        occurrence.isEmpty() ? Scope.ALL : Scope.THIS,
                        List.of(new Change.Title(title)),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    private void delete(EntryId entry, Optional<OccurrenceKey> occurrence, Scope scope) {
        world.send(new EntryCommand.DeleteEntry(entry, occurrence, scope, OptionalLong.empty()));
    }

    private RemoteObject object(String title) {
        return world.provider.objects("work").stream()
                .filter(each -> each.content().details().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private List<String> titles() {
        return world.provider.objects("work").stream()
                .map(each -> each.content().details().title())
                .toList();
    }

    /** Equal in what everybody holds, and a further look at everything writes nothing. */
    private void assertBothEqual() {
        var ours =
                world.entries(calendar).values().stream()
                        .flatMap(live -> EntryPart.of(live).stream())
                        .map(EntryPart::content)
                        .toList();
        var theirs = world.provider.objects("work").stream().map(RemoteObject::content).toList();
        assertThat(Sameness.of(ours)).isEqualTo(Sameness.of(theirs));
        var writes = world.provider.writes();
        var facts = world.facts(Object.class).size();
        world.syncsAll(connection);
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).isEqualTo(writes);
        assertThat(world.facts(Object.class)).hasSize(facts);
    }
}
