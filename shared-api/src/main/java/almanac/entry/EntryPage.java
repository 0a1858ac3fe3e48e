package almanac.entry;

import java.util.List;

/**
 * A page of a listing.
 *
 * @param total how many the whole listing holds
 */
public record EntryPage(List<EntryView> entries, long total) {
    public EntryPage {
        entries = List.copyOf(entries);
    }
}
