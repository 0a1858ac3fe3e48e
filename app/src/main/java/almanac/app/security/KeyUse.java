package almanac.app.security;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** Counts the uses of keys in memory and writes them now and then; a crash forgets the last few. */
final class KeyUse {

    private record Seen(long count, Date last) {}

    private final MongoCollection<Document> keys;
    private final Clock clock;
    private final Map<String, Seen> pending = new ConcurrentHashMap<>();

    KeyUse(MongoCollection<Document> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    void count(String prefix) {
        var now = Date.from(clock.instant());
        pending.merge(prefix, new Seen(1, now), (a, b) -> new Seen(a.count() + b.count(), now));
    }

    void flush() {
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        for (var prefix : List.copyOf(pending.keySet())) {
            var seen = pending.remove(prefix);
            if (seen != null) {
                updates.add(
                        new UpdateOneModel<>(
                                eq("_id", prefix),
                                Updates.combine(
                                        Updates.inc("uses", seen.count()),
                                        Updates.set("lastUsedAt", seen.last()))));
            }
        }
        if (!updates.isEmpty()) {
            keys.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        }
    }
}
