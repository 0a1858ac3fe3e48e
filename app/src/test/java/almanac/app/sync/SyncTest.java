package almanac.app.sync;

import static almanac.app.sync.Contents.daily;
import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.Waiting;
import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.connection.Side;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Mode;
import almanac.connection.Synchronization.Parked;
import almanac.connection.Synchronization.Phase;
import almanac.connection.TraceLine;
import almanac.connection.TraceLine.Reason;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.sync.inbound.Departures;
import almanac.sync.local.Run;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What both sides end up with, whoever did what in between. */
final class SyncTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final Duration A_LIST = Duration.ofHours(7);

    /** Until a calendar that a list lacks is looked for again. */
    private static final Duration A_LOOK = Duration.ofMinutes(2);

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(7);
        world.provider.open("work", Rights.OWNER);
        world.provider.open("home", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private MappingId map() {
        var mapping = world.map(connection, "work", calendar);
        world.settle();
        return mapping;
    }

    @Test
    void the_first_link_brings_each_side_what_the_other_has() {
        world.add(calendar, single("l-1", "Ours"));
        for (var i = 0; i < 7; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
        map();

        assertThat(titles("work")).hasSize(8).contains("Ours", "Theirs 0", "Theirs 6");
        assertBothEqual();
    }

    @Test
    void what_is_on_both_already_becomes_one() {
        world.add(calendar, single("same-uid", "By name"));
        world.add(calendar, single("l-2", "By looks"));
        world.provider.personAdds("work", single("same-uid", "By name"));
        world.provider.personAdds("work", single("p-2", "By looks"));
        map();

        assertThat(world.entries(calendar)).hasSize(2);
        assertBothEqual();
        assertThat(world.provider.writes()).isZero();
    }

    @Test
    void an_edit_there_comes_here_and_writes_nothing_back() {
        map();
        var object = world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        world.provider.personEdits("work", object, with(new Change.Title("Edited")));
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Edited");
        assertThat(world.provider.writes()).isZero();
        assertBothEqual();
    }

    @Test
    void an_edit_here_goes_there_at_once_and_its_echo_changes_nothing() {
        map();
        var entry = world.add(calendar, single("l", "Ours"));
        world.settle();
        retitle(entry, "Edited");
        world.settle();

        assertThat(titles("work")).containsExactly("Edited");
        assertBothEqual();
        assertThat(world.side().synchronization().trace(entry, 20))
                .anyMatch(line -> line.reason() == Reason.ECHO);
    }

    @Test
    void edits_of_different_fields_merge() {
        map();
        var entry = world.add(calendar, single("l", "Ours"));
        world.settle();
        retitle(entry, "Edited");
        world.provider.personEdits(
                "work", onlyObject().id(), with(new Change.Location(Optional.of("Room 4"))));
        world.settleAfter(A_ROUND);

        assertBothEqual();
        assertThat(onlyObject().content().details().title()).isEqualTo("Edited");
        assertThat(onlyObject().content().details().location()).contains("Room 4");
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void edits_of_one_field_are_a_conflict_and_the_mapping_says_who_stands() {
        for (var policy : List.of(ConflictPolicy.LOCAL, ConflictPolicy.PROVIDER)) {
            var external = "c-" + policy;
            world.provider.open(external, Rights.OWNER);
            world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
            var here = world.calendar(external);
            world.map(connection, external, here, true, policy);
            var entry = world.add(here, single("l", "Base"));
            world.settle();
            var object = world.provider.objects(external).getFirst().id();
            retitle(entry, "Ours");
            world.provider.personEdits(external, object, with(new Change.Title("Theirs")));
            world.settleAfter(A_ROUND);

            var stands = policy == ConflictPolicy.LOCAL ? "Ours" : "Theirs";
            assertThat(titles(external)).containsExactly(stands);
            assertThat(parts(here).values()).allMatch(p -> p.details().title().equals(stands));
            var conflict = world.conflicts().getLast();
            assertThat(conflict.standing())
                    .isEqualTo(policy == ConflictPolicy.LOCAL ? Side.LOCAL : Side.PROVIDER);
            assertThat(conflict.fields())
                    .containsExactly(
                            new Disagreement(
                                    Optional.empty(),
                                    "title",
                                    Optional.of(new Change.Title("Base")),
                                    Optional.of(new Change.Title("Ours")),
                                    Optional.of(new Change.Title("Theirs"))));
        }
        assertThat(world.conflicts()).hasSize(2);
    }

    @Test
    void a_conflict_can_be_settled_for_the_other_side() {
        world.map(connection, "work", calendar, true, ConflictPolicy.PROVIDER);
        var entry = world.add(calendar, single("l", "Base"));
        world.settle();
        retitle(entry, "Ours");
        world.provider.personEdits("work", onlyObject().id(), with(new Change.Title("Theirs")));
        world.settleAfter(A_ROUND);
        var conflict = world.conflicts().getLast().conflict();

        world.side().synchronization().resolve(SyncWorld.ADA, conflict, Side.LOCAL);
        world.settleAfter(A_ROUND);

        assertThat(titles("work")).containsExactly("Ours");
        assertBothEqual();
    }

    @Test
    void an_edit_beats_a_deletion_on_either_side() {
        map();
        var edited = world.add(calendar, single("l-1", "Edited here"));
        var deleted = world.add(calendar, single("l-2", "Edited there"));
        world.settle();
        world.provider.personRemoves("work", object("Edited here").id());
        retitle(edited, "Stays");
        delete(deleted);
        world.provider.personEdits(
                "work", object("Edited there").id(), with(new Change.Title("Stays too")));
        world.settleAfter(A_ROUND);

        assertThat(titles("work")).containsExactlyInAnyOrder("Stays", "Stays too");
        assertBothEqual();
        assertThat(world.conflicts())
                .hasSize(2)
                .allMatch(c -> c.fields().getFirst().field().equals(Disagreement.EXISTENCE));
    }

    @Test
    void a_deletion_goes_to_the_other_side_and_one_on_both_is_none() {
        map();
        var here = world.add(calendar, single("l-1", "Deleted here"));
        world.add(calendar, single("l-2", "Deleted there"));
        var both = world.add(calendar, single("l-3", "Deleted on both"));
        world.settle();
        world.provider.personRemoves("work", object("Deleted there").id());
        world.provider.personRemoves("work", object("Deleted on both").id());
        delete(here);
        delete(both);
        world.settleAfter(A_ROUND);

        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.entries(calendar)).isEmpty();
        assertThat(world.conflicts()).isEmpty();
    }

    @Test
    void what_is_told_while_a_round_reads_is_looked_at_right_after_it() {
        map();
        var told = new int[1];
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void after(FakeProvider.Call call) {
                        if (call.method().equals("changes") && told[0]++ == 0) {
                            world.provider.personAdds("work", single("p-2", "Second"));
                            while (!world.webhooks().isEmpty()) {
                                world.webhooks().poll().run();
                            }
                        }
                    }
                });
        world.provider.personAdds("work", single("p-1", "First"));
        world.settle();

        assertThat(titles()).containsExactlyInAnyOrder("First", "Second");
    }

    @Test
    void a_lost_answer_to_a_creation_makes_no_second_object() {
        map();
        var lost = new int[1];
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void after(FakeProvider.Call call) {
                        if (call.method().equals("create") && lost[0]++ == 0) {
                            throw new ProviderFailed(new ProviderFailure.Unreachable("lost"));
                        }
                    }
                });
        world.add(calendar, single("l", "Once"));
        world.settleAfter(A_ROUND);

        assertThat(lost[0]).isPositive();
        assertThat(titles("work")).containsExactly("Once");
        assertBothEqual();
    }

    @Test
    void a_void_cursor_costs_a_look_at_everything_and_nothing_else() {
        map();
        for (var i = 0; i < 8; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
        world.settleAfter(A_ROUND);
        var revisions = world.facts(almanac.entry.EntryFact.class).size();
        world.provider.forgetCursors();
        world.provider.personRemoves("work", object("Theirs 3").id());
        world.settleAfter(A_ROUND);

        assertThat(world.entries(calendar)).hasSize(7);
        assertThat(world.facts(almanac.entry.EntryFact.class)).hasSize(revisions + 1);
        assertBothEqual();
    }

    @Test
    void a_calendar_that_is_suddenly_empty_deletes_nothing_before_a_person_says_so() {
        map();
        for (var i = 0; i < 12; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
        world.settleAfter(A_ROUND);
        world.provider.objects("work").forEach(o -> world.provider.personRemoves("work", o.id()));
        world.provider.forgetCursors();
        world.settleAfter(A_ROUND);

        assertThat(world.entries(calendar)).hasSize(12);
        assertThat(phase()).isEqualTo(Phase.PAUSED);

        world.side()
                .synchronization()
                .syncNow(SyncWorld.ADA, List.of(connection), Mode.FULL, Duration.ZERO);
        world.settle();
        assertThat(world.entries(calendar)).isEmpty();
        assertThat(phase()).isEqualTo(Phase.STEADY);
    }

    @Test
    void a_dead_grant_stops_everything_and_what_waited_goes_out_after_a_reconnect() {
        map();
        world.authorizer.revokeAll("ada@fake.test");
        var entry = world.add(calendar, single("l", "Waits"));
        world.settleAfter(Duration.ofHours(2));

        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.facts(ConnectionFact.ConnectionFailed.class))
                .extracting(ConnectionFact.ConnectionFailed::reason)
                .containsExactly(FailureReason.REAUTHORIZE);
        retitle(entry, "Waited");
        world.settleAfter(Duration.ofHours(2));

        assertThat(world.connect()).isEqualTo(connection);
        world.settle();
        assertThat(titles("work")).containsExactly("Waited");
        assertBothEqual();
    }

    @Test
    void whoever_waits_for_a_round_hears_that_the_grant_has_died_meanwhile() {
        map();
        var asked =
                CompletableFuture.supplyAsync(() ->
                        world.side()
                                .synchronization()
                                .syncNow(
                                        SyncWorld.ADA,
                                        List.of(connection),
                                        Mode.DELTA,
                                        Duration.ofMinutes(2)));
        Waiting.until(
                Duration.ofSeconds(30),
                () -> world.count("sync_mappings", Filters.gt("requested", 0L)) == 1);
        world.authorizer.revokeAll("ada@fake.test");
        world.settleAfter(Duration.ofHours(2));

        assertThat(asked.orTimeout(60, TimeUnit.SECONDS).join().problem())
                .containsInstanceOf(Synchronization.AuthFailed.class);
    }

    @Test
    void an_away_sign_in_says_nothing_of_the_grant() {
        map();
        world.authorizer.failing(Optional.of(new ProviderFailure.Unreachable("503")));
        world.add(calendar, single("l", "Waits"));
        world.settleAfter(Duration.ofHours(2));
        assertThat(world.facts(ConnectionFact.ConnectionFailed.class)).isEmpty();
        assertThat(world.side().synchronization().telemetry(connection).refreshFailures())
                .isPositive();

        world.authorizer.failing(Optional.empty());
        world.settleAfter(Duration.ofHours(1));
        assertThat(titles("work")).containsExactly("Waits");
    }

    @Test
    void nothing_is_pushed_after_a_disconnect_and_what_was_mirrored_stays() {
        map();
        var entry = world.add(calendar, single("l", "Mirrored"));
        world.settle();
        world.side().synchronization().disconnect(SyncWorld.ADA, connection);
        retitle(entry, "Edited");
        world.settleAfter(Duration.ofDays(2));

        assertThat(titles("work")).containsExactly("Mirrored");
        assertThat(titles()).containsExactly("Edited");
        assertThat(world.authorizer.grants()).isZero();
        assertThat(world.provider.openChannels()).isZero();
    }

    @Test
    void a_calendar_tied_again_knows_its_copies() {
        var mapping = map();
        world.add(calendar, single("l", "Mirrored"));
        world.settle();
        world.send(new ConnectionCommand.EndMapping(connection, mapping, "test"));
        world.settle();
        world.provider.personEdits("work", onlyObject().id(), with(new Change.Title("Since")));
        map();

        assertThat(world.entries(calendar)).hasSize(1);
        assertThat(world.provider.objects("work")).hasSize(1);
        assertBothEqual();
    }

    @Test
    void a_move_between_calendars_there_keeps_the_entry() {
        map();
        var home = world.calendar("Home");
        world.map(connection, "home", home);
        world.settle();
        var object = world.provider.personAdds("work", single("p", "Moves"));
        world.settleAfter(A_ROUND);
        var entry = world.entries(calendar).keySet().iterator().next();
        world.provider.personMoves("work", object, "home");
        world.settleAfter(A_ROUND);
        world.settleAfter(Duration.ofMinutes(1));
        world.settleAfter(A_ROUND);

        assertThat(world.entries(calendar)).isEmpty();
        assertThat(world.entries(home)).containsOnlyKeys(entry);
        assertThat(titles("home")).containsExactly("Moves");
    }

    @Test
    void what_left_its_calendar_is_gone_here_without_another_round() {
        map();
        world.map(connection, "home", world.calendar("Home"));
        var object = world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        world.provider.personRemoves("work", object);
        world.settleAfter(A_ROUND);
        assertThat(world.entries(calendar)).as("it may show elsewhere").hasSize(1);

        world.settleAfter(Departures.GRACE.plusSeconds(1));

        assertThat(world.entries(calendar)).isEmpty();
    }

    @Test
    void a_move_between_calendars_here_moves_the_copy() {
        map();
        var home = world.calendar("Home");
        world.map(connection, "home", home);
        var entry = world.add(calendar, single("l", "Moves"));
        world.settle();
        world.send(new EntryCommand.MoveEntry(entry, home));
        world.settle();
        world.settleAfter(Duration.ofMinutes(1));
        world.settleAfter(A_ROUND);

        assertThat(titles("work")).isEmpty();
        assertThat(titles("home")).containsExactly("Moves");
        assertThat(world.entries(home)).containsOnlyKeys(entry);
    }

    @Test
    void a_deleted_calendar_deletes_nothing_at_the_provider() {
        map();
        world.add(calendar, single("l", "Stays there"));
        world.settle();
        world.send(new almanac.calendar.CalendarCommand.DeleteCalendar(calendar));
        world.settleAfter(A_ROUND);

        assertThat(titles("work")).containsExactly("Stays there");
        assertThat(world.facts(ConnectionFact.MappingEnded.class)).hasSize(1);
    }

    @Test
    void one_tied_to_another_calendar_before_the_deletion_of_its_own_was_heard_goes_on() {
        map();
        world.add(calendar, single("l", "Stays there"));
        world.settle();
        world.send(new almanac.calendar.CalendarCommand.DeleteCalendar(calendar));
        var other = world.calendar("Other");
        world.map(connection, "work", other);
        world.settleAfter(A_ROUND);

        assertThat(titles("work")).containsExactly("Stays there");
        assertThat(parts(other).values())
                .extracting(part -> part.details().title())
                .containsExactly("Stays there");
        assertThat(world.facts(ConnectionFact.MappingEnded.class)).isEmpty();
    }

    @Test
    void a_calendar_that_is_not_shared_any_more_stays_here() {
        map();
        world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        world.provider.close("work");
        world.settleAfter(A_ROUND);

        assertThat(titles()).containsExactly("Theirs");
        assertThat(phase()).isEqualTo(Phase.PAUSED);
    }

    @Test
    void a_refresh_while_the_calendar_is_gone_confirms_nothing() {
        mapTwelve();
        world.provider.close("work");
        world.settleAfter(A_ROUND);

        assertThat(pause()).containsInstanceOf(Pause.CalendarGone.class);
        assertThat(sync(Mode.FULL).problem())
                .get()
                .isInstanceOfSatisfying(
                        Synchronization.Paused.class,
                        paused ->
                                assertThat(paused.pause()).isInstanceOf(Pause.CalendarGone.class));
        world.settle();
        world.provider.open("work", Rights.OWNER);
        world.settleAfter(A_LIST);

        assertThat(world.entries(calendar)).hasSize(12);
        assertAsksFor(12);
    }

    @Test
    void a_refresh_after_the_calendar_came_back_empty_confirms_nothing() {
        mapTwelve();
        world.provider.close("work");
        world.settleAfter(A_ROUND);
        world.provider.open("work", Rights.OWNER);
        sync(Mode.FULL);
        world.settle();

        assertThat(world.entries(calendar)).hasSize(12);
        assertAsksFor(12);
        sync(Mode.FULL);
        world.settle();
        assertThat(world.entries(calendar)).isEmpty();
        assertThat(phase()).isEqualTo(Phase.STEADY);
    }

    @Test
    void a_calendar_that_goes_away_while_it_is_asked_about_takes_the_question_with_it() {
        mapTwelve();
        removeAll(12);
        world.settleAfter(A_ROUND);
        assertAsksFor(12);
        sync(Mode.FULL);
        world.provider.close("work");
        world.settle();
        assertThat(pause()).containsInstanceOf(Pause.CalendarGone.class);
        world.provider.open("work", Rights.OWNER);
        world.settleAfter(A_LIST);

        assertThat(world.entries(calendar)).hasSize(12);
        assertAsksFor(12);
    }

    @Test
    void no_more_vanishes_than_a_person_was_asked_for() {
        map();
        for (var i = 0; i < 20; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
        world.settleAfter(A_ROUND);
        removeAll(12);
        world.settleAfter(A_ROUND);
        assertAsksFor(12);
        removeAll(8);
        sync(Mode.FULL);
        world.settle();

        assertThat(world.entries(calendar)).hasSize(20);
        assertAsksFor(20);
    }

    @Test
    void a_calendar_that_is_not_listed_any_more_is_waited_for_at_the_usual_pace() {
        map();
        world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        var opensAgain = world.provider.close("work");
        world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
        world.settleAfter(A_LOOK);
        assertThat(pause()).containsInstanceOf(Pause.CalendarGone.class);
        sync(Mode.FULL);
        world.settle();
        var calls = world.provider.calls().size();
        for (var i = 0; i < 60; i++) {
            world.settleAfter(Duration.ofSeconds(3));
        }
        assertThat(world.provider.calls()).hasSize(calls);

        opensAgain.run();
        world.settleAfter(A_LIST);
        assertThat(phase()).isEqualTo(Phase.STEADY);
        assertBothEqual();
    }

    @Test
    void a_calendar_that_one_list_lacks_is_looked_for_before_it_counts_as_gone() {
        map();
        var listsAgain = world.provider.unlist("work");
        world.side().synchronization().refreshCalendars(SyncWorld.ADA, connection);
        world.settle();
        assertThat(pause()).isEmpty();

        listsAgain.run();
        world.settleAfter(A_LOOK);
        world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        assertThat(phase()).isEqualTo(Phase.STEADY);
        assertBothEqual();
    }

    @Test
    void a_calendar_that_the_second_list_lacks_too_is_gone_and_looked_for_soon() {
        map();
        world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        var listsAgain = world.provider.unlist("work");
        world.settleAfter(A_LIST);
        world.settleAfter(A_LOOK);
        assertThat(pause()).containsInstanceOf(Pause.CalendarGone.class);
        assertThat(titles()).containsExactly("Theirs");

        listsAgain.run();
        world.settleAfter(A_ROUND);
        assertThat(phase()).isEqualTo(Phase.STEADY);
        assertBothEqual();
    }

    @Test
    void a_calendar_that_one_call_misses_is_tried_again_within_the_hour() {
        map();
        world.provider.failing(
                new FakeProvider.Faults() {
                    private boolean missed;

                    @Override
                    public void before(FakeProvider.Call call) {
                        if (!missed && call.method().equals("changes")) {
                            missed = true;
                            throw new ProviderFailed(new ProviderFailure.CalendarGone("404"));
                        }
                    }
                });
        world.settleAfter(A_ROUND);
        assertThat(pause()).containsInstanceOf(Pause.CalendarGone.class);

        world.settleAfter(A_ROUND);
        assertThat(phase()).isEqualTo(Phase.STEADY);
        assertBothEqual();
    }

    @Test
    void a_calendar_that_is_listed_and_cannot_be_read_is_not_tried_again_and_again() {
        map();
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.method().equals("changes")) {
                            throw new ProviderFailed(
                                    new ProviderFailure.CalendarGone("404 for what is listed"));
                        }
                    }
                });
        world.settleAfter(A_ROUND);
        assertThat(pause()).containsInstanceOf(Pause.CalendarGone.class);
        var calls = world.provider.calls().size();
        for (var i = 0; i < 60; i++) {
            world.settleAfter(Duration.ofSeconds(3));
        }
        assertThat(world.provider.calls()).hasSize(calls);
    }

    @Test
    void whoever_asks_for_a_paused_calendar_is_told_at_once_and_looks_whether_it_is_back() {
        map();
        world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        var opensAgain = world.provider.close("work");
        world.settleAfter(A_ROUND);
        for (var time : List.of(1, 2)) {
            var report = sync(Mode.DELTA);
            assertThat(report.finished()).as("time %d", time).isTrue();
            assertThat(report.problem())
                    .get()
                    .isInstanceOfSatisfying(
                            Synchronization.Paused.class,
                            paused -> assertThat(paused.localName()).isEqualTo("Mapped"));
        }

        opensAgain.run();
        assertThat(sync(Mode.DELTA).problem()).isEmpty();
        world.settle();
        assertThat(phase()).isEqualTo(Phase.STEADY);
        assertBothEqual();
    }

    @Test
    void a_report_counts_what_a_mapping_brought_that_was_tied_for_it() {
        for (var i = 0; i < 5; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
        var mapping = map();
        var report =
                world.side()
                        .synchronization()
                        .syncNow(
                                SyncWorld.ADA,
                                List.of(connection),
                                Set.of(mapping),
                                Mode.DELTA,
                                Duration.ZERO);
        assertThat(report.imported()).isEqualTo(5);
        assertThat(sync(Mode.DELTA).imported()).isZero();
    }

    @Test
    void a_mapping_that_ends_ends_its_channel_and_the_connection_remembers_its_last_sync() {
        var mapping = map();
        assertThat(world.provider.openChannels()).isEqualTo(1);
        world.send(new ConnectionCommand.EndMapping(connection, mapping, "deselected"));
        world.settle();

        assertThat(world.provider.openChannels()).isZero();
        assertThat(world.count("sync_channels", new org.bson.Document())).isZero();
        assertThat(telemetry().realtime()).isFalse();
        assertThat(telemetry().subscription()).isEmpty();
        assertThat(telemetry().lastSyncedAt()).isPresent();
        world.side().synchronization().disconnect(SyncWorld.ADA, connection);
        world.settle();
        assertThat(telemetry().lastSyncedAt()).isPresent();
    }

    @Test
    void a_deleted_calendar_ends_the_channel_of_its_mapping() {
        map();
        world.send(new almanac.calendar.CalendarCommand.DeleteCalendar(calendar));
        world.settle();

        assertThat(world.provider.openChannels()).isZero();
    }

    @Test
    void a_channel_that_cannot_be_ended_while_its_user_is_waited_for_counts_for_nothing() {
        var mapping = map();
        world.authorizer.revokeAll("ada@fake.test");
        world.settleAfter(Duration.ofHours(2));
        world.send(new ConnectionCommand.EndMapping(connection, mapping, "deselected"));
        world.settle();
        assertThat(telemetry().realtime()).isFalse();

        world.connect();
        world.settle();
        assertThat(world.provider.openChannels()).isZero();
    }

    private void mapTwelve() {
        map();
        for (var i = 0; i < 12; i++) {
            world.provider.personAdds("work", single("p-" + i, "Theirs " + i));
        }
        world.settleAfter(A_ROUND);
    }

    /** So many, and nobody tells of them one by one. */
    private void removeAll(int many) {
        world.provider.objects("work").stream()
                .limit(many)
                .forEach(each -> world.provider.personRemoves("work", each.id()));
        world.provider.forgetCursors();
    }

    private void assertAsksFor(int gone) {
        assertThat(pause())
                .get()
                .isInstanceOfSatisfying(
                        Pause.TooMuchGone.class, pause -> assertThat(pause.gone()).isEqualTo(gone));
    }

    private Synchronization.Report sync(Mode mode) {
        return world.side()
                .synchronization()
                .syncNow(SyncWorld.ADA, List.of(connection), mode, Duration.ZERO);
    }

    private Synchronization.Telemetry telemetry() {
        return world.side().synchronization().telemetry(connection);
    }

    private Optional<Pause> pause() {
        return telemetry().mappings().getFirst().pause();
    }

    @Test
    void a_storm_of_refusals_is_waited_for_as_long_as_the_provider_wants() {
        map();
        var storm = new int[1];
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        storm[0]++;
                        throw new ProviderFailed(
                                new ProviderFailure.Throttled(
                                        Optional.of(Duration.ofSeconds(120)),
                                        ProviderFailure.Extent.ACCOUNT,
                                        "429"));
                    }
                });
        world.add(calendar, single("l", "Waits"));
        world.settle();
        world.settleAfter(Duration.ofSeconds(60));
        assertThat(storm[0]).isEqualTo(1);

        world.provider.failing(new FakeProvider.Faults() {});
        world.settleAfter(Duration.ofSeconds(61));
        assertThat(titles("work")).containsExactly("Waits");
    }

    @Test
    void what_a_provider_cannot_hold_is_parked_with_its_reason_and_stops_nobody_else() {
        var mapping = map();
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.method().equals("create") && world.provider.writes() == 1) {
                            throw new ProviderFailed(
                                    new ProviderFailure.Unsupported("no such rule there"));
                        }
                    }
                });
        var parked = world.add(calendar, single("l-1", "Parked"));
        world.add(calendar, single("l-2", "Goes on"));
        world.settle();

        assertThat(titles("work")).containsExactly("Goes on");
        assertThat(world.side().deadLetters().edits(10))
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("no such rule there"));
        assertThat(world.side().synchronization().parked(SyncWorld.ADA, 10))
                .singleElement()
                .returns(Optional.of(parked), Parked::entry)
                .returns("no such rule there", Parked::reason);
        assertThat(world.side().deadLetters().retry(mapping, parked)).isTrue();
        world.settle();
        assertBothEqual();
    }

    @Test
    void what_is_parked_is_done_with_once_a_person_has_done_it_at_the_provider() {
        map();
        var entry = world.add(calendar, single("l-1", "Before"));
        world.settle();
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void before(FakeProvider.Call call) {
                        if (call.method().equals("update")) {
                            throw new ProviderFailed(
                                    new ProviderFailure.Unsupported("it would mail everybody"));
                        }
                    }
                });
        retitle(entry, "After");
        world.settle();
        assertThat(world.side().synchronization().parked(SyncWorld.ADA, 10)).hasSize(1);
        var object = world.provider.objects("work").getFirst().id();

        world.provider.personEdits(
                "work", object, with(new Change.Location(Optional.of("Room 1"))));
        world.settleAfter(A_ROUND);
        assertThat(world.side().synchronization().parked(SyncWorld.ADA, 10)).hasSize(1);

        world.provider.personEdits("work", object, with(new Change.Title("After")));
        world.settleAfter(A_ROUND);
        assertThat(world.side().synchronization().parked(SyncWorld.ADA, 10)).isEmpty();
        assertBothEqual();
    }

    @Test
    void invitations_and_birthdays_come_in_and_are_never_written_to() {
        map();
        for (var standing : List.of(Standing.READ_ONLY, Standing.INVITED)) {
            world.provider.personAdds("work", single("p-" + standing, "" + standing), standing);
        }
        world.settleAfter(A_ROUND);
        world.entries(calendar).keySet().forEach(entry -> retitle(entry, "Mine"));
        world.settleAfter(A_ROUND);

        assertThat(titles("work")).containsExactlyInAnyOrder("READ_ONLY", "INVITED");
        assertThat(titles()).containsOnly("Mine");
        assertThat(world.entries(calendar).keySet())
                .flatExtracting(entry -> world.side().synchronization().trace(entry, 10))
                .filteredOn(line -> line.step() == TraceLine.Step.PUSH)
                .extracting(TraceLine::detail)
                .containsExactlyInAnyOrder(
                        "only the organizer may change title",
                        "at the provider this account may not change title");
    }

    @Test
    void two_entries_that_provoke_each_other_are_stopped() {
        map();
        var entry = world.add(calendar, single("l", "0"));
        world.settle();
        for (var i = 1; i < 40; i++) {
            retitle(entry, "Ours " + i);
            world.settleAfter(Duration.ofSeconds(20));
            world.provider.personEdits(
                    "work", onlyObject().id(), with(new Change.Title("Theirs " + i)));
            world.settleAfter(Duration.ofSeconds(20));
        }
        assertThat(world.side().synchronization().trace(entry, 200))
                .anyMatch(line -> line.reason() == Reason.LOOP_STOPPED);
    }

    @Test
    void what_a_rule_changes_in_the_course_of_a_run_goes_to_the_provider_all_the_same() {
        var mapping = map();
        world.provider.personAdds("work", single("p", "Theirs"));
        world.settleAfter(A_ROUND);
        var entry = world.entries(calendar).keySet().iterator().next();
        world.sendAs(
                new Actor(SyncWorld.ADA, Origin.of(Origin.Kind.RULE, 3)),
                new Run(mapping, "1"),
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(new Change.Title("Ruled")),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.settle();

        assertThat(titles("work")).containsExactly("Ruled");
        assertBothEqual();
    }

    @Test
    void exceptions_of_a_series_cross_in_both_directions() {
        map();
        var entry = world.add(calendar, daily("l", "Course", 5));
        world.settle();
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.of(new OccurrenceKey(1)),
                        Scope.THIS,
                        List.of(new Change.Title("Second")),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.provider.personEdits(
                "work", onlyObject().id(), Contents.without(Contents.START.plusDays(3)));
        world.settleAfter(A_ROUND);

        assertBothEqual();
        assertThat(onlyObject().content().overrides()).hasSize(1);
        assertThat(onlyObject().content().exclusions()).hasSize(1);
    }

    @Test
    void this_and_following_is_two_objects_there_and_one_series_here() {
        map();
        var entry = world.add(calendar, daily("l", "Course", 6));
        world.settle();
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.of(new OccurrenceKey(3)),
                        Scope.FUTURE,
                        List.of(new Change.Title("Later")),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.settleAfter(A_ROUND);

        assertThat(titles("work")).containsExactlyInAnyOrder("Course", "Later");
        world.provider.personEdits(
                "work", object("Later").id(), with(new Change.Location(Optional.of("B 1"))));
        world.settleAfter(A_ROUND);
        assertThat(world.entries(calendar)).hasSize(1);
        assertBothEqual();
    }

    private Phase phase() {
        return world.side().synchronization().telemetry(connection).mappings().getFirst().phase();
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

    private RemoteObject onlyObject() {
        var objects = world.provider.objects("work");
        assertThat(objects).hasSize(1);
        return objects.getFirst();
    }

    private RemoteObject object(String title) {
        return world.provider.objects("work").stream()
                .filter(each -> each.content().details().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private List<String> titles() {
        return parts(calendar).values().stream().map(each -> each.details().title()).toList();
    }

    private List<String> titles(String external) {
        return world.provider.objects(external).stream()
                .map(each -> each.content().details().title())
                .toList();
    }

    private Map<String, ImportedEntry> parts(CalendarId on) {
        var parts = new TreeMap<String, ImportedEntry>();
        world.entries(on)
                .forEach((entry, live) ->
                        EntryPart.of(live)
                                .forEach(part ->
                                        parts.put(
                                                entry.value() + "/" + part.from().slot(),
                                                part.content())));
        return parts;
    }

    /** Equal in what everybody holds, and a further round writes nothing on either side. */
    private void assertBothEqual() {
        assertThat(Sameness.of(parts(calendar).values()))
                .isEqualTo(
                        Sameness.of(
                                world.provider.objects("work").stream()
                                        .map(RemoteObject::content)
                                        .toList()));
        var writes = world.provider.writes();
        var facts = world.facts(Object.class).size();
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).isEqualTo(writes);
        assertThat(world.facts(Object.class)).hasSize(facts);
    }
}
