package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.TraceLine;
import almanac.connection.TraceLine.Reason;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.Scope;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the trace says of edits that do not go out, or not yet. */
final class WhyTraceTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final Duration A_DAY = Duration.ofDays(1);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(17);
        world.provider.open("work", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void map(boolean bothWays) {
        world.map(connection, "work", calendar, bothWays, ConflictPolicy.NEWEST);
        world.settle();
    }

    private EntryId add(String title) {
        var entry = world.add(calendar, single(title, title));
        world.settle();
        return entry;
    }

    private void retitle(EntryId entry, String title) {
        change(entry, new Change.Title(title));
    }

    private void change(EntryId entry, Change change) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(change),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.settle();
    }

    private List<TraceLine> trace(EntryId entry) {
        return world.side().synchronization().trace(entry, 50);
    }

    private List<String> told(EntryId entry, Reason reason) {
        return trace(entry).stream()
                .filter(line -> line.reason() == reason)
                .map(TraceLine::detail)
                .toList();
    }

    private void failing(Predicate<FakeProvider.Call> which, ProviderFailure failure) {
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (which.test(call)) {
                            throw new ProviderFailed(failure);
                        }
                    }
                });
    }

    private void fine() {
        world.provider.failing(new FakeProvider.Faults() {});
    }

    private static ProviderFailure throttled(Duration after, ProviderFailure.Extent extent) {
        return new ProviderFailure.Throttled(Optional.of(after), extent, "rateLimitExceeded");
    }

    @Test
    void an_edit_for_which_the_provider_has_no_place_is_not_told_as_pushed() {
        world.provider.holding(content -> with(new Change.Tags(List.of())).apply(content));
        map(true);
        var entry = add("Tagged");
        var pushed = told(entry, Reason.PUSHED);
        change(entry, new Change.Tags(List.of("private")));

        assertThat(told(entry, Reason.PUSHED)).isEqualTo(pushed);
        assertThat(told(entry, Reason.UNCHANGED))
                .contains("the provider has no place for what was changed");
        retitle(entry, "Renamed");
        assertThat(told(entry, Reason.PUSHED)).hasSize(pushed.size() + 1);
    }

    /** Of what is new only, however often it is looked at. */
    @Test
    void what_is_read_otherwise_than_it_stands_there_is_told_once() {
        var object = world.provider.personAdds("work", single("n", "New"));
        world.provider.noting(object, "a zone is read as another");
        map(true);
        var entry = world.entries(calendar).keySet().iterator().next();
        assertThat(told(entry, Reason.APPLIED)).containsOnlyOnce("a zone is read as another");

        world.provider.forgetCursors();
        world.settleAfter(A_ROUND);
        assertThat(told(entry, Reason.APPLIED)).containsOnlyOnce("a zone is read as another");

        world.provider.noting(object, "a date is read as another");
        world.provider.personEdits("work", object, with(new Change.Title("Newer")));
        world.settleAfter(A_ROUND);
        assertThat(told(entry, Reason.APPLIED)).contains("a date is read as another");
    }

    @Test
    void a_provider_that_asks_to_wait_is_told_of_once_with_the_time() {
        map(true);
        failing(call -> true, throttled(A_ROUND, ProviderFailure.Extent.ACCOUNT));
        var first = add("First");
        var until = world.clock.instant().plus(A_ROUND);
        world.clock.pass(Duration.ofMinutes(1));
        var second = add("Second");

        assertThat(told(first, Reason.DEFERRED))
                .containsExactly(
                        "the provider asked to wait until " + until + ": rateLimitExceeded");
        assertThat(told(second, Reason.DEFERRED))
                .as("an edit while nothing runs")
                .containsExactly("until " + until + ": rateLimitExceeded");
        world.settleAfter(A_ROUND);
        world.settleAfter(A_ROUND);
        assertThat(told(first, Reason.DEFERRED)).as("after more attempts").hasSize(1);

        fine();
        world.settleAfter(A_ROUND);
        assertThat(told(second, Reason.CREATED)).hasSize(1);
        assertThat(told(second, Reason.DEFERRED)).hasSize(1);
    }

    @Test
    void a_quota_for_writes_that_is_used_up() {
        map(true);
        failing(FakeProvider.Call::writes, throttled(A_DAY, ProviderFailure.Extent.QUOTA));
        var first = add("First");
        var until = world.clock.instant().plus(A_DAY);
        var second = add("Second");
        world.settleAfter(A_ROUND);

        assertThat(told(first, Reason.DEFERRED))
                .containsExactly(
                        "the provider takes no more writes until " + until + ": rateLimitExceeded");
        assertThat(told(second, Reason.DEFERRED))
                .containsExactly(
                        "the provider takes no more writes until "
                                + until
                                + ": its quota is used up");
    }

    @Test
    void a_grant_that_is_revoked() {
        map(true);
        world.authorizer.revokeAll("ada@fake.test");
        world.clock.pass(Duration.ofHours(2));
        var first = add("First");
        var second = add("Second");
        world.settleAfter(A_DAY);

        assertThat(told(first, Reason.DEFERRED))
                .containsExactly("the connection waits for its user: invalid_grant");
        assertThat(told(second, Reason.DEFERRED))
                .containsExactly("the connection waits for its user");
        retitle(second, "Edited");
        assertThat(told(second, Reason.DEFERRED)).as("for each edit").hasSize(2);
    }

    @Test
    void what_waits_behind_pushes_that_do_not_get_through() {
        map(true);
        failing(FakeProvider.Call::writes, new ProviderFailure.Unreachable("503"));
        for (var i = 0; i < 3; i++) {
            world.add(calendar, single("l-" + i, "One of three"));
        }
        var behind = add("Behind");

        assertThat(told(behind, Reason.DEFERRED))
                .containsExactly("it is tried again later: several pushes in a row failed");
    }

    @Test
    void a_mapping_that_only_takes_what_the_provider_has() {
        world.provider.personAdds("work", single("p", "Theirs"));
        map(false);
        var theirs = world.entries(calendar).keySet().iterator().next();
        var filtered = "this calendar only takes what the provider has";

        assertThat(told(add("Ours"), Reason.FILTERED)).containsExactly(filtered);
        assertThat(told(theirs, Reason.FILTERED)).as("before it is edited").isEmpty();
        retitle(theirs, "Edited");
        assertThat(told(theirs, Reason.FILTERED)).containsExactly(filtered);
    }

    @Test
    void edits_that_waited_and_edits_that_come_after_the_end_of_a_sync() {
        map(true);
        var pushed = add("Pushed");
        failing(FakeProvider.Call::writes, new ProviderFailure.Unreachable("503"));
        var waits = add("Waits");
        world.side().synchronization().disconnect(SyncWorld.ADA, connection);
        world.settle();
        retitle(pushed, "Edited");

        var ended = "the sync with this calendar has ended";
        assertThat(told(waits, Reason.FILTERED)).containsExactly(ended);
        assertThat(told(pushed, Reason.FILTERED)).containsExactly(ended);
    }

    @Test
    void a_creation_whose_answer_was_lost_and_that_is_found() {
        map(true);
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void after(FakeProvider.Call call) {
                        if (call.writes()) {
                            throw new ProviderFailed(new ProviderFailure.Unreachable("cut off"));
                        }
                    }
                });
        var entry = add("Lost");
        fine();
        world.provider.personEdits(
                "work",
                world.provider.objects("work").getFirst().id(),
                with(new Change.Location(Optional.of("Room 4"))));
        world.settleAfter(A_ROUND);

        assertThat(trace(entry))
                .as(world.memory().toString())
                .anyMatch(line -> line.detail().contains("whose answer was lost"));
    }

    @Test
    void a_creation_that_got_through_at_the_third_attempt() {
        map(true);
        failing(FakeProvider.Call::writes, new ProviderFailure.Unreachable("503"));
        var entry = add("Slow");
        world.settleAfter(Duration.ofSeconds(30));
        fine();
        world.settleAfter(A_ROUND);

        assertThat(told(entry, Reason.ADOPTED)).as("it was not there before").isEmpty();
        assertThat(told(entry, Reason.CREATED)).hasSize(1);
    }
}
