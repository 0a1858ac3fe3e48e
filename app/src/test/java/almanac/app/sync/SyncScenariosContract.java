package almanac.app.sync;

import static almanac.app.sync.Contents.PARIS;
import static almanac.app.sync.Contents.START;
import static almanac.app.sync.Contents.daily;
import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TickingClock;
import almanac.calendar.CalendarId;
import almanac.connection.Authorizations;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.Disagreement;
import almanac.connection.ExternalCalendar;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Mode;
import almanac.connection.Synchronization.Signal;
import almanac.connection.TraceLine;
import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.recurrence.Rule;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.FakeProvider.Call;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.ScenarioPlace;
import almanac.sync.provider.ScenarioPlace.Told;
import almanac.time.End;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The scenarios of the design, by their numbers, for one provider: the real engine, aggregates and
 * store, and at the other end whatever a subclass names. Each ends with both sides equal, nothing
 * waiting, and a further round that writes nothing on either side. The other person edits through
 * the provider, past the engine.
 */
abstract class SyncScenariosContract {

    private static final Duration A_ROUND = Duration.ofMinutes(45);

    /** Until the calendars of an account are listed once more. */
    private static final Duration A_LIST = Duration.ofHours(7);

    /** How many events the first import has; {@code -Dsync.events} says otherwise. */
    private static final int EVENTS = 400;

    private TickingClock clock;
    private ScenarioPlace place;
    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;
    private OtherClient person;

    /** The provider, with nothing in its calendars; it goes by this clock. */
    abstract ScenarioPlace place(TickingClock its);

    @BeforeEach
    void open() {
        clock = SyncWorld.clock();
        place = place(clock);
        person = new OtherClient(place, clock);
        world = new SyncWorld(5, clock, List.of(place.connector()));
        calendar = world.calendar("Work");
        connection = world.connected(place.connect(authorizations(), SyncWorld.ADA));
    }

    @AfterEach
    void close() {
        world.close();
        place.close();
    }

    /** Skips a scenario, with the reason in the report. */
    private void scenario(int number) {
        var reason = place.inexpressible().get(number);
        Assumptions.assumeTrue(reason == null, "scenario " + number + ": the provider " + reason);
    }

    @Test
    void s01_the_first_link_joins_both_sides() {
        world.add(calendar, single("l-1", "Only here"));
        world.add(calendar, single("same", "On both"));
        adds(single("same", "On both"));
        adds(at(single("p-1", "Only there"), START.plusHours(3)));
        map();

        assertThat(titles()).containsExactlyInAnyOrder("Only here", "On both", "Only there");
        converged();
    }

    @Test
    void s02_an_edit_there_comes_here() {
        map();
        var object = adds(single("p", "Theirs"));
        round();
        edits(object, with(new Change.Title("Edited")));
        edits(object, with(new Change.Location(Optional.of("Room 4"))));
        round();

        assertThat(titles()).containsExactly("Edited");
        assertThat(place.watched().writes()).isZero();
        converged();
    }

    @Test
    void s03_an_edit_here_goes_there() {
        map();
        var entry = world.add(calendar, single("l", "Ours"));
        settle();
        change(entry, new Change.Title("Edited"));
        change(entry, new Change.Description(Optional.of("What blocks us?")));
        settle();

        assertThat(object("Edited").content().details().description()).contains("What blocks us?");
        converged();
    }

    @Test
    void s04_an_echo_that_shows_late_changes_nothing() {
        map();
        var entry = world.add(calendar, single("l", "Ours"));
        place.watched().holdBack(true);
        change(entry, new Change.Title("Second"));
        round();
        change(entry, new Change.Title("Third"));
        round();
        var facts = world.facts(EntryFact.class).size();
        place.watched().holdBack(false);
        round();

        assertThat(world.facts(EntryFact.class)).hasSize(facts);
        assertThat(remoteTitles()).containsExactly("Third");
        converged();
    }

    @Test
    void s05_a_loop_over_two_providers_brings_each_edit_once() {
        var second = secondProvider();
        map();
        adds(single("p", "From the first"));
        round();
        second.personAdds("office", at(single("q", "From the second"), START.plusHours(2)));
        round();
        round();
        edits(object("From the second").id(), with(new Change.Title("Back to the second")));
        round();
        round();

        assertThat(titles()).containsExactlyInAnyOrder("From the first", "Back to the second");
        assertThat(second.objects("office"))
                .extracting(each -> each.content().details().title())
                .containsExactlyInAnyOrder("From the first", "Back to the second");
        var written = second.writes();
        converged();
        assertThat(second.writes()).isEqualTo(written);
    }

    private FakeProvider secondProvider() {
        var google = place.kind() != ProviderKind.GOOGLE;
        var second = google ? world.provider : world.other;
        second.open("office", Rights.OWNER);
        var its = google ? world.connect("ada@b.test") : world.connectOther("ada@b.test");
        world.map(its, "office", calendar);
        return second;
    }

