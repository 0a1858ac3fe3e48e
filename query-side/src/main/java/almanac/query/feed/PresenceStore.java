package almanac.query.feed;

import static almanac.query.feed.PresenceCodec.CALENDAR;
import static almanac.query.feed.PresenceCodec.ENTRY;
import static almanac.query.feed.PresenceCodec.LEFT;
import static almanac.query.feed.PresenceCodec.POSITION;
import static almanac.query.feed.PresenceCodec.REVISION;
import static almanac.query.feed.PresenceCodec.UID;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Projections.include;
import static java.util.Comparator.comparing;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.feed.UidHolder;
import almanac.query.rebuild.Stamped;
import almanac.query.rebuild.TakenKeys;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One document for each calendar and entry that was ever on it. They are written in any order and
 * each by itself, so a crash in between leaves some that have seen more than others; the facts come
 * again, and each takes what it has not seen.
 */
final class PresenceStore {

    private final MongoCollection<Document> documents;

    PresenceStore(MongoCollection<Document> documents) {
        this.documents = documents;
    }

    void ensureIndexes() {
        documents.createIndex(ascending(CALENDAR, POSITION));
        documents.createIndex(ascending(CALENDAR, UID));
        documents.createIndex(ascending(ENTRY));
        documents.createIndex(ascending(LEFT));
    }

    void clear() {
        documents.deleteMany(new Document());
    }

    void forgetEntry(EntryId entry) {
        documents.deleteMany(eq(ENTRY, entry.value()));
    }

    /** Presences on a calendar after one position and up to another, by position. */
    List<Presence> changed(CalendarId calendar, long after, long upTo, int limit) {
        return documents
                .find(and(eq(CALENDAR, calendar.value()), gt(POSITION, after), lte(POSITION, upTo)))
                .sort(ascending(CALENDAR, POSITION))
                .limit(limit)
                .batchSize(limit)
                .map(PresenceCodec::presence)
                .into(new ArrayList<>());
    }

    /** Entries of these UIDs that are or were on a calendar. */
    List<EntryId> ofUid(CalendarId calendar, List<String> uids) {
        return documents
                .find(and(eq(CALENDAR, calendar.value()), in(UID, uids)))
                .map(document -> new EntryId(document.getLong(ENTRY)))
                .into(new ArrayList<>());
    }

    /** Entries that are on a calendar and have one of these UIDs, by number. */
    List<UidHolder> holders(CalendarId calendar, Set<String> uids) {
        return holders(calendar, in(UID, uids)).stream()
                .sorted(comparing(holder -> holder.entry().value()))
                .toList();
    }

    /** Entries that are on a calendar and have such a UID with {@code #} and more behind it. */
    List<UidHolder> numberedAfter(CalendarId calendar, Set<String> uids) {
        return uids.stream()
                .flatMap(uid ->
                        holders(calendar, and(gt(UID, uid + "#"), lt(UID, uid + "$"))).stream())
                .toList();
    }

    private List<UidHolder> holders(CalendarId calendar, Bson ofUid) {
        return documents
                .find(and(eq(CALENDAR, calendar.value()), ofUid, exists(LEFT, false)))
                .projection(include(UID, ENTRY))
                .map(found ->
                        new UidHolder(found.getString(UID), new EntryId(found.getLong(ENTRY))))
                .into(new ArrayList<>());
    }

    /** The last positions, by calendar, of what left before that time. */
    Map<CalendarId, Long> leftBefore(Instant time) {
        var last = new HashMap<CalendarId, Long>();
        documents
                .find(lt(LEFT, Date.from(time)))
                .forEach(document ->
                        last.merge(
                                new CalendarId(document.getLong(CALENDAR)),
                                document.getLong(POSITION),
                                Math::max));
        return last;
    }

    /** Forgets what left a calendar before that time. */
    void forget(CalendarId calendar, Instant time, long upTo) {
        documents.deleteMany(
                and(
                        lt(LEFT, Date.from(time)),
                        eq(CALENDAR, calendar.value()),
                        lte(POSITION, upTo)));
    }

