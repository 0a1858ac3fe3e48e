package almanac.entry;

import java.time.LocalDateTime;
import java.util.List;

/**
 * What changes in which starts of a series take place, as RFC 5545 3.8.5.1 names them: by the local
 * start that the recurrence gives.
 *
 * @param left that are to take place no more, by the recurrence as it is after the update that this
 *     belongs to
 * @param back that were left out and are to take place again, by the recurrence as it was before
 */
public record Absences(List<LocalDateTime> left, List<LocalDateTime> back) {

    /** No change. */
    public static final Absences AS_BEFORE = new Absences(List.of(), List.of());

    public Absences {
        left = List.copyOf(left);
        back = List.copyOf(back);
    }

    /** What turns those that are left out into others. */
    public static Absences between(List<LocalDateTime> before, List<LocalDateTime> after) {
        return new Absences(without(after, before), without(before, after));
    }

    private static List<LocalDateTime> without(
            List<LocalDateTime> starts, List<LocalDateTime> others) {
        return starts.stream().distinct().filter(start -> !others.contains(start)).toList();
    }
}
