package almanac.icalendar;

import almanac.entry.Change;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An object that says it is a later part of a series, as {@link ICalendarWriter} writes one: by its
 * UID, and by a RELATED-TO that names the first part. Whether it is one only the series can tell.
 *
 * @param series the UID of the series
 * @param from the key at which the part begins
 * @param content the object without what relates it to the first
 */
public record PartClaim(String series, OccurrenceKey from, ImportedEntry content) {

    private static final Pattern UID = Pattern.compile("(.+)-from-(-?\\d{1,18})", Pattern.DOTALL);

    /** Empty for an object that makes no such claim. */
    public static Optional<PartClaim> of(ImportedEntry object) {
        var form = UID.matcher(object.uid());
        if (!form.matches()) {
            return Optional.empty();
        }
        var series = form.group(1);
        var from = new OccurrenceKey(Long.parseLong(form.group(2)));
        var relation = relation(series);
        return object.details().extras().contains(relation)
                        && EntryPart.uid(series, from).equals(object.uid())
                ? Optional.of(new PartClaim(series, from, without(relation, object)))
                : Optional.empty();
    }

    /** The series that has a later part of this UID, if any has. */
    public static Optional<String> seriesOf(String uid) {
        var form = UID.matcher(uid);
        return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
    }

    /** The line that names the first part. */
    static String relation(String series) {
        return "RELATED-TO:" + Texts.escaped(series);
    }

    private static ImportedEntry without(String relation, ImportedEntry object) {
        var extras =
                object.details().extras().stream().filter(line -> !line.equals(relation)).toList();
        return new ImportedEntry(
                object.uid(),
                object.details().with(new Change.Extras(extras)),
                object.span(),
                object.recurrence(),
                object.exclusions(),
                object.overrides());
    }
}
