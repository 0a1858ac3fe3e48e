package almanac.recurrence;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The set of one period (RFC 5545 3.3.10): every origin combined with every offset, both ascending
 * seconds, and of these all or the ones that BYSETPOS names. Never materialised: a rule may select
 * every second of a year.
 */
record PeriodSet(long[] origins, int[] offsets, int[] chosen, int size) {

    static PeriodSet of(long[] origins, int[] offsets, List<Integer> positions) {
        int all = Math.multiplyExact(origins.length, offsets.length);
        if (positions.isEmpty()) {
            return new PeriodSet(origins, offsets, new int[0], all);
        }
        int[] chosen =
                positions.stream()
                        .mapToInt(position -> position > 0 ? position - 1 : all + position)
                        .filter(index -> index >= 0 && index < all)
                        .sorted()
                        .distinct()
                        .toArray();
        return new PeriodSet(origins, offsets, chosen, chosen.length);
    }

    LocalDateTime at(int index) {
        return LocalDateTime.ofEpochSecond(secondAt(index), 0, ZoneOffset.UTC);
    }

    /** The index of the first element at or after the second; the size when there is none. */
    int firstAtOrAfter(long second) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (secondAt(middle) < second) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long secondAt(int index) {
        int place = chosen.length == 0 ? index : chosen[index];
        return origins[place / offsets.length] + offsets[place % offsets.length];
    }

    /** All sums of an hour, a minute and a second, ascending; the leap second 60 never happens. */
    static int[] secondsOf(List<Integer> hours, List<Integer> minutes, List<Integer> seconds) {
        return hours.stream()
                .flatMapToInt(hour ->
                        minutes.stream()
                                .flatMapToInt(minute -> secondsOf(hour * 60 + minute, seconds)))
                .toArray();
    }

    private static IntStream secondsOf(int minute, List<Integer> seconds) {
        return seconds.stream().filter(each -> each < 60).mapToInt(each -> minute * 60 + each);
    }
}