    @Test
    void s06_concurrent_edits_of_different_fields_merge() {
        map();
        var entry = world.add(calendar, single("l", "Ours"));
        settle();
        change(entry, new Change.Title("Edited here"));
        edits(only().id(), with(new Change.Location(Optional.of("Edited there"))));
        round();

        assertThat(only().content().details().title()).isEqualTo("Edited here");
        assertThat(only().content().details().location()).contains("Edited there");
        assertThat(world.conflicts()).isEmpty();
        converged();
    }

    @Test
    void s07_concurrent_edits_of_one_field_are_a_conflict_that_keeps_both_values() {
        map(ConflictPolicy.LOCAL);
        var entry = world.add(calendar, single("l", "Base"));
        settle();
        change(entry, new Change.Title("Ours"));
        edits(only().id(), with(new Change.Title("Theirs")));
        round();

        assertThat(remoteTitles()).containsExactly("Ours");
        assertThat(world.conflicts())
                .flatExtracting(conflict -> conflict.fields())
                .containsExactly(
                        new Disagreement(
                                Optional.empty(),
                                "title",
                                Optional.of(new Change.Title("Base")),
                                Optional.of(new Change.Title("Ours")),
                                Optional.of(new Change.Title("Theirs"))));
        converged();
    }

    @Test
    void s08_an_edit_beats_a_deletion_on_either_side() {
        map();
        var edited = world.add(calendar, single("l-1", "Edited here"));
        var deleted = world.add(calendar, at(single("l-2", "Edited there"), START.plusHours(2)));
        settle();
        var there = object("Edited there").id();
        removes(object("Edited here").id());
        change(edited, new Change.Title("Stays"));
        delete(deleted);
        edits(there, with(new Change.Title("Stays too")));
        round();

        assertThat(titles()).containsExactlyInAnyOrder("Stays", "Stays too");
        assertThat(world.conflicts())
                .hasSize(2)
                .allMatch(each -> each.fields().getFirst().field().equals(Disagreement.EXISTENCE));
        converged();
    }

    @Test
    void s09_what_both_delete_is_gone_without_a_conflict() {
        map();
        var entry = world.add(calendar, single("l", "Gone"));
        settle();
        removes(only().id());
        delete(entry);
        round();

        assertThat(objects(place.work())).isEmpty();
        assertThat(world.conflicts()).isEmpty();
        converged();
    }

    @Test
    void s10_a_creation_whose_answer_is_lost_makes_one_object() {
        map();
        var lost = once(call -> call.method().equals("create"), SyncScenariosContract::lost);
        place.watched().failing(lost);
        world.add(calendar, daily("l", "Once", 4));
        round();
        round();

        assertThat(lost.struck()).isEqualTo(1);
        assertThat(remoteTitles()).containsExactly("Once");
        converged();
    }

    @Test
    void s11_a_crash_between_the_answer_and_our_own_note_repeats_nothing() {
        map();
        for (var method : List.of("create", "update", "delete")) {
            var entry = world.add(calendar, single("l-" + method, "To " + method));
            if (!method.equals("create")) {
                settle();
            }
            var crash =
                    once(
                            call -> call.method().equals(method),
                            () -> {
                                throw new Crash("after " + method);
                            });
            place.watched().failing(crash);
            if (method.equals("update")) {
                change(entry, new Change.Title("Updated"));
            }
            if (method.equals("delete")) {
                delete(entry);
            }
            dying();
            assertThat(crash.struck()).as(method).isEqualTo(1);
            round();
        }
        assertThat(titles()).containsExactlyInAnyOrder("To create", "Updated");
        converged();
    }

    @Test
    void s12_a_crash_in_the_middle_of_a_page_imports_everything_once() {
        map();
        var dead = 0;
        for (var calls = 20; calls < 100; calls += 20) {
            for (var i = 0; i < 4; i++) {
                var title = "Theirs " + calls + "/" + i;
                adds(at(single("p-" + calls + "-" + i, title), START.plusHours(i)));
            }
            world.crashes().plan(calls, calls % 40 == 0);
            clock.pass(A_ROUND);
            dead += dying() ? 1 : 0;
            round();
        }
        assertThat(dead).as("crashes").isPositive();
        assertThat(titles()).hasSize(16).doesNotHaveDuplicates();
        assertThat(world.facts(EntryFact.EntryCreated.class)).hasSize(16);
        converged();
    }

    @Test
    void s13_two_nodes_at_once_do_everything_once() {
        map();
        for (var i = 0; i < 6; i++) {
            world.add(calendar, at(single("l-" + i, "Ours " + i), START.plusHours(i)));
            adds(at(single("p-" + i, "Theirs " + i), START.plusDays(1).plusHours(i)));
        }
        var second = world.secondNode();
        var other = CompletableFuture.runAsync(() -> untilIdle(second::runDue));
        round();
        other.join();
        round();

        assertThat(titles()).hasSize(12).doesNotHaveDuplicates();
        assertThat(remoteTitles()).hasSize(12);
        converged();
    }

