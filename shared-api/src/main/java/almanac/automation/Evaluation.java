package almanac.automation;

import almanac.entry.Details;
import almanac.time.End;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Whether a condition holds of a subject: texts are compared as texts, all else on a scale. */
final class Evaluation {

    private static final LocalTime LAST_MINUTE = LocalTime.of(23, 59);

    private Evaluation() {}

    static boolean holds(Condition condition, Subject subject) {
        return switch (condition.field().kind()) {
            case TEXT, STATUS, WEEKDAY -> ofTexts(condition, texts(condition.field(), subject));
            case NUMBER, MOMENT, CLOCK -> onScale(condition, measure(condition.field(), subject));
            case FLAG ->
                    (subject.span() instanceof Span.AllDay day && !day.untimed())
                            == (condition.operator() == Operator.IS_TRUE);
        };
    }

    private static boolean ofTexts(Condition condition, List<String> texts) {
        var values = condition.values().stream().map(Evaluation::folded).toList();
        Predicate<Predicate<String>> some =
                fits -> texts.stream().map(Evaluation::folded).anyMatch(fits);
        return switch (condition.operator()) {
            case EQUALS, IN -> some.test(values::contains);
            case NOT_EQUALS, NOT_IN -> !some.test(values::contains);
            case CONTAINS -> some.test(text -> text.contains(values.getFirst()));
            case NOT_CONTAINS -> !some.test(text -> text.contains(values.getFirst()));
            case STARTS_WITH -> some.test(text -> text.startsWith(values.getFirst()));
            case ENDS_WITH -> some.test(text -> text.endsWith(values.getFirst()));
            case IS_EMPTY -> !some.test(text -> !text.isBlank());
            case IS_NOT_EMPTY -> some.test(text -> !text.isBlank());
            case GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    IS_TRUE,
                    IS_FALSE,
                    BEFORE,
                    NOT_BEFORE,
                    AFTER,
                    NOT_AFTER ->
                    throw unsuited(condition);
        };
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /** What is not there is neither before nor after anything, and equals nothing. */
    private static boolean onScale(Condition condition, OptionalLong measure) {
        var kind = condition.field().kind();
        var operands = condition.values().stream().map(value -> Operand.of(kind, value)).toList();
        Predicate<Operand> meets =
                operand ->
                        measure.isPresent()
                                && operand.from() <= measure.getAsLong()
                                && measure.getAsLong() < operand.to();
        var operand = operands.getFirst();
        return switch (condition.operator()) {
            case EQUALS, IN -> operands.stream().anyMatch(meets);
            case NOT_EQUALS, NOT_IN -> operands.stream().noneMatch(meets);
            case GREATER_THAN, AFTER -> measure.isPresent() && measure.getAsLong() >= operand.to();
            case GREATER_THAN_OR_EQUAL, NOT_BEFORE ->
                    measure.isPresent() && measure.getAsLong() >= operand.from();
            case LESS_THAN, BEFORE -> measure.isPresent() && measure.getAsLong() < operand.from();
            case LESS_THAN_OR_EQUAL, NOT_AFTER ->
                    measure.isPresent() && measure.getAsLong() < operand.to();
            case CONTAINS,
                    NOT_CONTAINS,
                    STARTS_WITH,
                    ENDS_WITH,
                    IS_EMPTY,
                    IS_NOT_EMPTY,
                    IS_TRUE,
                    IS_FALSE ->
                    throw unsuited(condition);
        };
    }

    private static IllegalStateException unsuited(Condition condition) {
        return new IllegalStateException("a condition that was not checked: " + condition);
    }

    private static List<String> texts(Field field, Subject subject) {
        var details = subject.details();
        return switch (field) {
            case TITLE -> List.of(details.title());
            case DESCRIPTION -> details.description().stream().toList();
            case LOCATION -> details.location().stream().toList();
            case NOTES -> details.notes().stream().toList();
            case COLOR -> details.color().stream().toList();
            case TAGS -> details.tags();
            case ATTENDEE -> attendees(details);
            case ORGANIZER ->
                    details.people().organizer().stream()
                            .flatMap(who ->
                                    Stream.concat(
                                            Stream.of(who.address().text()), who.name().stream()))
                            .toList();
            case CALENDAR_NAME -> List.of(subject.calendarName());
            case STATUS -> List.of(details.status().name());
            case WEEKDAY ->
                    List.of(
                            Operand.WEEKDAYS.get(
                                    subject.span().startDate().getDayOfWeek().ordinal()));
            case CALENDAR, DURATION, ALL_DAY, START, END, START_TIME, END_TIME ->
                    throw new IllegalArgumentException("not a text: " + field);
        };
    }

    private static List<String> attendees(Details details) {
        return details.people().attendees().stream()
                .flatMap(who ->
                        Stream.concat(
                                Stream.of(who.address().text()), who.invitee().name().stream()))
                .toList();
    }

    private static OptionalLong measure(Field field, Subject subject) {
        var span = subject.span();
        return switch (field) {
            case CALENDAR -> OptionalLong.of(subject.calendar().value());
            case DURATION -> OptionalLong.of(length(span).toMinutes());
            case START -> OptionalLong.of(Operand.seconds(span.localStart()));
            case END -> OptionalLong.of(Operand.seconds(lastMoment(span)));
            case START_TIME ->
                    span instanceof Span.Timed timed
                            ? OptionalLong.of(timed.start().toLocalTime().toSecondOfDay())
                            : OptionalLong.empty();
            case END_TIME ->
                    endTime(span)
                            .map(time -> OptionalLong.of(time.toLocalTime().toSecondOfDay()))
                            .orElseGet(OptionalLong::empty);
            case TITLE,
                    DESCRIPTION,
                    LOCATION,
                    NOTES,
                    COLOR,
                    TAGS,
                    ATTENDEE,
                    ORGANIZER,
                    CALENDAR_NAME,
                    STATUS,
                    WEEKDAY,
                    ALL_DAY ->
                    throw new IllegalArgumentException("not on a scale: " + field);
        };
    }

    private static Duration length(Span span) {
        return Duration.between(span.startsAt(ZoneOffset.UTC), span.endsAt(ZoneOffset.UTC));
    }

    private static Optional<LocalDateTime> endTime(Span span) {
        return span instanceof Span.Timed timed && timed.end() instanceof End.At(var time)
                ? Optional.of(time)
                : Optional.empty();
    }

    private static LocalDateTime lastMoment(Span span) {
        return switch (span) {
            case Span.AllDay day -> day.end().minusDays(1).atTime(LAST_MINUTE);
            case Span.Timed timed ->
                    switch (timed.end()) {
                        case End.None() -> timed.start();
                        case End.At(var time) -> time;
                        case End.OnDay(var date) when date.equals(timed.startDate()) ->
                                timed.start();
                        case End.OnDay(var date) -> date.atTime(LAST_MINUTE);
                    };
        };
    }
}
