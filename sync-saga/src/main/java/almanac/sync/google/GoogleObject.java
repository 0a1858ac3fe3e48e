package almanac.sync.google;

import com.google.api.services.calendar.model.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * All items of one object: a single event, or the master of a series with its exceptions.
 *
 * @param exceptions by their ids; cancelled ones too
 */
record GoogleObject(Event master, Map<String, Event> exceptions) {

    static GoogleObject of(Event master, Collection<Event> exceptions) {
        var byId = new TreeMap<String, Event>();
        exceptions.forEach(each -> byId.put(each.getId(), each));
        return new GoogleObject(master, byId);
    }

    boolean series() {
        return repeats(master);
    }

    static boolean repeats(Event item) {
        return item.getRecurrence() != null && !item.getRecurrence().isEmpty();
    }

    static boolean cancelled(Event item) {
        return "cancelled".equals(item.getStatus());
    }

    static boolean exception(Event item) {
        return item.getRecurringEventId() != null;
    }

    GoogleObject with(Event exception) {
        var all = new TreeMap<>(exceptions);
        all.put(exception.getId(), exception);
        return new GoogleObject(master, all);
    }

    /**
     * Of a single event its etag, of a series a digest of all etags.
     *
     * @param counting exceptions that the series still has
     */
    String version(Collection<Event> counting) {
        if (!series()) {
            return master.getEtag();
        }
        var all = new StringBuilder(master.getEtag());
        counting.stream()
                .sorted(Comparator.comparing(Event::getId))
                .forEach(item ->
                        all.append('\n').append(item.getId()).append(' ').append(item.getEtag()));
        return digest(all.toString());
    }

    private static String digest(String text) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
