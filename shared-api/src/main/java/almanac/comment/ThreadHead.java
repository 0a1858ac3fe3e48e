package almanac.comment;

import almanac.calendar.Visibility;
import almanac.entry.EntryNumber;

/**
 * A thread without what was said in it.
 *
 * @param visibility the calendar's
 */
public record ThreadHead(ThreadId id, EntryNumber number, Visibility visibility) {

    /** Another thread that is read under the same number. */
    public ThreadHead in(ThreadId other) {
        return new ThreadHead(other, number, visibility);
    }
}
