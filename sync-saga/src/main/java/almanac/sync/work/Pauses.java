package almanac.sync.work;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import almanac.sync.store.Duplicates;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** What must rest until when, because a provider asked for it; on all nodes. */
public final class Pauses {

    private final MongoCollection<Document> pauses;
    private final Clock clock;

    public Pauses(MongoDatabase database, Clock clock) {
        this.pauses = database.getCollection("sync_pauses");
        this.clock = clock;
    }

    /** Lets something rest until then, or longer where it does already. */
    public void pause(String what, Instant until) {
        Duplicates.upserted(() ->
                pauses.updateOne(
                        eq("_id", what),
                        Updates.max("until", Date.from(until)),
                        new UpdateOptions().upsert(true)));
    }

    /** Until when one of these rests; empty when none does. */
    public Optional<Instant> until(String... any) {
        var latest = Optional.<Instant>empty();
        for (var found : pauses.find(in("_id", List.of(any)))) {
            var until = found.getDate("until").toInstant();
            if (until.isAfter(clock.instant())
                    && latest.filter(known -> !known.isBefore(until)).isEmpty()) {
                latest = Optional.of(until);
            }
        }
        return latest;
    }
}
