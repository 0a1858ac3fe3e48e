package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.SyncRun;
import almanac.connection.SyncRun.Counts;
import almanac.connection.SyncRun.Result;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.Scope;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators are told of sync runs. */
final class SyncRunsTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(7);
        world.provider.open("work", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<SyncRun> runs(Optional<String> before, int limit) {
        return world.side().synchronization().runs(connection, before, limit);
    }

    private List<SyncRun> busy() {
        return runs(Optional.empty(), 1_000).stream().filter(run -> !run.counts().idle()).toList();
    }

    @Test
    void a_run_tells_what_was_fetched_applied_and_pushed() {
        world.add(calendar, single("l-1", "Ours"));
        for (var i = 0; i < 7; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
        var mapping = world.map(connection, "work", calendar);
        world.settle();

        var all = busy();
        assertThat(total(all)).isEqualTo(new Counts(7, 7, 1, 0));
        assertThat(all)
                .allSatisfy(run -> {
                    assertThat(run.mapping()).isEqualTo(mapping);
                    assertThat(run.result()).isEqualTo(Result.DONE);
                    assertThat(run.id()).startsWith(mapping.value() + "/");
                    assertThat(run.endedAt()).isAfterOrEqualTo(run.startedAt());
                });
    }

    private static Counts total(List<SyncRun> runs) {
        var all = runs.stream().map(SyncRun::counts).toList();
        return new Counts(
                all.stream().mapToInt(Counts::fetched).sum(),
                all.stream().mapToInt(Counts::applied).sum(),
                all.stream().mapToInt(Counts::pushed).sum(),
                all.stream().mapToInt(Counts::conflicts).sum());
    }

    @Test
    void what_both_sides_changed_is_counted_as_a_conflict() {
        var object = world.provider.personAdds("work", single("p", "Theirs"));
        world.map(connection, "work", calendar);
        world.settle();
        var before = busy().size();
        var entry = world.entries(calendar).keySet().iterator().next();
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(new Change.Title("Here")),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.provider.personEdits("work", object, with(new Change.Title("There")));
        world.settleAfter(A_ROUND);

        var since = busy();
        assertThat(total(since.subList(0, since.size() - before)).conflicts()).isEqualTo(1);
    }

    @Test
    void a_failed_run_says_why_and_the_next_goes_on() {
        world.map(connection, "work", calendar);
        world.settle();
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        throw new ProviderFailed(new ProviderFailure.Unreachable("503 there"));
                    }
                });
        world.settleAfter(A_ROUND);
        var failed = runs(Optional.empty(), 1).getFirst();
        assertThat(failed.result()).isEqualTo(Result.FAILED);
        assertThat(failed.reason()).contains("503 there");

        world.provider.failing(new FakeProvider.Faults() {});
        world.settleAfter(A_ROUND);
        assertThat(runs(Optional.empty(), 1).getFirst().result()).isEqualTo(Result.DONE);
    }

    @Test
    void pages_lose_none_and_the_idle_are_forgotten_first() {
        world.provider.personAdds("work", single("p", "Theirs"));
        world.map(connection, "work", calendar);
        world.settle();
        for (var i = 0; i < 4; i++) {
            world.settleAfter(A_ROUND);
        }
        var all = runs(Optional.empty(), 1_000);
        assertThat(all).hasSizeGreaterThan(4);
        assertThat(all.getFirst().counts().idle()).isTrue();
        var paged = new ArrayList<SyncRun>();
        var page = runs(Optional.empty(), 2);
        while (!page.isEmpty()) {
            paged.addAll(page);
            page = runs(Optional.of(page.getLast().id()), 2);
        }
        assertThat(paged).isEqualTo(all);

        world.clock.pass(Duration.ofDays(2));
        world.side().sweep();
        assertThat(runs(Optional.empty(), 1_000)).isNotEmpty().noneMatch(r -> r.counts().idle());
        world.clock.pass(Duration.ofDays(90));
        world.side().sweep();
        assertThat(runs(Optional.empty(), 1_000)).isEmpty();
    }
}
