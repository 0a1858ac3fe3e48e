package almanac.recurrence;

import java.time.LocalDateTime;

/** The local date-times at or after the first and before the second. */
record Window(LocalDateTime notBefore, LocalDateTime before) {

    static Window from(LocalDateTime notBefore) {
        return new Window(notBefore, LocalDateTime.MAX);
    }

    boolean holds(LocalDateTime time) {
        return !time.isBefore(notBefore) && time.isBefore(before);
    }

    /** The part of this window that is not before the one time and not after the other. */
    Window within(LocalDateTime earliest, LocalDateTime latest) {
        return new Window(
                notBefore.isBefore(earliest) ? earliest : notBefore,
                latest.isBefore(before) ? latest.plusSeconds(1) : before);
    }
}
