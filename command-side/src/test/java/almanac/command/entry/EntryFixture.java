package almanac.command.entry;

import almanac.calendar.CalendarId;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact.EntryCreated;
import almanac.entry.EntryId;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanEdit;
import almanac.time.SpanPart;
import almanac.user.UserId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.hamcrest.Matchers;

/** Facts and commands that the tests of entries begin with. */
final class EntryFixture {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final EntryId ID = new EntryId(42);
    static final CalendarId FAMILY = new CalendarId(5);
    static final UserId ANA = new UserId(7);

    private EntryFixture() {}

    static AggregateTestFixture<EntryAggregate> fixture() {
        return new AggregateTestFixture<>(EntryAggregate.class);
    }

    static Span span(String start, int minutes) {
        var time = LocalDateTime.parse(start);
        return new Span.Timed(time, BERLIN, new End.At(time.plusMinutes(minutes)));
    }

    static EntryCreated pickup() {
        return new EntryCreated(
                ID,
                FAMILY,
                "pickup",
                ANA,
                Details.titled("School pickup"),
                span("2026-03-30T15:30", 30),
                Optional.empty(),
                Optional.empty());
    }

    /** Wednesdays at 17:00 from 1 April 2026; keys 0, 7, 14, ... */
    static EntryCreated soccer(String rule) {
        var span = span("2026-04-01T17:00", 90);
        return new EntryCreated(
                ID,
                FAMILY,
                "soccer",
                ANA,
                Details.titled("Soccer practice"),
                span,
                Optional.of(Recurrence.of(Rule.parse(rule))),
                Optional.of(new Numbering(span.localStart(), 86_400)));
    }

    static OccurrenceKey week(int n) {
        return new OccurrenceKey(7L * n);
    }

    static UpdateEntry update(Scope scope, Optional<OccurrenceKey> key, Change... changes) {
        return new UpdateEntry(
                ID,
                key,
                scope,
                List.of(changes),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    static UpdateEntry when(Scope scope, Optional<OccurrenceKey> key, SpanEdit edit) {
        return new UpdateEntry(
                ID,
                key,
                scope,
                List.of(),
                Optional.of(edit),
                Optional.empty(),
                OptionalLong.empty());
    }

    static UpdateEntry repeat(
            Scope scope, Optional<OccurrenceKey> key, Optional<Recurrence> recurrence) {
        return new UpdateEntry(
                ID,
                key,
                scope,
                List.of(),
                Optional.empty(),
                Optional.of(recurrence),
                OptionalLong.empty());
    }

    static Change.Reshaped reshaped(long days, String start, String end, SpanPart... sent) {
        return new Change.Reshaped(
                days,
                new Shape.Timed(
                        LocalTime.parse(start),
                        BERLIN,
                        new Shape.Length.Until(0, LocalTime.parse(end))),
                Optional.of(Set.of(sent)));
    }

    static SpanEdit times(String start, String end) {
        return new SpanEdit.Fields(
                Optional.empty(),
                Optional.of(Optional.of(LocalTime.parse(start))),
                Optional.empty(),
                Optional.of(Optional.of(LocalTime.parse(end))),
                Optional.empty(),
                Optional.empty(),
                BERLIN);
    }

    static SpanEdit endTime(String end) {
        return new SpanEdit.Fields(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Optional.of(LocalTime.parse(end))),
                Optional.empty(),
                Optional.empty(),
                BERLIN);
    }

    static SpanEdit startDate(String date) {
        return new SpanEdit.Fields(
                Optional.of(LocalDate.parse(date)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                BERLIN);
    }

    static void expectRejection(
            ResultValidator<EntryAggregate> result, Class<? extends Rejection> kind) {
        result.expectException(
                Matchers.allOf(
                        Matchers.instanceOf(Rejected.class),
                        new org.hamcrest.FeatureMatcher<Object, Rejection>(
                                Matchers.instanceOf(kind), "rejection", "rejection") {
                            @Override
                            protected Rejection featureValueOf(Object thrown) {
                                return ((Rejected) thrown).rejection();
                            }
                        }));
    }
}
