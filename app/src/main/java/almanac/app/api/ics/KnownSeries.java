package almanac.app.api.ics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import almanac.app.ids.Ids.Reservation;
import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryCommand.ImportOccurrence;
import almanac.entry.EntryCommand.MergeEntry;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ExactTimes;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.OccurrenceClaim;
import almanac.icalendar.PartClaim;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The series on a calendar, by their UIDs, of which objects of a file say that they are a later
 * part or one changed occurrence. Such an object is written into the series where that has what it
 * names.
 */
record KnownSeries(
        CalendarId calendar, UserId creator, Standing standing, Map<String, Series> byUid) {

    /** The UIDs of the series that an object may be, or belong to. */
    static Stream<String> named(Readable item) {
        return Stream.of(
                        Stream.of(item.entry())
                                .filter(entry -> entry.recurrence().isPresent())
                                .map(ImportedEntry::uid),
                        PartClaim.of(item.entry()).stream().map(PartClaim::series),
                        item.claim().stream()
                                .map(OccurrenceClaim::series)
                                .flatMap(uid ->
                                        Stream.concat(
                                                Stream.of(uid), PartClaim.seriesOf(uid).stream())))
                .flatMap(uids -> uids);
    }

    /**
     * Empty for an object that is none of theirs, and for a changed occurrence that stands alone
     * since its series was not there when it came.
     */
    Optional<ImportWrite> write(Readable item) {
        return PartClaim.of(item.entry())
                .flatMap(claim -> part(claim, item))
                .or(() ->
                        item.claim()
                                .filter(claim -> standing.entry(item.entry().uid()).isEmpty())
                                .flatMap(claim -> occurrence(claim, item)));
    }

    /** For the first part of a series of which the file holds a later one. */
    ImportWrite first(EntryId series, Readable item) {
        var content =
                series(item.entry().uid())
                        .map(now -> ExactTimes.over(now, OccurrenceKey.FIRST, item.entry()))
                        .orElse(item.entry());
        return part(series, OccurrenceKey.FIRST, content, item);
    }

    /** For an object that is none of theirs. */
    ImportWrite alone(Reservation number, Readable item) {
        var notes = new ArrayList<>(item.notesAlone());
        item.entry()
                .recurrence()
                .flatMap(repeats -> series(item.entry().uid()))
                .flatMap(SplitNotes::whole)
                .ifPresent(notes::add);
        return new ImportWrite(
                new ImportEntry(number.entry(), calendar, creator, item.entry()),
                number.fresh(),
                notes);
    }

    /** The writes, each that does less than its object says with a note of that. */
    List<ImportWrite> noted(List<ImportWrite> writes) {
        var inFile =
                writes.stream()
                        .map(ImportWrite::command)
                        .filter(MergeEntry.class::isInstance)
                        .map(MergeEntry.class::cast)
                        .collect(groupingBy(MergeEntry::entry, mapping(MergeEntry::part, toSet())));
        return writes.stream()
                .map(write ->
                        write.command() instanceof MergeEntry part
                                ? noted(write, part, inFile.getOrDefault(part.entry(), Set.of()))
                                : write)
                .toList();
    }

    private ImportWrite noted(ImportWrite write, MergeEntry part, Set<OccurrenceKey> inFile) {
        return byUid.values().stream()
                .filter(series -> series.entry().equals(part.entry()))
                .flatMap(series -> SplitNotes.part(series, part, inFile).stream())
                .findFirst()
                .map(write::noting)
                .orElse(write);
    }

    private Optional<ImportWrite> part(PartClaim claim, Readable item) {
        return series(claim.series())
                .filter(series -> series.segmentAt(claim.from()).isPresent())
                .map(series -> {
                    var content = ExactTimes.over(series, claim.from(), claim.content());
                    return part(series.entry(), claim.from(), content, item);
                });
    }

    private ImportWrite part(
            EntryId series, OccurrenceKey from, ImportedEntry content, Readable item) {
        return new ImportWrite(
                new MergeEntry(series, calendar, creator, from, content, OptionalLong.empty()),
                false,
                item.notes());
    }

    private Optional<ImportWrite> occurrence(OccurrenceClaim claim, Readable item) {
        return series(claim.series())
                .or(() -> ofPart(claim.series()))
                .map(series -> {
                    var part = partOf(series, claim);
                    var changed =
                            new ImportedOverride(
                                    claim.startIn(part.first()),
                                    item.entry().details(),
                                    item.entry().span());
                    return new ImportWrite(
                            new ImportOccurrence(series.entry(), part.from(), changed),
                            false,
                            item.notes());
                });
    }

    private Optional<Series> ofPart(String uid) {
        return PartClaim.seriesOf(uid)
                .flatMap(this::series)
                .filter(series ->
                        series.segments().stream()
                                .map(part -> EntryPart.uid(series.uid(), part.from()))
                                .anyMatch(uid::equals));
    }

    /** The part that rules a start; where none does, the series refuses it. */
    private static Segment partOf(Series series, OccurrenceClaim claim) {
        return series.segments().stream()
                .filter(segment -> rules(series, segment, claim))
                .findFirst()
                .orElseGet(series::master);
    }

    private static boolean rules(Series series, Segment segment, OccurrenceClaim claim) {
        try {
            var start = claim.startIn(segment.first());
            return series.segmentOf(segment.keyOf(start, series.numbering())).equals(segment);
        } catch (IllegalArgumentException betweenTwoSteps) {
            return false;
        }
    }

    private Optional<Series> series(String uid) {
        return Optional.ofNullable(byUid.get(uid));
    }
}
