package almanac.feed;

import almanac.time.Window;
import java.time.Duration;
import java.time.Instant;

/**
 * What a copy is to hold, fixed when it is begun.
 *
 * @param window what touches it belongs to the copy
 * @param growing whether the end of the window moves on with the time since the beginning, in whole
 *     hours; its start stays
 * @param begunAt when the copy was begun
 * @param begunAfter position that the read models had reached then: what had left the calendar
 *     until there is nothing to the copy
 */
public record FeedTerms(
        Window window, Mode mode, boolean growing, Instant begunAt, long begunAfter) {

    /** As what a series is told. */
    public enum Mode {
        /**
         * By its masters and all its exceptions, when any occurrence touches the window. A series
         * that was split has a master for each of its parts (see {@link almanac.entry.EntryPart}).
         */
        MASTERS,
        /**
         * By the occurrences that touch the window. A series with more than 5,000 of them in the
         * window as it was at the beginning is told by its masters.
         */
        EXPANDED
    }

    /** By how many hours the end of the window has moved at that time. */
    public long hoursAt(Instant now) {
        return growing ? Math.max(0, Duration.between(begunAt, now).toHours()) : 0;
    }

    /** The window whose end has moved by so many hours. */
    public Window after(long hours) {
        return new Window(window.from(), window.to().plus(Duration.ofHours(hours)), window.zone());
    }
}
