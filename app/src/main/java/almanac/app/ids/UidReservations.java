package almanac.app.ids;

import static com.mongodb.client.model.Filters.in;

import almanac.app.digest.Fingerprints;
import almanac.app.ids.Ids.Reservation;
import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bson.Document;

/** Ties each (calendar, UID) to one entry number; the unique key settles who was first. */
final class UidReservations {

    private static final int CHUNK = 100;
    private static final int LONGEST_PLAIN = 200;

    private final MongoCollection<Document> reservations;
    private final Supplier<EntryId> numbers;

    UidReservations(MongoCollection<Document> reservations, Supplier<EntryId> numbers) {
        this.reservations = reservations;
        this.numbers = numbers;
    }

    Map<String, Reservation> reserve(CalendarId calendar, Collection<String> uids) {
        var keys = new LinkedHashMap<String, String>();
        uids.forEach(uid -> keys.put(uid, key(calendar, uid)));
        var known = new LinkedHashMap<String, Reservation>();
        var distinct = keys.values().stream().distinct().toList();
        for (var from = 0; from < distinct.size(); from += CHUNK) {
            var chunk = distinct.subList(from, Math.min(from + CHUNK, distinct.size()));
            known.putAll(reserved(chunk));
        }
        var entries = new LinkedHashMap<String, Reservation>();
        keys.forEach((uid, key) -> entries.put(uid, known.get(key)));
        return entries;
    }

    private Map<String, Reservation> reserved(List<String> keys) {
        var known = find(keys, false);
        var missing = keys.stream().filter(key -> !known.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            insert(missing);
            known.putAll(find(missing, true));
        }
        return known;
    }

    private Map<String, Reservation> find(List<String> keys, boolean fresh) {
        var found = new LinkedHashMap<String, Reservation>();
        for (var document : reservations.find(in("_id", keys))) {
            var number = document.get("entry", Number.class).longValue();
            found.put(document.getString("_id"), new Reservation(new EntryId(number), fresh));
        }
        return found;
    }

    private void insert(List<String> keys) {
        var documents =
                keys.stream()
                        .map(key -> new Document("_id", key).append("entry", numbers.get().value()))
                        .toList();
        try {
            reservations.insertMany(documents, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException partly) {
            var others =
                    partly.getWriteErrors().stream()
                            .filter(error -> error.getCode() != DuplicateKeys.CODE)
                            .findFirst();
            if (others.isPresent() || partly.getWriteConcernError() != null) {
                throw partly;
            }
        }
    }

    /** Long UIDs are told apart by their hash, since an index key must stay short. */
    private static String key(CalendarId calendar, String uid) {
        return calendar.value()
                + "/"
                + (uid.length() <= LONGEST_PLAIN ? uid : "#" + Fingerprints.sha256(uid));
    }
}
