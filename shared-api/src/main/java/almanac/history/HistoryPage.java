package almanac.history;

import java.util.List;

/**
 * Some of a history.
 *
 * @param total of all of it
 */
public record HistoryPage(List<HistoryItem> items, long total) {
    public HistoryPage {
        items = List.copyOf(items);
    }
}
