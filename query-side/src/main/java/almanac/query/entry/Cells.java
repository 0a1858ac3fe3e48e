package almanac.query.entry;

import almanac.entry.EntryState;
import almanac.entry.Extent;
import almanac.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * In which cell of time an entry lies: one number, so that one index finds what can touch a window.
 *
 * <p>Time is cut into cells of six sizes, each four times the one before. An entry lies in the cell
 * of its beginning, of the smallest size that is not shorter than the entry; so it touches that
 * cell and the next at most. What is longer than the largest cell or endless lies in one cell of
 * its own, unless it comes round once a year: see {@link YearlyCells}. A search names every cell
 * that can hold something of the window; what it finds is checked against the exact bounds.
 */
final class Cells {

    /** Cells by their numbers, both included. */
    record Run(int first, int last) {}

    /**
     * Where to look.
     *
     * @param cells single cells
     * @param runs sizes of which the window covers too many to name each
     */
    record Search(List<Integer> cells, List<Run> runs) {}

    private static final long SMALLEST = Duration.ofDays(4).toMillis();
    private static final int SIZES = 6;
    private static final int LONG = 1;
    private static final int MOST_NAMED = 24;
    private static final int NUMBERS_OF_A_SIZE = 10_000_000;
    private static final long FIRST = Window.BEGINNING.toEpochMilli();
    private static final long LAST = Window.END_OF_TIME.toEpochMilli();

    private Cells() {}

    /** The cell of a live entry. */
    static int of(EntryState.Live entry, Extent extent) {
        return YearlyCells.of(entry)
                .orElseGet(() -> of(millis(extent.from()), millis(extent.to())));
    }

    private static int of(long from, long to) {
        var length = SMALLEST;
        for (var size = 1; size <= SIZES; size++, length *= 4) {
            if (to - from <= length && to < LAST) {
                return number(size, Math.floorDiv(from, length));
            }
        }
        return LONG;
    }

    /** Every cell that can hold an entry that touches the window. */
    static Search touching(Window window) {
        var cells = new ArrayList<Integer>();
        var runs = new ArrayList<Run>();
        cells.add(LONG);
        cells.addAll(YearlyCells.touching(window));
        var length = SMALLEST;
        for (var size = 1; size <= SIZES; size++, length *= 4) {
            var first = number(size, Math.floorDiv(millis(window.from()), length) - 1);
            var last = number(size, Math.floorDiv(millis(window.to()), length));
            if (last - first < MOST_NAMED) {
                for (var cell = first; cell <= last; cell++) {
                    cells.add(cell);
                }
            } else {
                runs.add(new Run(first, last));
            }
        }
        return new Search(List.copyOf(cells), List.copyOf(runs));
    }

    /** Epoch milliseconds, bounded so that no date of any year overflows. */
    static long millis(Instant instant) {
        if (instant.isBefore(Window.BEGINNING)) {
            return FIRST;
        }
        return instant.isAfter(Window.END_OF_TIME) ? LAST : instant.toEpochMilli();
    }

    private static int number(int size, long index) {
        return size * NUMBERS_OF_A_SIZE + NUMBERS_OF_A_SIZE / 2 + Math.toIntExact(index);
    }
}
