package almanac.entry;

import almanac.time.Shape;
import almanac.time.Span;
import almanac.time.SpanPart;
import java.time.LocalDateTime;
import java.util.ArrayList;

/**
 * What an edit of many does to what single occurrences have of their own.
 *
 * @param before the series that was edited
 * @param after with its segments as the edit leaves them
 */
record OverrideReach(Series before, Series after, Change change) {

    /** The edit replaces its own field; of a time of its own it takes what was sent. */
    Series.Override over(Series.Override override) {
        var changes = new ArrayList<Change>();
        for (var own : override.changes()) {
            if (own instanceof Change.When(var span)
                    && change instanceof Change.Reshaped reshaped) {
                changes.add(new Change.When(moved(override.key(), span, reshaped)));
            } else if (!change.replaces(own)) {
                changes.add(own);
            }
        }
        return new Series.Override(override.key(), changes);
    }

    private Span moved(OccurrenceKey key, Span own, Change.Reshaped reshaped) {
        if (reshaped.sent().isEmpty()) {
            return reshaped.shape().on(own.startDate());
        }
        var parts = reshaped.sent().get();
        var onItsDay = own.startDate().equals(start(before, key).toLocalDate());
        var now = start(after, key);
        // several times of day share a series: what it takes is the one of its own key
        var from =
                reshaped.shape() instanceof Shape.Timed timed && parts.contains(SpanPart.START)
                        ? timed.at(now.toLocalTime())
                        : reshaped.shape();
        return own.shape().taking(parts, from).on(onItsDay ? now.toLocalDate() : own.startDate());
    }

    /** Where the series puts it. */
    private static LocalDateTime start(Series series, OccurrenceKey key) {
        return series.segmentOf(key).startOf(key, series.numbering());
    }
}
