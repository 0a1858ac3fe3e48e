package almanac.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import almanac.calendar.CalendarId;
import almanac.recurrence.Rule;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MeetingTest {

    private static final EntryId ID = new EntryId(42);
    private static final OccurrenceKey SECOND = new OccurrenceKey(1);
    private static final MailAddress ANA = new MailAddress("ana@example.org");
    private static final MailAddress BEN = new MailAddress("ben@example.org");
    private static final Change ANA_INVITED = new Change.Invited(Invitee.of(ANA));
    private static final Change BEN_INVITED = new Change.Invited(Invitee.of(BEN));
    private static final Answer YES = Answer.of(Answer.Response.ACCEPTED);
    private static final Answer NO =
            new Answer(Answer.Response.DECLINED, Optional.of("On holiday"));

    private static Details lunch(Change... changes) {
        return Details.titled("Lunch").withAll(List.of(changes));
    }

    private static EntryState daily(Details details) {
        var day = LocalDate.of(2026, 4, 1);
        var span = new Span.AllDay(day, day.plusDays(1));
        return EntryState.initial()
                .evolve(
                        new EntryFact.EntryCreated(
                                ID,
                                new CalendarId(5),
                                "uid",
                                new UserId(7),
                                details,
                                span,
                                Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY"))),
                                Optional.of(new Numbering(span.localStart(), 86_400))));
    }

    private static Details second(EntryState series) {
        return ((Series) series).occurrence(SECOND).orElseThrow().details();
    }

    private static EntryState differ(EntryState series, Change... changes) {
        return series.evolve(new EntryFact.OccurrenceUpdated(ID, SECOND, List.of(changes)));
    }

    private static EntryState all(EntryState series, Change... changes) {
        return series.evolve(new EntryFact.EntryUpdated(ID, List.of(changes)));
    }

    private static Optional<Answer> answer(Details details, MailAddress who) {
        return details.people().attendee(who).map(Attendee::answer);
    }

    @Test
    void two_who_answer_at_once_and_one_who_edits_leave_the_same_in_any_order() {
        var base = lunch(ANA_INVITED, BEN_INVITED);
        var ana = new Change.Answered(ANA, YES);
        var ben = new Change.Answered(BEN, NO);
        var renamed = new Change.Title("Dinner");

        var result = base.withAll(List.of(ana, ben, renamed));

        assertThat(answer(result, ANA)).contains(YES);
        assertThat(answer(result, BEN)).contains(NO);
        assertThat(base.withAll(List.of(renamed, ben, ana))).isEqualTo(result);
        assertThat(base.changesTo(result)).containsExactlyInAnyOrder(ana, ben, renamed);
    }

    @Test
    void who_is_described_anew_keeps_the_answer() {
        var chair =
                new Invitee(
                        new MailAddress("ANA@example.org"),
                        Optional.of("Ana"),
                        Invitee.Role.CHAIR,
                        Invitee.Kind.INDIVIDUAL,
                        Wording.NONE);
        var details = lunch(ANA_INVITED, new Change.Answered(ANA, YES), new Change.Invited(chair));

        assertThat(details.people().attendees()).containsExactly(new Attendee(chair, YES));
    }

    @Test
    void who_is_not_invited_cannot_answer() {
        var details = lunch(ANA_INVITED);

        assertThat(details.with(new Change.Answered(BEN, YES))).isEqualTo(details);
    }

    @Test
    void the_last_one_gone_leaves_no_trace() {
        assertThat(lunch(ANA_INVITED, new Change.Uninvited(new MailAddress("Ana@Example.org"))))
                .isEqualTo(lunch());
        assertThat(lunch(new Change.SequenceTo(3), new Change.SequenceTo(0))).isEqualTo(lunch());
    }

    @Test
    void a_decline_of_one_occurrence_is_of_that_one_alone_until_the_series_is_answered() {
        var series = differ(daily(lunch(ANA_INVITED, BEN_INVITED)), new Change.Answered(ANA, NO));

        assertThat(answer(second(series), ANA)).contains(NO);
        assertThat(answer(((Series) series).master().details(), ANA)).contains(Answer.NONE);

        var edited = all(series, new Change.Answered(BEN, YES), new Change.Title("Dinner"));
        assertThat(answer(second(edited), ANA)).contains(NO);
        assertThat(answer(second(edited), BEN)).contains(YES);

        var described = all(series, new Change.Invited(Invitee.of(ANA)));
        assertThat(answer(second(described), ANA)).contains(NO);
        assertThat(answer(second(all(series, new Change.Answered(ANA, YES))), ANA)).contains(YES);
    }

    @Test
    void who_is_removed_from_the_series_is_removed_from_an_occurrence_of_their_own_too() {
        var series = differ(daily(lunch()), BEN_INVITED, new Change.Answered(BEN, YES));

        assertThat(answer(second(series), BEN)).contains(YES);
        assertThat(second(all(series, new Change.Uninvited(BEN)))).isEqualTo(lunch());
    }

    /** However an override comes about, it says what the changes one after the other would. */
    @Test
    void random_changes_of_an_occurrence_leave_what_they_would_leave_of_plain_details() {
        for (var seed = 1L; seed <= 3_000; seed++) {
            var random = new RandomMeetings(seed);
            var details = random.details();
            var series = daily(details);
            var story = new ArrayList<Change>();
            for (var step = 0; step < 8; step++) {
                var change = random.change();
                // decisions store nothing that makes no difference
                if (!details.with(change).equals(details)) {
                    story.add(change);
                    details = details.with(change);
                    series = differ(series, change);
                }
                assertThat(second(series)).as("seed %d: %s", seed, story).isEqualTo(details);
            }
        }
    }

    @Test
    void the_changes_between_two_random_meetings_turn_one_into_the_other() {
        for (var seed = 1L; seed <= 3_000; seed++) {
            var random = new RandomMeetings(seed);
            var one = random.details();
            var other = random.details();
            var changes = one.changesTo(other);

            assertThat(one.withAll(changes)).as("seed %d: %s", seed, changes).isEqualTo(other);
            assertThat(one.changesTo(one)).as("seed %d", seed).isEmpty();
        }
    }

    /** What makes a merge by field safe. */
    @Test
    void changes_of_different_fields_commute() {
        var tried = 0;
        for (var seed = 1L; seed <= 3_000; seed++) {
            var random = new RandomMeetings(seed);
            var base = random.details();
            var left = random.change();
            var right = random.change();
            if (!left.replaces(right) && !right.replaces(left) && bothMatter(base, left, right)) {
                tried++;
                assertThat(base.with(left).with(right))
                        .as("seed %d: %s and %s", seed, left, right)
                        .isEqualTo(base.with(right).with(left));
            }
        }
        assertThat(tried).isGreaterThan(500);
    }

    private static boolean bothMatter(Details base, Change left, Change right) {
        return !base.with(left).equals(base) && !base.with(right).equals(base);
    }

    @Test
    void one_address_is_invited_once_however_it_is_written() {
        var twice =
                List.of(
                        Attendee.silent(Invitee.of(ANA)),
                        Attendee.silent(Invitee.of(new MailAddress("ANA@EXAMPLE.ORG"))));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Meeting(Optional.empty(), twice, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ana",
                "ana@",
                "@example.org",
                "a b@example.org",
                "a@b@c",
                "a\n@b",
                "<a@b>"
            })
    void what_is_no_mail_address_is_none(String text) {
        assertThat(MailAddress.isOne(text)).isFalse();
    }

    @Test
    void a_line_break_never_becomes_part_of_a_line() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wording(Optional.empty(), List.of("X-A=b\r\nATTENDEE:x")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Wording(Optional.of("urn:x\n"), List.of()));
    }
}