    private static void untilIdle(java.util.function.IntSupplier work) {
        for (var turn = 0; turn < 50; turn++) {
            if (work.getAsInt() == 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void s14_a_void_cursor_costs_a_full_round_and_nothing_else() {
        map();
        some(8);
        round();
        var facts = world.facts(EntryFact.class).size();
        place.forgetCursors();
        removes(object("Theirs 3").id());
        round();

        assertThat(titles()).hasSize(7);
        assertThat(world.facts(EntryFact.class)).hasSize(facts + 1);
        converged();
    }

    @Test
    void s15_a_cursor_that_dies_again_and_again_loses_nothing() {
        map();
        some(4);
        round();
        for (var i = 0; i < 4; i++) {
            place.forgetCursors();
            edits(object("Theirs " + i).id(), with(new Change.Title("Edited " + i)));
            round();
        }
        assertThat(titles())
                .containsExactlyInAnyOrder("Edited 0", "Edited 1", "Edited 2", "Edited 3");
        converged();
    }

    @Test
    void s16_a_page_that_expires_in_a_round_costs_that_round() {
        some(20);
        place.watched().blankPages(6);
        var third = new AtomicInteger();
        var expired =
                once(
                        call ->
                                call.method().equals("changes")
                                        && call.object().isPresent()
                                        && third.incrementAndGet() == 3,
                        () -> {
                            throw failed(new ProviderFailure.CursorExpired("page 3"));
                        });
        place.watched().failing(expired.before());
        map();
        round();

        assertThat(expired.struck()).isEqualTo(1);
        assertThat(titles()).hasSize(20).doesNotHaveDuplicates();
        converged();
    }

    @Test
    void s17_an_empty_page_is_not_the_end_of_a_round() {
        map();
        some(5);
        place.watched().blankPages(3);
        round();

        assertThat(place.watched().blanksLeft()).isZero();
        assertThat(titles()).hasSize(5);
        converged();
    }

    @Test
    void s18_an_exception_there_is_one_here() {
        map();
        var object = adds(daily("p", "Course", 6));
        round();
        edits(object, Contents.override(START.plusDays(2), "Moved room"));
        edits(object, Contents.without(START.plusDays(4)));
        round();

        var course = parts(calendar).values().iterator().next();
        assertThat(course.overrides()).hasSize(1);
        assertThat(course.exclusions()).containsExactly(START.plusDays(4));
        converged();
    }

    @Test
    void s19_an_exception_here_is_one_there() {
        map();
        var entry = world.add(calendar, daily("l", "Course", 6));
        settle();
        update(entry, Optional.of(new OccurrenceKey(2)), Scope.THIS, new Change.Title("Exam"));
        world.send(
                new EntryCommand.DeleteEntry(
                        entry,
                        Optional.of(new OccurrenceKey(4)),
                        Scope.THIS,
                        OptionalLong.empty()));
        settle();

        assertThat(only().content().overrides())
                .extracting(each -> each.details().title())
                .containsExactly("Exam");
        assertThat(only().content().exclusions()).containsExactly(START.plusDays(4));
        converged();
    }

    @Test
    void s20_this_and_following_is_two_series_on_both_sides() {
        map();
        var entry = world.add(calendar, daily("l", "Course", 6));
        settle();
        update(entry, Optional.of(new OccurrenceKey(3)), Scope.FUTURE, new Change.Title("Later"));
        round();
        assertThat(remoteTitles()).containsExactlyInAnyOrder("Course", "Later");

        var theirs = adds(at(daily("p", "Theirs", 6), START.plusHours(4)));
        round();
        edits(theirs, old -> ruled(old, "FREQ=DAILY;COUNT=2"));
        adds(at(daily("p-later", "Theirs later", 4), START.plusHours(4).plusDays(2)));
        round();

        assertThat(titles()).containsExactlyInAnyOrder("Course", "Later", "Theirs", "Theirs later");
        converged();
    }

    @Test
    void s21_exceptions_find_their_series_whatever_the_order_of_pages() {
        map();
        for (var i = 0; i < 3; i++) {
            var object = adds(at(daily("p-" + i, "Course " + i, 8), START.plusHours(2L * i)));
            for (var day = 1; day < 6; day += 2) {
                var start = START.plusHours(2L * i).plusDays(day);
                edits(object, Contents.override(start, "Exception " + i + "/" + day));
            }
        }
        round();

        assertThat(parts(calendar).values()).hasSize(3).allMatch(p -> p.overrides().size() == 3);
        converged();
    }

    @Test
    void s21_an_occurrence_whose_series_is_not_here_stands_alone() {
        map();
        var lone = place.lone("One of theirs");
        Assumptions.assumeTrue(lone.isPresent(), "no occurrence comes without its series here");
        adds(daily("p", "Course", 3));
        round();

        assertThat(titles()).containsExactlyInAnyOrder("One of theirs", "Course");
        assertThat(parts(calendar).values())
                .filteredOn(part -> part.recurrence().isEmpty())
                .extracting(part -> part.details().title())
                .containsExactly("One of theirs");
        assertThat(remoteTitles()).containsExactlyInAnyOrder("One of theirs", "Course");
        converged();
    }

    @Test
    void s22_a_new_rule_keeps_the_exceptions_that_it_still_has() {
        map();
        var object = adds(daily("p", "Course", 9));
        edits(object, Contents.override(START.plusDays(2), "Stays"));
        edits(object, Contents.override(START.plusDays(3), "Goes"));
        round();
        edits(
                object,
                old ->
                        Contents.override(START.plusDays(2), "Stays")
                                .apply(bare(ruled(old, "FREQ=DAILY;INTERVAL=2;COUNT=5"))));
        round();

        assertThat(parts(calendar).values().iterator().next().overrides())
                .extracting(each -> each.details().title())
                .containsExactly("Stays");
        converged();
    }

    @Test
    void s23_a_recurrence_that_the_provider_cannot_hold_is_parked_and_stops_nobody() {
        scenario(23);
        map();
        var odd = ruled(daily("l", "Odd", 3), "FREQ=HOURLY;COUNT=4");
        world.add(calendar, odd);
        world.add(calendar, single("l-2", "Goes on"));
        round();

        assertThat(remoteTitles()).containsExactly("Goes on");
        assertThat(world.side().deadLetters().edits(10)).hasSize(1);
        stable();
    }

    @Test
    void s24_days_stay_days_whether_one_or_several() {
        map();
        var day = LocalDate.of(2026, 12, 9);
        world.add(calendar, days("l-1", "One day here", day, 1));
        world.add(calendar, days("l-2", "Three days here", day, 3));
        adds(days("p-1", "One day there", day, 1));
        var object = adds(days("p-2", "Three days there", day, 3));
        round();
        edits(object, old -> days(old.uid(), "Four days there", day, 4));
        round();

        assertThat(parts(calendar).values())
                .extracting(ImportedEntry::span)
                .containsOnly(
                        new Span.AllDay(day, day.plusDays(1)),
                        new Span.AllDay(day, day.plusDays(3)),
                        new Span.AllDay(day, day.plusDays(4)));
        converged();
    }

    private static ImportedEntry days(String uid, String title, LocalDate day, int count) {
        return spanning(single(uid, title), new Span.AllDay(day, day.plusDays(count)));
    }

    @Test
    void s25_a_series_keeps_its_wall_clock_over_the_change_of_clocks() {
        map();
        var start = LocalDateTime.of(2027, 3, 25, 9, 0);
        world.add(calendar, spanning(daily("l", "Ours", 7), timed(start, PARIS)));
        adds(
                spanning(
                        daily("p", "Theirs", 7),
                        timed(start.plusHours(2), ZoneId.of("America/New_York"))));
        round();
        edits(
                object("Ours").id(),
                old -> old.withExceptions(List.of(start.plusDays(4)), List.of()));
        round();

        assertThat(parts(calendar).values())
                .anySatisfy(
                        part -> assertThat(part.exclusions()).containsExactly(start.plusDays(4)));
        converged();
    }

    @Test
    void s26_another_name_of_the_same_zone_is_no_edit() {
        scenario(26);
        map();
        var brussels = ZoneId.of("Europe/Brussels");
        var entry = world.add(calendar, spanning(single("l", "Ours"), timed(START, brussels)));
        round();
        edits(only().id(), with(new Change.Location(Optional.of("Room 4"))));
        round();
        change(entry, new Change.Title("Edited"));
        round();

        var here = parts(calendar).values().iterator().next();
        assertThat(here.details().location()).contains("Room 4");
        assertThat(here.span()).isEqualTo(timed(START, brussels));
        assertThat(world.conflicts()).isEmpty();
        assertThat(remoteTitles()).containsExactly("Edited");
        stable();
    }

    @Test
    void s27_of_an_invitation_nothing_but_the_answer_is_pushed() {
        scenario(27);
        map();
        place.invited("Their meeting");
        round();
        var entry = world.entries(calendar).keySet().iterator().next();
        change(entry, new Change.Location(Optional.of("Only here")));
        respond(entry, Optional.empty(), Response.ACCEPTED);
        round();

        var self = new MailAddress(place.invitee());
        assertThat(only().content().details().people().attendee(self))
                .as("the answer is pushed")
                .hasValueSatisfying(
                        each -> assertThat(each.answer().response()).isEqualTo(Response.ACCEPTED));
        assertThat(remoteTitles()).containsExactly("Their meeting");
        assertThat(only().content().details().location()).isEmpty();
        assertThat(titles()).containsExactly("Their meeting");
        stable();
    }

    @Test
    void s27_an_answer_to_one_occurrence_is_given_to_it_alone_and_disputes_nothing() {
        scenario(27);
        map();
        place.invitedDaily("Their stand-up");
        round();
        var entry = world.entries(calendar).keySet().iterator().next();
        respond(entry, Optional.of(new OccurrenceKey(1)), Response.ACCEPTED);
        respond(entry, Optional.of(new OccurrenceKey(2)), Response.DECLINED);
        round();

        var there = only().content();
        assertThat(there.details().people().attendee(new MailAddress(place.invitee())))
                .hasValueSatisfying(each ->
                        assertThat(each.answer().response()).isEqualTo(Response.NEEDS_ACTION));
        assertThat(answer(there, 1)).contains(Response.ACCEPTED);
        // Exchange takes away what was declined
        var gone = there.exclusions().size() == 1;
        assertThat(gone || answer(there, 2).equals(Optional.of(Response.DECLINED)))
                .as("declined: %s", there)
                .isTrue();
        assertThat(world.conflicts()).isEmpty();
        stable();
        assertThat(world.conflicts()).isEmpty();
    }

    private void respond(EntryId entry, Optional<OccurrenceKey> occurrence, Response response) {
        var self = new MailAddress(place.invitee());
        world.send(new EntryCommand.Respond(entry, occurrence, self, Answer.of(response)));
    }

    /** What the account answered to the occurrence of so many days after the first. */
    private Optional<Response> answer(ImportedEntry series, long days) {
        var start = series.span().localStart().plusDays(days);
        return series.overrides().stream()
                .filter(each -> each.originalStart().equals(start))
                .flatMap(each ->
                        each.details().people().attendee(new MailAddress(place.invitee())).stream())
                .map(each -> each.answer().response())
                .findFirst();
    }

    @Test
    void s28_a_meeting_that_its_organiser_calls_off_is_off_here() {
        scenario(28);
        map();
        var object = place.invited("Their meeting");
        round();
        assertThat(titles()).containsExactly("Their meeting");
        place.callsOff(object);
        round();

        assertThat(titles()).isEmpty();
        converged();
    }

    @Test
    void s29_sync_mails_nobody() {
        scenario(29);
        map();
        var before = place.mails();
        var entry = world.add(calendar, single("l", "Meeting"));
        settle();
        change(entry, new Change.Invited(Invitee.of(new MailAddress("guest@elsewhere.example"))));
        settle();
        change(entry, new Change.Title("Meeting, edited"));
        settle();
        delete(entry);
        round();

        assertThat(place.mails()).isEqualTo(before);
        assertThat(objects(place.work())).isEmpty();
        stable();
    }

    @Test
    void s30_a_move_between_calendars_keeps_the_entry_on_both_sides() {
        map();
        var home = world.calendar("Home");
        world.map(connection, place.home(), home);
        settle();
        adds(single("p", "Moved there"));
        var here = world.add(calendar, at(single("l", "Moved here"), START.plusHours(2)));
        round();
        var there =
                world.entries(calendar).keySet().stream()
                        .filter(each -> !each.equals(here))
                        .findFirst()
                        .orElseThrow();
        place.moves(object("Moved there").id());
        round();
        after(Duration.ofMinutes(1));
        round();
        world.send(new EntryCommand.MoveEntry(here, home));
        settle();
        after(Duration.ofMinutes(1));
        round();

        assertThat(world.entries(calendar)).isEmpty();
        assertThat(world.entries(home)).containsOnlyKeys(there, here);
        assertThat(objects(place.home()))
                .extracting(each -> each.content().details().title())
                .containsExactlyInAnyOrder("Moved there", "Moved here");
        assertThat(objects(place.work())).isEmpty();
        converged();
    }

    @Test
    void s31_what_leaves_the_window_stays_here() {
        scenario(31);
        map();
        adds(single("p", "Soon over"));
        world.add(calendar, at(single("l", "Soon over too"), START.plusHours(1)));
        round();
        for (var month = 0; month < 8; month++) {
            after(Duration.ofDays(30));
        }
        round();

        assertThat(titles()).containsExactlyInAnyOrder("Soon over", "Soon over too");
        assertThat(remoteTitles()).hasSize(2);
        converged();
    }

    @Test
    void s32_an_access_token_that_ends_between_pages_is_renewed() {
        scenario(32);
        map();
        some(9);
        var between = once(call -> call.method().equals("changes"), () -> place.expireAccess());
        place.watched().failing(between);
        round();
        place.expireAccess();
        world.add(calendar, at(single("l", "Ours"), START.minusHours(1)));
        settle();

        assertThat(between.struck()).isEqualTo(1);
        assertThat(titles()).hasSize(10);
        assertThat(world.facts(ConnectionFact.ConnectionFailed.class)).isEmpty();
        converged();
    }

    @Test
    void s33_a_dead_grant_waits_for_its_user_and_loses_nothing() {
        map();
        var entry = world.add(calendar, single("l", "Ours"));
        settle();
        place.revoke();
        change(entry, new Change.Title("Waits"));
        after(Duration.ofHours(2));

        assertThat(world.facts(ConnectionFact.ConnectionFailed.class))
                .extracting(ConnectionFact.ConnectionFailed::reason)
                .containsExactly(FailureReason.REAUTHORIZE);
        change(entry, new Change.Title("Waited"));
        after(Duration.ofHours(2));
        assertThat(world.connected(place.connect(authorizations(), SyncWorld.ADA)))
                .isEqualTo(connection);
        round();

        assertThat(remoteTitles()).containsExactly("Waited");
        converged();
    }

    @Test
    void s34_another_account_is_another_connection_and_half_a_consent_is_told() {
        map();
        world.add(calendar, single("l", "Ours"));
        settle();
        var other = world.connected(place.connectAnother(authorizations(), SyncWorld.ADA));
        assertThat(other).isNotEqualTo(connection);
        round();

        assertThat(remoteTitles()).containsExactly("Ours");
        var partly = place.connectPartly(authorizations(), SyncWorld.ADA);
        if (partly.isPresent()) {
            assertThat(partly.get()).isInstanceOf(Authorizations.Failed.class);
            settle();
            assertThat(world.facts(ConnectionFact.Reconnected.class)).isEmpty();
            assertThat(world.facts(ConnectionFact.ConnectionFailed.class)).isEmpty();
        }
        round();
        converged();
    }

    @Test
    void s34_who_lets_us_only_read_keeps_edits_here_until_we_may_write() {
        var reading = place.connectReading(authorizations(), SyncWorld.ADA);
        Assumptions.assumeTrue(reading.isPresent(), "nobody can grant less here");
        assertThat(world.connected(reading.get())).isEqualTo(connection);
        map();
        var object = adds(single("p", "Theirs"));
        var gone = adds(at(single("p-2", "Gone there"), START.plusHours(1)));
        round();
        var entry = entry("Theirs");
        change(entry, new Change.Title("Ours"));
        change(entry("Gone there"), new Change.Title("Edited here"));
        world.add(calendar, at(single("l", "Only here"), START.plusHours(2)));
        edits(object, with(new Change.Location(Optional.of("Room 4"))));
        removes(gone);
        round();

        assertThat(shown()).allMatch(each -> !each.rights().write());
        assertThat(place.watched().writes()).isZero();
        assertThat(titles()).containsExactlyInAnyOrder("Ours", "Edited here", "Only here");
        assertThat(remoteTitles()).containsExactly("Theirs");
        assertThat(world.side().synchronization().trace(entry, 100))
                .extracting(TraceLine::detail)
                .anyMatch(why -> why.contains("connected for reading only"));

        world.connected(place.connect(authorizations(), SyncWorld.ADA));
        settle();
        assertThat(shown()).anyMatch(each -> each.rights().write());
        assertThat(remoteTitles()).containsExactlyInAnyOrder("Ours", "Edited here", "Only here");
        assertThat(place.watched().writes()).as("each once").isEqualTo(3);
        assertThat(world.conflicts()).hasSize(1);
        converged();
    }

    private EntryId entry(String title) {
        return world.entries(calendar).entrySet().stream()
                .filter(each ->
                        EntryPart.of(each.getValue())
                                .getFirst()
                                .content()
                                .details()
                                .title()
                                .equals(title))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** The account's calendars, as they were last listed. */
    private List<ExternalCalendar> shown() {
        return world.facts(ConnectionFact.CalendarsListed.class).getLast().calendars();
    }

    @Test
    void s35_a_disconnect_in_the_middle_of_a_round_ends_it() {
        map();
        some(6);
        var ending =
                once(
                        call -> call.method().equals("changes"),
                        () -> world.side().synchronization().disconnect(SyncWorld.ADA, connection));
        place.watched().failing(ending);
        round();
        var imported = titles().size();
        var written = place.watched().writes();
        adds(at(single("late", "Never seen"), START.minusDays(1)));
        after(Duration.ofDays(1));

        assertThat(ending.struck()).isEqualTo(1);
        assertThat(titles()).hasSize(imported).doesNotContain("Never seen");
        assertThat(place.watched().writes()).isEqualTo(written);
        assertThat(remoteTitles()).hasSize(7);
        quietly();
    }

    @Test
    void s36_two_connections_of_one_provider_do_not_mix() {
        map();
        world.add(calendar, single("l", "Ours"));
        settle();
        var other = world.connected(place.connectAnother(authorizations(), SyncWorld.ADA));
        world.side().synchronization().disconnect(SyncWorld.ADA, other);
        change(world.entries(calendar).keySet().iterator().next(), new Change.Title("Still"));
        round();

        assertThat(remoteTitles()).containsExactly("Still");
        converged();
    }

    @Test
    void s37_calls_back_that_are_lost_late_doubled_or_out_of_order_lose_nothing() {
        scenario(37);
        map();
        adds(single("p-1", "Lost"));
        place.told();
        after(Duration.ofSeconds(5));
        adds(at(single("p-2", "Doubled"), START.plusHours(1)));
        adds(at(single("p-3", "Out of order"), START.plusHours(2)));
        var told = new ArrayList<>(place.told());
        assertThat(told).as("calls back").isNotEmpty();
        told.addAll(List.copyOf(told));
        Collections.reverse(told);
        told.forEach(each -> assertThat(hear(each)).isEqualTo(Signal.ACCEPTED));
        world.settle();
        assertThat(titles()).containsExactlyInAnyOrder("Lost", "Doubled", "Out of order");

        adds(at(single("p-4", "Late"), START.plusHours(3)));
        var late = place.told();
        round();
        late.forEach(this::hear);
        world.settle();
        assertThat(titles()).contains("Late").doesNotHaveDuplicates();
        converged();
    }

    @Test
    void s38_forged_calls_back_are_known_for_what_they_are() {
        scenario(38);
        map();
        adds(single("p", "Theirs"));
        var told = place.told().getFirst();

        assertThat(hear(new Told(told.channel(), told.secret() + "x")))
                .isEqualTo(Signal.WRONG_SECRET);
        assertThat(hear(new Told("no-such-channel", told.secret())))
                .isEqualTo(Signal.UNKNOWN_CHANNEL);
        world.settle();
        assertThat(titles()).as("a forged call makes nothing due").isEmpty();
        assertThat(hear(told)).isEqualTo(Signal.ACCEPTED);
        world.settle();
        assertThat(titles()).containsExactly("Theirs");
        converged();
    }

    @Test
    void s39_a_storm_of_limits_is_waited_for_as_told() {
        map();
        var asked = new AtomicInteger();
        var until = clock.instant().plusSeconds(300);
        place.watched()
                .failing(
                        new FakeProvider.Faults() {
                            @Override
                            public void before(Call call) {
                                asked.incrementAndGet();
                                if (clock.instant().isBefore(until)) {
                                    throw failed(
                                            new ProviderFailure.Throttled(
                                                    Optional.of(Duration.ofSeconds(60)),
                                                    ProviderFailure.Extent.ACCOUNT,
                                                    "429"));
                                }
                            }
                        });
        for (var i = 0; i < 5; i++) {
            world.add(calendar, at(single("l-" + i, "Ours " + i), START.plusHours(i)));
        }
        for (var second = 0; second < 290; second += 10) {
            after(Duration.ofSeconds(10));
        }
        assertThat(asked.get()).as("asked while it stormed").isBetween(4, 12);
        place.watched().failing(new FakeProvider.Faults() {});
        round();

        assertThat(remoteTitles()).hasSize(5);
        converged();
    }

    @Test
    void s40_a_first_import_of_many_brings_each_once() {
        var many = events();
        for (var i = 0; i < many; i++) {
            adds(at(single("p-" + i, "Theirs " + i), START.plusMinutes(i)));
        }
        map();
        round();

        assertThat(titles()).hasSize(many).doesNotHaveDuplicates();
        assertThat(place.watched().writes()).isZero();
        converged();
    }

    int events() {
        return Integer.getInteger("sync.events", EVENTS);
    }

    @Test
    void a_copy_that_carries_our_mark_is_another_entry() {
        map();
        world.add(calendar, single("l", "Ours"));
        settle();
        var copy = place.copies(only().id());
        Assumptions.assumeTrue(copy.isPresent(), "nobody copies objects here");
        round();

        assertThat(titles()).containsExactly("Ours", "Ours");
        edits(copy.get(), with(new Change.Title("The copy")));
        round();
        assertThat(remoteTitles()).containsExactlyInAnyOrder("Ours", "The copy");
        converged();
    }

    @Test
    void s41_a_calendar_that_is_not_shared_any_more_waits_here_until_it_is_again() {
        scenario(41);
        map();
        var object = adds(single("p", "Theirs"));
        round();
        var sharesAgain = place.unshares();
        round();

        assertThat(titles()).containsExactly("Theirs");
        assertThat(pause()).containsInstanceOf(Pause.CalendarGone.class);
        assertThat(
                        world.side()
                                .synchronization()
                                .syncNow(
                                        SyncWorld.ADA,
                                        List.of(connection),
                                        Mode.DELTA,
                                        Duration.ZERO)
                                .problem())
                .containsInstanceOf(Synchronization.Paused.class);
        after(A_LIST);
        assertThat(titles()).containsExactly("Theirs");

        sharesAgain.run();
        edits(object, with(new Change.Title("Since")));
        after(A_LIST);
        round();
        assertThat(pause()).isEmpty();
        assertThat(titles()).containsExactly("Since");
        converged();
    }

    private Optional<Pause> pause() {
        return world.side().synchronization().telemetry(connection).mappings().getFirst().pause();
    }

    private Authorizations authorizations() {
        return world.side().authorizations();
    }

    private MappingId map() {
        return map(ConflictPolicy.NEWEST);
    }

    private MappingId map(ConflictPolicy policy) {
        var mapping = world.map(connection, place.work(), calendar, true, policy);
        settle();
        return mapping;
    }

    private Signal hear(Told told) {
        return world.side().synchronization().changed(place.kind(), told.channel(), told.secret());
    }

    /** Everything that is due, and what the provider calls back about it. */
    private void settle() {
        do {
            world.settle();
            place.told().forEach(this::hear);
            world.settle();
        } while (hears());
    }

    private boolean hears() {
        var told = place.told();
        told.forEach(this::hear);
        return !told.isEmpty();
    }

    private void after(Duration time) {
        clock.pass(time);
        settle();
    }

    /** Long enough for a poll. */
    private void round() {
        after(A_ROUND);
    }

    /** Runs what is due, and comes back where the process died; answers whether it did. */
    private boolean dying() {
        try {
            settle();
            world.crashes().plan(CrashPoints.NEVER, false);
            return false;
        } catch (Crash crash) {
            world.restart();
            settle();
            return true;
        }
    }

    private String adds(ImportedEntry content) {
        return person.adds(content);
    }

    private void edits(String object, UnaryOperator<ImportedEntry> edit) {
        person.edits(object, edit);
    }

    private void removes(String object) {
        person.removes(object);
    }

    private void some(int count) {
        for (var i = 0; i < count; i++) {
            adds(at(single("p-" + i, "Theirs " + i), START.plusHours(i)));
        }
    }

    private void change(EntryId entry, Change change) {
        update(entry, Optional.empty(), Scope.ALL, change);
    }

    private void update(
            EntryId entry, Optional<OccurrenceKey> occurrence, Scope scope, Change change) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        occurrence,
                        scope,
                        List.of(change),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    private void delete(EntryId entry) {
        world.send(
                new EntryCommand.DeleteEntry(
                        entry, Optional.empty(), Scope.ALL, OptionalLong.empty()));
    }

    private static ImportedEntry at(ImportedEntry content, LocalDateTime start) {
        return spanning(content, Contents.at(start));
    }

    private static Span timed(LocalDateTime start, ZoneId zone) {
        return new Span.Timed(start, zone, new End.At(start.plusHours(1)));
    }

    private static ImportedEntry spanning(ImportedEntry content, Span span) {
        return new ImportedEntry(
                content.uid(),
                content.details(),
                span,
                content.recurrence(),
                content.exclusions(),
                content.overrides());
    }

    private static ImportedEntry ruled(ImportedEntry content, String rule) {
        return new ImportedEntry(
                content.uid(),
                content.details(),
                content.span(),
                Optional.of(Recurrence.of(Rule.parse(rule))),
                content.exclusions(),
                content.overrides());
    }

    private static ImportedEntry bare(ImportedEntry content) {
        return content.withExceptions(List.of(), List.of());
    }

    private List<RemoteObject> objects(String on) {
        return person.objects(on);
    }

    private RemoteObject only() {
        var all = objects(place.work());
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private RemoteObject object(String title) {
        return objects(place.work()).stream()
                .filter(each -> each.content().details().title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private List<String> titles() {
        return parts(calendar).values().stream().map(each -> each.details().title()).toList();
    }

    private List<String> remoteTitles() {
        return objects(place.work()).stream()
                .map(each -> each.content().details().title())
                .toList();
    }

    private Map<String, ImportedEntry> parts(CalendarId on) {
        var parts = new LinkedHashMap<String, ImportedEntry>();
        world.entries(on)
                .forEach((entry, live) ->
                        EntryPart.of(live)
                                .forEach(part ->
                                        parts.put(
                                                entry.value() + "/" + part.from().slot(),
                                                part.content())));
        return parts;
    }

    /** Equal, nothing waits, and a further round writes nothing on either side. */
    private void converged() {
        assertThat(Sameness.of(parts(calendar).values()))
                .as("both sides equal")
                .isEqualTo(
                        Sameness.of(
                                objects(place.work()).stream()
                                        .map(RemoteObject::content)
                                        .toList()));
        assertThat(world.count("sync_outbox", new org.bson.Document())).as("outbox").isZero();
        stable();
    }

    /** A further look at everything writes nothing on either side. */
    private void stable() {
        world.side()
                .synchronization()
                .syncNow(SyncWorld.ADA, List.of(connection), Mode.FULL, Duration.ZERO);
        quietly();
    }

    private void quietly() {
        var writes = place.watched().writes();
        var facts = world.facts(Object.class).size();
        round();
        assertThat(place.watched().writes()).as("written there").isEqualTo(writes);
        assertThat(world.facts(Object.class)).as("written here").hasSize(facts);
    }

    private static void lost() {
        throw failed(new ProviderFailure.Unreachable("the answer was lost"));
    }

    private static ProviderFailed failed(ProviderFailure failure) {
        return new ProviderFailed(failure);
    }

    private static Once once(Predicate<Call> which, Runnable effect) {
        return new Once(which, effect);
    }

    /** Strikes the first call of its kind, after the call had its effect. */
    private static final class Once implements FakeProvider.Faults {

        private final Predicate<Call> which;
        private final Runnable effect;
        private final AtomicInteger struck = new AtomicInteger();

        Once(Predicate<Call> which, Runnable effect) {
            this.which = which;
            this.effect = effect;
        }

        int struck() {
            return struck.get();
        }

        private void strike(Call call) {
            if (struck.get() == 0 && which.test(call)) {
                struck.incrementAndGet();
                effect.run();
            }
        }

        @Override
        public void after(Call call) {
            strike(call);
        }

        /** The same in place of the call. */
        FakeProvider.Faults before() {
            return new FakeProvider.Faults() {
                @Override
                public void before(Call call) {
                    strike(call);
                }
            };
        }
    }
}
