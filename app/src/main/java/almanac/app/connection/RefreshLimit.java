package almanac.app.connection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import almanac.connection.ConnectionId;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/**
 * Lets a connection be resynced once a minute, whatever node is asked (ChronaPilot, "Force
 * resync"): the store settles which of two requests was first.
 */
public final class RefreshLimit {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int DUPLICATE = 11000;
    private static final String AT = "at";

    private final MongoCollection<Document> refreshes;
    private final Clock clock;

    public RefreshLimit(MongoDatabase database, Clock clock) {
        this.refreshes = database.getCollection("edge_refreshes");
        this.clock = clock;
    }

    /**
     * Takes this minute's resync; answers how long to wait where it was taken already: a minute at
     * most, also where whoever took it did so after this node looked at its clock.
     */
    public Optional<Duration> take(ConnectionId connection) {
        var now = clock.instant();
        if (first(connection, now) || next(connection, now)) {
            return Optional.empty();
        }
        var last = refreshes.find(eq("_id", connection.value())).first();
        var at = last == null ? now : last.getDate(AT).toInstant();
        var wait = Duration.between(now, at.plus(PAUSE));
        return Optional.of(wait.compareTo(PAUSE) < 0 ? wait : PAUSE);
    }

    /** The minute was taken and no resync came of it. */
    public void giveBack(ConnectionId connection) {
        refreshes.deleteOne(eq("_id", connection.value()));
    }

    private boolean first(ConnectionId connection, Instant now) {
        try {
            refreshes.insertOne(new Document("_id", connection.value()).append(AT, Date.from(now)));
            return true;
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DUPLICATE) {
                throw taken;
            }
            return false;
        }
    }

    private boolean next(ConnectionId connection, Instant now) {
        var over = lte(AT, Date.from(now.minus(PAUSE)));
        return refreshes
                        .updateOne(
                                and(eq("_id", connection.value()), over),
                                Updates.set(AT, Date.from(now)))
                        .getModifiedCount()
                == 1;
    }
}
