package almanac.sync.caldav;

import java.util.List;
import java.util.Optional;

/**
 * What a server says is in a calendar, or changed there, without contents.
 *
 * @param present paths in their order
 * @param removed paths
 * @param end where the next round goes on
 * @param whole false where the server cut it short and {@code end} leads to the rest of the round
 */
record Listing(List<String> present, List<String> removed, Cursor end, boolean whole) {

    /** What of it names it in a page. */
    String mark() {
        return switch (end) {
            case Cursor.Token(var token) -> token;
            case Cursor.Listed(var ctag, var prints) -> prints.whole();
        };
    }

    List<String> after(String path, int most) {
        var first = 0;
        while (first < present.size() && present.get(first).compareTo(path) <= 0) {
            first++;
        }
        return present.subList(first, Math.min(present.size(), first + most));
    }

    boolean endsWith(List<String> chunk) {
        return chunk.isEmpty()
                || Optional.of(present.getLast()).equals(Optional.of(chunk.getLast()));
    }
}