    /**
     * Brings the documents up to these facts, which are in order within each entry.
     *
     * @throws ConcurrentModificationException when someone else wrote the same documents; the batch
     *     can be written again
     */
    void write(List<Stamped<EntryFact>> facts) {
        var byEntry = new LinkedHashMap<EntryId, List<Stamped<EntryFact>>>();
        for (var fact : facts) {
            byEntry.computeIfAbsent(fact.fact().entry(), id -> new ArrayList<>()).add(fact);
        }
        // a first fact needs no look at what is there: a repeated one shows when it is inserted
        var known =
                byEntry.entrySet().stream()
                        .filter(each -> each.getValue().getFirst().sequence() > 0)
                        .map(Map.Entry::getKey)
                        .toList();
        var alreadyThere = save(byEntry, load(known));
        if (!alreadyThere.isEmpty()) {
            byEntry.keySet().retainAll(alreadyThere);
            if (!save(byEntry, load(alreadyThere)).isEmpty()) {
                throw writtenByOthers();
            }
        }
    }

    private Map<EntryId, List<Presence>> load(Collection<EntryId> entries) {
        var found = new HashMap<EntryId, List<Presence>>();
        if (!entries.isEmpty()) {
            documents
                    .find(in(ENTRY, entries.stream().map(EntryId::value).toList()))
                    .map(PresenceCodec::presence)
                    .forEach(each ->
                            found.computeIfAbsent(each.entry(), id -> new ArrayList<>()).add(each));
        }
        return found;
    }

    private Set<EntryId> save(
            Map<EntryId, List<Stamped<EntryFact>>> facts, Map<EntryId, List<Presence>> before) {
        var writes = new ArrayList<WriteModel<Document>>();
        var replaced = 0;
        for (var entry : facts.entrySet()) {
            var old = before.getOrDefault(entry.getKey(), List.of());
            var presences = new Presences(old);
            entry.getValue().forEach(presences::fold);
            for (var presence : presences.all()) {
                var was = old.stream().filter(each -> sameAs(each, presence)).findFirst();
                if (!was.equals(Optional.of(presence))) {
                    replaced += was.isPresent() ? 1 : 0;
                    writes.add(writeOf(was, presence));
                }
            }
        }
        return writes.isEmpty() ? Set.of() : send(writes, replaced);
    }

    private static boolean sameAs(Presence one, Presence other) {
        return one.calendar().equals(other.calendar());
    }

    private static WriteModel<Document> writeOf(Optional<Presence> was, Presence presence) {
        return was.<WriteModel<Document>>map(seen ->
                        new ReplaceOneModel<>(
                                and(
                                        eq("_id", PresenceCodec.id(presence)),
                                        eq(REVISION, seen.revision())),
                                PresenceCodec.document(presence)))
                .orElseGet(() -> new InsertOneModel<>(PresenceCodec.document(presence)));
    }

    /** Answers of which entries documents were to be inserted but are there already. */
    private Set<EntryId> send(List<WriteModel<Document>> writes, int replaced) {
        try {
            var result = documents.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            requireMatched(result.getMatchedCount(), replaced);
            return Set.of();
        } catch (MongoBulkWriteException failure) {
            if (!TakenKeys.only(failure)) {
                throw failure;
            }
            requireMatched(failure.getWriteResult().getMatchedCount(), replaced);
            return failure.getWriteErrors().stream()
                    .map(error -> entryOf(writes.get(error.getIndex())))
                    .collect(Collectors.toSet());
        }
    }

    private static EntryId entryOf(WriteModel<Document> write) {
        if (write instanceof InsertOneModel<Document> insert) {
            return new EntryId(insert.getDocument().getLong(ENTRY));
        }
        throw writtenByOthers();
    }

    private static void requireMatched(int matched, int expected) {
        if (matched != expected) {
            throw writtenByOthers();
        }
    }

    private static ConcurrentModificationException writtenByOthers() {
        return new ConcurrentModificationException("read model written by another node");
    }
}
