package almanac.google;

import almanac.entry.EntryId;
import java.util.Map;
import java.util.Set;

/** Where entries lie in Google Calendar. */
public interface GoogleCopies {

    /** The copies of those entries that have one. */
    Map<EntryId, GoogleCopy> of(Set<EntryId> entries);

    /**
     * Google's own names.
     *
     * @param calendar such as {@code primary}
     */
    record GoogleCopy(String event, String calendar) {}
}
