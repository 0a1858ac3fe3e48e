package almanac.sync.caldav;

import almanac.connection.ConnectionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The listings of rounds under way, so that not each page has to make them again. */
final class Listings {

    private static final int MOST = 32;

    private final Map<Key, Listing> known = new LinkedHashMap<>();

    /** A round of a calendar. */
    record Key(ConnectionId connection, String calendar, Page start) {

        static Key of(ConnectionId connection, String calendar, Page page) {
            return new Key(connection, calendar, page.after(""));
        }
    }

    synchronized Optional<Listing> find(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    synchronized void keep(Key key, Listing listing) {
        known.remove(key);
        known.put(key, listing);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    synchronized void forget(Key key) {
        known.remove(key);
    }
}
