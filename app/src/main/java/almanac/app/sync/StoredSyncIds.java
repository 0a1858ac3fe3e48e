package almanac.app.sync;

import static com.mongodb.client.model.Filters.eq;

import almanac.app.digest.Fingerprints;
import almanac.app.ids.Ids;
import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.entry.EntryId;
import almanac.sync.local.SyncIds;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;

/** Numbers from the edge's blocks; a conflict's number is tied to its name. */
public final class StoredSyncIds implements SyncIds {

    private final Ids ids;
    private final MongoCollection<Document> conflicts;

    public StoredSyncIds(MongoDatabase database, Ids ids) {
        this.ids = ids;
        this.conflicts = database.getCollection("edge_conflicts");
    }

    @Override
    public ConnectionId connection() {
        return ids.connection();
    }

    @Override
    public long externalCalendar() {
        return ids.externalCalendar();
    }

    @Override
    public ConflictId conflict(String name) {
        var key = Fingerprints.sha256(name);
        var known = conflicts.find(eq("_id", key)).first();
        if (known == null) {
            reserve(key);
            known = Objects.requireNonNull(conflicts.find(eq("_id", key)).first());
        }
        return new ConflictId(known.get("conflict", Number.class).longValue());
    }

    private void reserve(String key) {
        try {
            conflicts.insertOne(
                    new Document("_id", key).append("conflict", ids.conflict().value()));
        } catch (MongoWriteException taken) {
            if (taken.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw taken;
            }
        }
    }

    @Override
    public Map<String, EntryId> entries(CalendarId calendar, Collection<String> names) {
        var entries = new LinkedHashMap<String, EntryId>();
        ids.forUids(calendar, names).forEach((name, its) -> entries.put(name, its.entry()));
        return entries;
    }
}
