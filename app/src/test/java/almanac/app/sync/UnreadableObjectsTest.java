package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.MappingId;
import almanac.connection.Synchronization.Mode;
import almanac.connection.Synchronization.Parked;
import almanac.connection.Synchronization.Phase;
import almanac.connection.TraceLine;
import almanac.entry.Change;
import almanac.entry.EntryId;
import almanac.sync.exchange.Unreadables.Unreadable;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects of a provider that nobody here can read: they are told of, and stop nobody. */
final class UnreadableObjectsTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;
    private MappingId mapping;

    @BeforeEach
    void open() {
        world = new SyncWorld(31);
        world.provider.open("work", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
        mapping = world.map(connection, "work", calendar);
        world.settle();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<Unreadable> letters() {
        return world.side().deadLetters().objects(10);
    }

    private List<String> titles() {
        return world.entries(calendar).values().stream()
                .map(live -> live.head(1).getFirst().details().title())
                .toList();
    }

    private String garbled(String title) {
        var object = world.provider.personAdds("work", single(title, title));
        world.provider.personGarbles("work", object, true);
        return object;
    }

    private long parked() {
        return world.side().synchronization().telemetry(connection).mappings().getFirst().parked();
    }

    @Test
    void one_that_is_new_is_a_dead_letter_with_its_name_and_the_reason() {
        var object = garbled("Garbled");
        world.provider.personAdds("work", single("p", "Plain"));
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Plain");
        assertThat(letters())
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.mapping()).isEqualTo(mapping);
                    assertThat(letter.object()).isEqualTo(object);
                    assertThat(letter.reason()).isEqualTo(FakeProvider.GARBLED);
                    assertThat(letter.since()).isEqualTo(world.clock.instant());
                });
        assertThat(parked()).as("what its user is told").isEqualTo(1);
        assertThat(world.side().synchronization().parked(SyncWorld.ADA, 10))
                .as("by name")
                .singleElement()
                .returns(mapping, Parked::mapping)
                .returns(Optional.of(object), Parked::object)
                .returns(FakeProvider.GARBLED, Parked::reason);
        assertThat(world.side().synchronization().parked(new UserId(2), 10))
                .as("nobody else's")
                .isEmpty();
    }

    @Test
    void it_is_read_when_it_changes_and_is_no_dead_letter_any_more() {
        var object = garbled("Garbled");
        world.settleAfter(A_ROUND);
        var since = letters().getFirst().since();
        world.provider.personEdits("work", object, with(new Change.Title("Still garbled")));
        world.settleAfter(A_ROUND);
        assertThat(letters()).extracting(Unreadable::since).containsExactly(since);

        world.provider.personGarbles("work", object, false);
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Still garbled");
        assertThat(letters()).isEmpty();
        assertThat(parked()).isZero();
    }

    @Test
    void one_that_only_a_fetch_finds_unreadable_stops_no_round() {
        world.provider.vague(() -> true);
        var object = garbled("Garbled");
        world.provider.personAdds("work", single("p", "Plain"));
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Plain");
        assertThat(letters()).extracting(Unreadable::object).containsExactly(object);
        assertThat(world.side().deadLetters().units(10)).isEmpty();
    }

    @Test
    void one_that_may_not_be_fetched_stops_no_round() {
        world.provider.vague(() -> true);
        var object = world.provider.personAdds("work", single("s", "Secret"));
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.method().equals("fetch")
                                && call.object().equals(Optional.of(object))) {
                            throw new ProviderFailed(
                                    new ProviderFailure.Forbidden("it is private"));
                        }
                    }
                });
        world.provider.personAdds("work", single("p", "Plain"));
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Plain");
        assertThat(letters())
                .singleElement()
                .returns(object, Unreadable::object)
                .returns("it is private", Unreadable::reason);
        assertThat(world.side().deadLetters().units(10)).isEmpty();
    }

    /** Whether it is gone nobody knows then: servers have other answers than 404 for that. */
    @Test
    void one_that_a_full_round_misses_and_may_not_fetch_stops_no_round_and_stays() {
        var object = world.provider.personAdds("work", single("s", "Secret"));
        world.settleAfter(A_ROUND);
        var entry = world.entries(calendar).keySet().iterator().next();
        world.provider.personRemoves("work", object);
        world.provider.forgetCursors();
        refusingFetches();
        world.provider.personAdds("work", single("p", "Plain"));
        fullRound();

        assertThat(titles()).containsExactlyInAnyOrder("Secret", "Plain");
        assertThat(details(entry)).contains("is not listed, and cannot be read: no such thing");
        assertThat(world.side().deadLetters().units(10)).isEmpty();
        var progress = world.side().synchronization().telemetry(connection).mappings().getFirst();
        assertThat(progress.phase()).isEqualTo(Phase.STEADY);

        world.provider.failing(new FakeProvider.Faults() {});
        fullRound();
        assertThat(titles()).containsExactly("Plain");
    }

    /** With another calendar it could have gone to, its end is settled later. */
    @Test
    void one_that_left_and_may_not_be_fetched_stops_no_round_and_stays() {
        world.provider.open("home", Rights.OWNER);
        world.map(connection, "home", world.calendar("Home"));
        var object = world.provider.personAdds("work", single("s", "Secret"));
        world.settleAfter(A_ROUND);
        var entry = world.entries(calendar).keySet().iterator().next();
        refusingFetches();
        world.provider.personRemoves("work", object);
        world.settleAfter(A_ROUND);
        world.provider.personAdds("work", single("p", "Plain"));
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactlyInAnyOrder("Secret", "Plain");
        assertThat(details(entry)).contains("left its calendar, and cannot be read: no such thing");
        assertThat(world.side().deadLetters().units(10)).isEmpty();

        world.provider.failing(new FakeProvider.Faults() {});
        world.settleAfter(A_ROUND);
        assertThat(titles()).containsExactly("Plain");
    }

    private void refusingFetches() {
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.method().equals("fetch")) {
                            throw new ProviderFailed(new ProviderFailure.Refused("no such thing"));
                        }
                    }
                });
    }

    private void fullRound() {
        world.clock.pass(A_ROUND);
        world.side()
                .synchronization()
                .syncNow(SyncWorld.ADA, List.of(connection), Mode.FULL, Duration.ZERO);
        world.settleAfter(A_ROUND);
    }

    @Test
    void one_that_is_tied_stays_as_it_is_here_and_its_trace_says_why() {
        var object = world.provider.personAdds("work", single("p", "Plain"));
        world.settleAfter(A_ROUND);
        var entry = world.entries(calendar).keySet().iterator().next();
        world.provider.personGarbles("work", object, true);
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Plain");
        assertThat(letters()).extracting(Unreadable::object).containsExactly(object);
        assertThat(details(entry)).contains("cannot be read: " + FakeProvider.GARBLED);
    }

    private List<String> details(EntryId entry) {
        return world.side().synchronization().trace(entry, 10).stream()
                .map(TraceLine::detail)
                .toList();
    }

    @Test
    void one_that_is_gone_is_forgotten_however_that_is_found_out() {
        var told = garbled("Told");
        var untold = garbled("Untold");
        world.settleAfter(A_ROUND);
        assertThat(letters()).hasSize(2);

        world.provider.personRemoves("work", told);
        world.settleAfter(A_ROUND);
        assertThat(letters()).extracting(Unreadable::object).containsExactly(untold);

        world.provider.personRemoves("work", untold);
        world.provider.forgetCursors();
        fullRound();
        assertThat(letters()).isEmpty();
    }

    @Test
    void an_operator_may_have_it_read_again_though_it_has_not_changed() {
        var object = garbled("Garbled");
        world.settleAfter(A_ROUND);
        assertThat(world.side().deadLetters().retry(mapping, "another")).isFalse();

        assertThat(world.side().deadLetters().retry(mapping, object)).isTrue();
        world.settle();
        assertThat(letters()).extracting(Unreadable::object).containsExactly(object);

        world.provider.mend(object);
        assertThat(world.side().deadLetters().retry(mapping, object)).isTrue();
        world.settle();
        assertThat(titles()).containsExactly("Garbled");
        assertThat(letters()).isEmpty();
    }

    @Test
    void those_of_a_mapping_that_ends_go_with_it() {
        garbled("Garbled");
        world.settleAfter(A_ROUND);
        world.side().synchronization().disconnect(SyncWorld.ADA, connection);
        world.settle();

        assertThat(letters()).isEmpty();
    }
}
