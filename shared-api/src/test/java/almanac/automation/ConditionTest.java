package almanac.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.calendar.CalendarId;
import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Status;
import almanac.entry.Wording;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConditionTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

    private static Details details() {
        var bob =
                new Invitee(
                        new MailAddress("bob@example.org"),
                        Optional.of("Bob Miller"),
                        Invitee.Role.REQUIRED,
                        Invitee.Kind.INDIVIDUAL,
                        Wording.NONE);
        var ana =
                new Organizer(new MailAddress("ana@example.org"), Optional.of("Ana"), Wording.NONE);
        return new Details(
                "Soccer Practice",
                Optional.of("Bring the ball"),
                Optional.of("Field 2"),
                Status.TENTATIVE,
                Optional.of("#10B981"),
                Optional.empty(),
                Optional.empty(),
                List.of("Kids", "sport"),
                List.of(),
                Optional.empty(),
                Optional.of(new Meeting(Optional.of(ana), List.of(Attendee.silent(bob)), 0)));
    }

    /** A Wednesday, 17:00 to 18:30. */
    private static final Subject PRACTICE =
            new Subject(
                    details(),
                    new Span.Timed(
                            LocalDateTime.parse("2026-04-01T17:00"),
                            VIENNA,
                            new End.At(LocalDateTime.parse("2026-04-01T18:30"))),
                    new CalendarId(5),
                    "Family");

    /** Saturday and Sunday, and nothing said but a title. */
    private static final Subject FAIR =
            new Subject(
                    Details.titled("Fair"),
                    new Span.AllDay(LocalDate.parse("2026-04-04"), LocalDate.parse("2026-04-06")),
                    new CalendarId(6),
                    "Town");

    private static Condition condition(String field, String operator, @Nullable String values) {
        return new Condition(
                Field.find(field).orElseThrow(),
                Operator.find(operator).orElseThrow(),
                values == null ? List.of() : Arrays.asList(values.split(";")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    event.title          | equals                | soccer practice  | true  | false
                    event.title          | equals                | soccer           | false | false
                    event.title          | not_equals            | soccer           | true  | true
                    event.title          | contains              | PRACT            | true  | false
                    event.title          | not_contains          | pract            | false | true
                    event.title          | starts_with           | soccer           | true  | false
                    event.title          | starts_with           | practice         | false | false
                    event.title          | ends_with             | practice         | true  | false
                    event.title          | in                    | fair;soccer      | false | true
                    event.title          | not_in                | fair;soccer      | true  | false
                    event.title          | is_empty              |                  | false | false
                    event.description    | is_empty              |                  | false | true
                    event.description    | is_not_empty          |                  | true  | false
                    event.description    | not_contains          | ball             | false | true
                    event.location       | equals                | field 2          | true  | false
                    event.notes          | is_empty              |                  | true  | true
                    event.color          | equals                | #10b981          | true  | false
                    event.tags           | equals                | kids             | true  | false
                    event.tags           | equals                | kid              | false | false
                    event.tags           | contains              | kid              | true  | false
                    event.tags           | not_equals            | sport            | false | true
                    event.tags           | in                    | work;SPORT       | true  | false
                    event.tags           | not_in                | work;play        | true  | true
                    event.tags           | is_empty              |                  | false | true
                    event.attendee       | equals                | BOB@example.org  | true  | false
                    event.attendee       | contains              | miller           | true  | false
                    event.attendee       | ends_with             | @example.com     | false | false
                    event.attendee       | is_empty              |                  | false | true
                    event.organizer      | equals                | ana              | true  | false
                    event.calendar.name  | equals                | family           | true  | false
                    event.calendar.id    | equals                | 5                | true  | false
                    event.calendar.id    | in                    | 6;7              | false | true
                    event.calendar.id    | not_in                | 6;7              | true  | false
                    event.duration       | equals                | 90               | true  | false
                    event.duration       | greater_than          | 90               | false | true
                    event.duration       | greater_than_or_equal | 90               | true  | true
                    event.duration       | less_than             | 91               | true  | false
                    event.duration       | less_than             | 90               | false | false
                    event.duration       | less_than_or_equal    | 90               | true  | false
                    event.duration       | equals                | 2880             | false | true
                    event.status         | equals                | tentative        | true  | false
                    event.status         | not_in                | tentative;cancelled | false | true
                    event.weekday        | equals                | WE               | true  | false
                    event.weekday        | in                    | SA;SU            | false | true
                    event.weekday        | not_equals            | SA               | true  | false
                    event.is_all_day     | is_true               |                  | false | true
                    event.is_all_day     | is_false              |                  | true  | false
                    event.start          | equals                | 2026-04-01       | true  | false
                    event.start          | before                | 2026-04-01       | false | false
                    event.start          | before                | 2026-04-02       | true  | false
                    event.start          | not_before            | 2026-04-01       | true  | true
                    event.start          | after                 | 2026-04-01       | false | true
                    event.start          | after                 | 2026-04-01T16:59 | true  | true
                    event.start          | after                 | 2026-04-01T17:00 | false | true
                    event.start          | not_after             | 2026-04-01       | true  | false
                    event.start          | equals                | 2026-04-01T17:00 | true  | false
                    event.start          | not_equals            | 2026-04-04       | true  | false
                    event.end            | equals                | 2026-04-01T18:30 | true  | false
                    event.end            | equals                | 2026-04-05       | false | true
                    event.end            | before                | 2026-04-06       | true  | true
                    event.end            | after                 | 2026-04-04       | false | true
                    event.start_time     | equals                | 17:00            | true  | false
                    event.start_time     | not_equals            | 17:00            | false | true
                    event.start_time     | before                | 17:00            | false | false
                    event.start_time     | not_before            | 17:00            | true  | false
                    event.start_time     | after                 | 16:59            | true  | false
                    event.start_time     | not_after             | 16:59            | false | false
                    event.end_time       | equals                | 18:30            | true  | false
                    event.end_time       | after                 | 18:30            | false | false
                    """)
    void a_condition_looks_at_its_field(
            String field, String operator, String values, boolean ofPractice, boolean ofFair) {
        var condition = condition(field, operator, values);
        condition.check("conditions[0]");
        assertThat(condition.holds(PRACTICE)).as("practice").isEqualTo(ofPractice);
        assertThat(condition.holds(FAIR)).as("fair").isEqualTo(ofFair);
    }

    @Test
    void every_field_can_be_asked_with_each_operator_that_suits_it() {
        for (var field : Field.values()) {
            for (var operator : field.operators()) {
                var values =
                        operator.arity() == Operator.Arity.NONE
                                ? List.<String>of()
                                : List.of(sample(field));
                var condition = new Condition(field, operator, values);
                condition.check("c");
                for (var subject : List.of(PRACTICE, FAIR)) {
                    assertThatCode(() -> condition.holds(subject))
                            .as("%s", condition)
                            .doesNotThrowAnyException();
                }
            }
        }
    }

    private static String sample(Field field) {
        return switch (field.kind()) {
            case TEXT -> "soccer";
            case NUMBER -> "5";
            case STATUS -> "tentative";
            case WEEKDAY -> "WE";
            case MOMENT -> "2026-04-01";
            case CLOCK -> "17:00";
            case FLAG -> throw new AssertionError("a flag is compared with nothing");
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    event.title        | greater_than | 5                   | operator
                    event.title        | is_true      |                     | operator
                    event.duration     | contains     | 5                   | operator
                    event.status       | starts_with  | t                   | operator
                    event.is_all_day   | equals       | true                | operator
                    event.start        | in           | 2026-04-01          | operator
                    event.title        | equals       |                     | value
                    event.title        | equals       | a;b                 | value
                    event.title        | is_empty     | a                   | value
                    event.title        | contains     | ' '                 | value
                    event.duration     | equals       | 1.5                 | value
                    event.duration     | equals       | 9999999999999999    | value
                    event.status       | equals       | CONFIRMED           | value
                    event.weekday      | equals       | MI                  | value
                    event.start        | before       | 2026-02-30          | value
                    event.start        | before       | 2026-04-01T17:00Z   | value
                    event.start        | before       | tomorrow            | value
                    event.start_time   | before       | 25:00               | value
                    event.start_time   | before       | 9:00                | value
                    event.start_time   | before       | 17:00:30            | value
                    """)
    void what_cannot_be_compared_is_refused_by_name(
            String field, String operator, String values, String wrong) {
        var condition = condition(field, operator, values);
        var refused = catchThrowableOfType(Rejected.class, () -> condition.check("conditions[3]"));
        assertThat(refused.rejection()).isInstanceOf(Rejection.Invalid.class);
        assertThat(((Rejection.Invalid) refused.rejection()).field())
                .isEqualTo("conditions[3]." + wrong);
    }

    @Test
    void a_list_and_a_text_have_an_end() {
        var many = new Condition(Field.TITLE, Operator.IN, Collections.nCopies(50, "x"));
        many.check("c");
        var more = new Condition(Field.TITLE, Operator.IN, Collections.nCopies(51, "x"));
        assertThat(catchThrowableOfType(Rejected.class, () -> more.check("c"))).isNotNull();
        new Condition(Field.TITLE, Operator.EQUALS, List.of("🧬".repeat(500))).check("c");
        var longer = new Condition(Field.TITLE, Operator.EQUALS, List.of("🧬".repeat(501)));
        assertThat(catchThrowableOfType(Rejected.class, () -> longer.check("c"))).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-04-01T17:00,none,0,2026-04-01T17:00",
        "2026-04-01T17:00,2026-04-01,0,2026-04-01T17:00",
        "2026-04-01T17:00,2026-04-02,1860,2026-04-02T23:59"
    })
    void an_event_without_a_time_of_its_end_ends_with_its_last_day(
            String start, String lastDay, long minutes, String end) {
        var open =
                lastDay.equals("none") ? new End.None() : new End.OnDay(LocalDate.parse(lastDay));
        var subject =
                new Subject(
                        Details.titled("x"),
                        new Span.Timed(LocalDateTime.parse(start), VIENNA, open),
                        new CalendarId(1),
                        "x");
        assertThat(condition("event.duration", "equals", Long.toString(minutes)).holds(subject))
                .isTrue();
        assertThat(condition("event.end", "equals", end).holds(subject)).isTrue();
        assertThat(condition("event.end_time", "not_before", "00:00").holds(subject)).isFalse();
    }

    @Test
    void a_night_without_an_hour_is_an_hour_shorter() {
        var night =
                new Subject(
                        Details.titled("x"),
                        new Span.Timed(
                                LocalDateTime.parse("2026-03-29T01:00"),
                                VIENNA,
                                new End.At(LocalDateTime.parse("2026-03-29T04:00"))),
                        new CalendarId(1),
                        "x");
        assertThat(condition("event.duration", "equals", "120").holds(night)).isTrue();
    }
}
