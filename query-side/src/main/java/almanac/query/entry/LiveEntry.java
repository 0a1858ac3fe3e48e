package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.calendar.CalendarView;
import almanac.entry.EntryExport;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.EntryView;
import almanac.entry.Occurrence;
import almanac.entry.PartNames;
import almanac.entry.Recurrence;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.query.rebuild.Row;
import almanac.time.Span;
import almanac.user.UserSummary;
import java.util.Optional;
import java.util.stream.Stream;

/** An entry that is on a calendar, as it is stored. */
record LiveEntry(EntryState.Live state, Row<EntryState> row) {

    static Stream<LiveEntry> of(Row<EntryState> row) {
        return row.state() instanceof EntryState.Live live
                ? Stream.of(new LiveEntry(live, row))
                : Stream.of();
    }

    CalendarId calendar() {
        return state.calendar();
    }

    EntryExport export() {
        return new EntryExport(
                state.entry(), state, row.createdAt(), row.updatedAt(), row.revision());
    }

    /** The single entry, or the master of the series. */
    EntryView itself(CalendarView calendar, UserSummary creator) {
        return switch (state) {
            case SingleEntry single -> view(single.self(), PartNames.of(single), calendar, creator);
            case Series series -> master(series, calendar, creator);
        };
    }

    private EntryView master(Series series, CalendarView calendar, UserSummary creator) {
        var first = series.master();
        return new EntryView(
                EntryNumber.of(series.entry()),
                series.uid(),
                Optional.empty(),
                first.details(),
                series.begin(),
                Optional.of(recurrence(series)),
                Optional.empty(),
                false,
                calendar,
                creator,
                row.createdAt(),
                row.updatedAt(),
                row.revision());
    }

    /** Where the series was ended, its rule says so, as exports and providers have it. */
    private static Recurrence recurrence(Series series) {
        return series.endBefore()
                .filter(end -> series.endOf(series.master()).equals(Optional.of(end)))
                .flatMap(end -> PartNames.parts(series).stream().findFirst())
                .flatMap(part -> part.content().recurrence())
                .orElseGet(series::recurrence);
    }

    /** One occurrence of this entry. */
    EntryView view(
            Occurrence occurrence, PartNames names, CalendarView calendar, UserSummary creator) {
        var part = names.of(occurrence);
        return new EntryView(
                occurrence.number(),
                part.uid(),
                part.from(),
                occurrence.details(),
                occurrence.span(),
                Optional.empty(),
                planned(occurrence),
                occurrence.exception(),
                calendar,
                creator,
                row.createdAt(),
                row.updatedAt(),
                row.revision());
    }

    private Optional<Span> planned(Occurrence occurrence) {
        return switch (state) {
            case SingleEntry single -> Optional.empty();
            case Series series -> occurrence.key().map(series::planned);
        };
    }
}
