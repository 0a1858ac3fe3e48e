package almanac.app.sync;

import static almanac.app.sync.Contents.START;
import static almanac.app.sync.Contents.at;
import static almanac.app.sync.Contents.daily;
import static almanac.app.sync.Contents.override;
import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static almanac.app.sync.Contents.without;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.TraceLine;
import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Attendee;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.OccurrenceKey;
import almanac.entry.Organizer;
import almanac.entry.Scope;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.time.SpanEdit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the account is invited to by somebody else. */
final class InvitedTest {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final MailAddress ADA = new MailAddress("Ada@Fake.test");
    private static final MailAddress CLEO = new MailAddress("cleo@example.net");

    private SyncWorld world;
    private CalendarId calendar;
    private ConnectionId connection;

    @BeforeEach
    void open() {
        world = new SyncWorld(11);
        world.provider.open("work", Rights.OWNER);
        world.provider.open("home", Rights.OWNER);
        calendar = world.calendar("Work");
        connection = world.connect();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static ImportedEntry meant(ImportedEntry plain) {
        var people =
                new Meeting(
                        Optional.of(Organizer.of(new MailAddress("boss@example.com"))),
                        List.of(
                                Attendee.silent(Invitee.of(ADA)),
                                Attendee.silent(Invitee.of(CLEO))),
                        0);
        return new ImportedEntry(
                plain.uid(),
                plain.details().with(people),
                plain.span(),
                plain.recurrence(),
                plain.exclusions(),
                plain.overrides());
    }

    private EntryId invited(ImportedEntry content, ConflictPolicy policy) {
        world.map(connection, "work", calendar, true, policy);
        world.provider.personAdds("work", meant(content), Standing.INVITED);
        world.settle();
        world.settleAfter(A_ROUND);
        return world.entries(calendar).keySet().iterator().next();
    }

    private EntryId invited(ImportedEntry content) {
        return invited(content, ConflictPolicy.NEWEST);
    }

    private RemoteObject object() {
        return world.provider.objects("work").getFirst();
    }

    private void there(java.util.function.UnaryOperator<ImportedEntry> edit) {
        world.provider.personEdits("work", object().id(), edit);
    }

    private void update(
            EntryId entry, Optional<OccurrenceKey> occurrence, Scope scope, Change... changes) {
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        occurrence,
                        scope,
                        List.of(changes),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty()));
    }

    private void respond(EntryId entry, Optional<OccurrenceKey> occurrence, Response response) {
        world.send(new EntryCommand.Respond(entry, occurrence, ADA, Answer.of(response)));
    }

    private void delete(EntryId entry, Optional<OccurrenceKey> occurrence, Scope scope) {
        world.send(new EntryCommand.DeleteEntry(entry, occurrence, scope, OptionalLong.empty()));
    }

    private static OccurrenceKey day(int n) {
        return new OccurrenceKey(n);
    }

    private Response answer() {
        return object().content()
                .details()
                .people()
                .attendee(ADA)
                .orElseThrow()
                .answer()
                .response();
    }

    private Optional<Response> answer(int day) {
        return object().content().overrides().stream()
                .filter(each -> each.originalStart().equals(START.plusDays(day)))
                .flatMap(each -> each.details().people().attendee(ADA).stream())
                .map(each -> each.answer().response())
                .findFirst();
    }

    private List<String> pushed(EntryId entry) {
        return world.side().synchronization().trace(entry, 100).stream()
                .filter(line -> line.step() == TraceLine.Step.PUSH)
                .map(TraceLine::detail)
                .toList();
    }

    /** Another look at everything writes nothing anywhere. */
    private void assertRests() {
        world.settleAfter(A_ROUND);
        var writes = world.provider.writes();
        var facts = world.facts(Object.class).size();
        world.syncsAll(connection);
        world.settleAfter(A_ROUND);
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).isEqualTo(writes);
        assertThat(world.facts(Object.class)).hasSize(facts);
        assertThat(
                        world.side()
                                .synchronization()
                                .telemetry(connection)
                                .mappings()
                                .getFirst()
                                .waiting())
                .isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Standing.class,
            names = {"INVITED", "READ_ONLY"})
    void what_is_split_here_is_not_doubled_there(Standing standing) {
        world.map(connection, "work", calendar);
        world.provider.personAdds("work", meant(daily("p", "Course", 6)), standing);
        world.settleAfter(A_ROUND);
        var entry = world.entries(calendar).keySet().iterator().next();

        update(entry, Optional.of(day(3)), Scope.FUTURE, new Change.Title("Mine"));
        world.settleAfter(A_ROUND);

        assertThat(world.provider.writes()).isZero();
        assertThat(pushed(entry)).isNotEmpty();
        there(with(new Change.Location(Optional.of("B 1"))));
        world.settleAfter(A_ROUND);
        assertThat(EntryPart.of(world.entries(calendar).get(entry)))
                .hasSize(2)
                .allMatch(part -> part.content().details().location().equals(Optional.of("B 1")));
        assertRests();
    }

    @Test
    void what_its_organizer_called_off_and_a_person_brings_back_here_invites_nobody() {
        var entry = invited(single("p", "Review"));
        var before = world.entries(calendar).get(entry);
        world.provider.personRemoves("work", object().id());
        world.settleAfter(A_ROUND);
        assertThat(world.entries(calendar)).isEmpty();

        world.send(new EntryCommand.RestoreEntry(entry, before, OptionalLong.empty()));
        world.settleAfter(A_ROUND);

        assertThat(world.provider.objects("work")).isEmpty();
        assertThat(world.entries(calendar)).hasSize(1);
        assertThat(pushed(entry)).isNotEmpty();
        assertRests();
    }

    @Test
    void what_is_moved_here_invites_nobody_to_another() {
        var home = world.calendar("Home");
        world.map(connection, "home", home);
        var entry = invited(single("p", "Review"));
        world.send(new EntryCommand.MoveEntry(entry, home));
        world.settle();
        for (var look = 0; look < 12; look++) {
            world.settleAfter(Duration.ofSeconds(2));
        }
        there(with(new Change.Title("Renamed")));
        world.settleAfter(A_ROUND);

        assertThat(world.provider.objects("home")).isEmpty();
        assertThat(world.provider.objects("work")).hasSize(1);
        assertThat(world.entries(home).get(entry).head(1)).hasSize(1);
        assertThat(
                        EntryPart.of(world.entries(home).get(entry))
                                .getFirst()
                                .content()
                                .details()
                                .title())
                .isEqualTo("Renamed");
        assertRests();
        world.send(new EntryCommand.MoveEntry(entry, calendar));
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).isZero();
        assertRests();
    }

    @Test
    void a_lost_answer_to_an_answer_is_no_second_one_and_no_conflict() {
        var entry = invited(single("p", "Review"));
        var lost = new boolean[] {false};
        world.provider.failing(
                new FakeProvider.Faults() {
                    @Override
                    public void after(FakeProvider.Call call) {
                        if (call.method().equals("update") && !lost[0]) {
                            lost[0] = true;
                            throw new ProviderFailed(new ProviderFailure.Unreachable("lost"));
                        }
                    }
                });
        respond(entry, Optional.empty(), Response.ACCEPTED);
        world.settle();
        world.settleAfter(A_ROUND);

        assertThat(lost[0]).isTrue();
        assertThat(answer()).isEqualTo(Response.ACCEPTED);
        assertThat(object().version()).isEqualTo("v2");
        assertThat(world.conflicts()).isEmpty();
        assertRests();
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void an_answer_and_what_the_organizer_does_meanwhile_stand_beside_each_other(
            ConflictPolicy policy) {
        var entry = invited(single("p", "Review"), policy);
        there(with(new Change.When(at(START.plusHours(3)))));
        respond(entry, Optional.empty(), Response.DECLINED);
        world.settleAfter(A_ROUND);

        assertThat(answer()).isEqualTo(Response.DECLINED);
        assertThat(EntryPart.of(world.entries(calendar).get(entry)).getFirst().content().span())
                .isEqualTo(at(START.plusHours(3)));
        assertThat(world.conflicts()).isEmpty();
        assertRests();
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void both_sides_of_a_title_are_told_once(ConflictPolicy policy) {
        var entry = invited(single("p", "Review"), policy);
        update(entry, Optional.empty(), Scope.ALL, new Change.Title("Mine"));
        world.settle();
        assertThat(world.conflicts()).isEmpty();
        there(with(new Change.Title("Theirs")));
        world.settleAfter(A_ROUND);
        assertThat(world.conflicts()).hasSize(1);
        assertRests();
        there(with(new Change.Location(Optional.of("Hall"))));
        world.settleAfter(A_ROUND);
        assertThat(world.conflicts()).hasSize(1);
        assertThat(world.provider.writes()).isZero();
        assertRests();
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void an_answer_to_a_day_that_the_organizer_moves(ConflictPolicy policy) {
        var entry = invited(daily("p", "Course", 6), policy);
        respond(entry, Optional.of(day(2)), Response.DECLINED);
        there(override(START.plusDays(2), "Special"));
        world.settleAfter(A_ROUND);

        assertThat(answer(2)).contains(Response.DECLINED);
        assertThat(world.conflicts()).isEmpty();
        assertThat(object().content().overrides().getFirst().details().title())
                .isEqualTo("Special");
        assertRests();
    }

    @Test
    void a_day_of_a_series_that_ours_has_at_another_time_is_answered_there() {
        var entry = invited(daily("p", "Course", 6));
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.empty(),
                        Scope.ALL,
                        List.of(),
                        Optional.of(new SpanEdit.Replace(at(START.plusHours(2)))),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.settle();
        respond(entry, Optional.of(day(2)), Response.TENTATIVE);
        world.settle();
        world.settleAfter(A_ROUND);

        assertThat(world.side().synchronization().parked(SyncWorld.ADA, 10)).isEmpty();
        assertThat(answer(2)).contains(Response.TENTATIVE);
        assertThat(object().content().span()).isEqualTo(at(START));
        assertThat(object().content().overrides().getFirst().span())
                .isEqualTo(at(START.plusDays(2)));
        assertRests();
    }

    @Test
    void a_day_that_was_moved_here_is_answered_there() {
        var entry = invited(daily("p", "Course", 6));
        world.send(
                new EntryCommand.UpdateEntry(
                        entry,
                        Optional.of(day(2)),
                        Scope.THIS,
                        List.of(),
                        Optional.of(new SpanEdit.Replace(at(START.plusDays(2).plusHours(2)))),
                        Optional.empty(),
                        OptionalLong.empty()));
        world.settle();
        respond(entry, Optional.of(day(2)), Response.TENTATIVE);
        world.settle();
        world.settleAfter(A_ROUND);

        assertThat(world.side().synchronization().parked(SyncWorld.ADA, 10)).isEmpty();
        assertThat(answer(2)).contains(Response.TENTATIVE);
        assertThat(object().content().overrides().getFirst().span())
                .isEqualTo(at(START.plusDays(2)));
        assertRests();
    }

    @Test
    void a_day_deleted_here_stays_deleted_and_goes_there_never() {
        var entry = invited(daily("p", "Course", 6));
        delete(entry, Optional.of(day(2)), Scope.THIS);
        world.settle();
        there(with(new Change.Title("Renamed")));
        world.settleAfter(A_ROUND);
        respond(entry, Optional.empty(), Response.ACCEPTED);
        world.settleAfter(A_ROUND);

        assertThat(object().content().exclusions()).isEmpty();
        assertThat(answer()).isEqualTo(Response.ACCEPTED);
        var here = EntryPart.of(world.entries(calendar).get(entry)).getFirst().content();
        assertThat(here.exclusions()).containsExactly(START.plusDays(2));
        assertThat(here.details().title()).isEqualTo("Renamed");
        assertRests();
    }

    @Test
    void what_was_deleted_here_stays_so_over_a_disconnect_and_deletes_nothing_there() {
        var entry = invited(single("p", "Review"));
        delete(entry, Optional.empty(), Scope.ALL);
        world.settle();
        var mapping = world.facts(ConnectionFact.CalendarMapped.class).getLast().mapping();
        world.send(new ConnectionCommand.EndMapping(connection, mapping, "deselected"));
        world.settle();
        world.map(connection, "work", calendar);
        world.settle();
        world.settleAfter(A_ROUND);

        assertThat(world.provider.objects("work")).hasSize(1);
        assertThat(world.entries(calendar)).isEmpty();
        assertRests();
    }

    @Test
    void what_was_answered_while_nothing_was_tied_is_told_once_it_is() {
        var entry = invited(daily("p", "Course", 6));
        var mapping = world.facts(ConnectionFact.CalendarMapped.class).getLast().mapping();
        world.send(new ConnectionCommand.EndMapping(connection, mapping, "deselected"));
        world.settle();
        respond(entry, Optional.of(day(2)), Response.DECLINED);
        respond(entry, Optional.empty(), Response.ACCEPTED);
        world.settle();
        world.map(connection, "work", calendar);
        world.settle();
        world.settleAfter(A_ROUND);

        assertThat(answer()).isEqualTo(Response.ACCEPTED);
        assertThat(world.conflicts()).isEmpty();
        assertRests();
    }

    @Test
    void who_is_uninvited_while_they_answer_is_uninvited() {
        var entry = invited(daily("p", "Course", 6));
        there(with(new Change.Uninvited(ADA)));
        respond(entry, Optional.empty(), Response.ACCEPTED);
        respond(entry, Optional.of(day(2)), Response.DECLINED);
        world.settleAfter(A_ROUND);

        assertThat(object().content().details().people().attendee(ADA)).isEmpty();
        assertThat(world.conflicts()).isEmpty();
        assertRests();
    }

    @Test
    void a_day_that_was_answered_here_and_is_called_off_is_off() {
        var entry = invited(daily("p", "Course", 6));
        respond(entry, Optional.of(day(2)), Response.ACCEPTED);
        there(without(START.plusDays(2)));
        world.settleAfter(A_ROUND);

        var here = EntryPart.of(world.entries(calendar).get(entry)).getFirst().content();
        assertThat(here.exclusions()).containsExactly(START.plusDays(2));
        assertThat(world.conflicts()).isEmpty();
        assertRests();
    }

    @Test
    void another_guest_answered_for_here_is_not_answered_for_there() {
        var entry = invited(single("p", "Review"));
        world.send(
                new EntryCommand.Respond(
                        entry, Optional.empty(), CLEO, Answer.of(Response.DECLINED)));
        world.settleAfter(A_ROUND);
        assertThat(world.provider.writes()).isZero();
        assertThat(pushed(entry)).contains("only the organizer may change response");
        there(with(new Change.Answered(CLEO, Answer.of(Response.ACCEPTED))));
        world.settleAfter(A_ROUND);
        assertRests();
    }

    @Test
    void who_answers_in_a_mirror_of_two_accounts_invites_nobody_twice() {
        world.other.open("mirror", Rights.OWNER);
        var second = world.connectOther("ada@other.test");
        world.map(second, "mirror", calendar);
        var entry = invited(single("p", "Review"));
        respond(entry, Optional.empty(), Response.ACCEPTED);
        world.settle();
        world.settleAfter(A_ROUND);

        assertThat(answer()).isEqualTo(Response.ACCEPTED);
        var copies = world.other.objects("mirror");
        assertThat(copies).hasSize(1);
        assertThat(copies.getFirst().content().details().people().attendees()).isEmpty();
        assertRests();
    }
}
