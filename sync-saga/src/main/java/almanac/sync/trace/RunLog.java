package almanac.sync.trace;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.SyncRun;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Keeps what each run did. */
public final class RunLog {

    private static final int LONGEST_REASON = 500;

    private final MongoCollection<Document> runs;

    public RunLog(MongoDatabase database) {
        this.runs = database.getCollection("sync_runs");
    }

    public void ensureIndexes() {
        runs.createIndex(newestFirst());
        runs.createIndex(Indexes.ascending("at"));
    }

    private static Bson newestFirst() {
        return Indexes.compoundIndex(
                Indexes.ascending("connection"), Indexes.descending("at", "_id"));
    }

    /** Keeps a run that has ended. */
    public void write(SyncRun run) {
        var counts = run.counts();
        var idle = counts.idle() && run.result() == SyncRun.Result.DONE;
        var document =
                new Document("_id", run.id())
                        .append("connection", run.connection().value())
                        .append("mapping", run.mapping().value())
                        .append("at", Date.from(run.startedAt()))
                        .append("ended", Date.from(run.endedAt()))
                        .append("fetched", counts.fetched())
                        .append("applied", counts.applied())
                        .append("pushed", counts.pushed())
                        .append("conflicts", counts.conflicts())
                        .append("idle", idle)
                        .append("result", run.result().name());
        run.reason().map(RunLog::cut).ifPresent(its -> document.append("reason", its));
        runs.replaceOne(eq("_id", run.id()), document, new ReplaceOptions().upsert(true));
    }

    private static String cut(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /**
     * Those of a connection, newest first.
     *
     * @param before the run after which the page begins; empty for the newest
     */
    public List<SyncRun> of(ConnectionId connection, Optional<String> before, int limit) {
        var own = eq("connection", connection.value());
        return runs.find(before.map(run -> and(own, older(run))).orElse(own))
                .sort(newestFirst())
                .limit(limit)
                .map(RunLog::read)
                .into(new ArrayList<>());
    }

    /** A run that is forgotten by now has nothing older. */
    private Bson older(String run) {
        var at =
                Optional.ofNullable(runs.find(eq("_id", run)).first())
                        .map(found -> found.getDate("at"))
                        .orElse(new Date(0));
        return or(lt("at", at), and(eq("at", at), lt("_id", run)));
    }

    private static SyncRun read(Document document) {
        return new SyncRun(
                document.getString("_id"),
                new ConnectionId(document.getLong("connection")),
                new MappingId(document.getLong("mapping")),
                document.getDate("at").toInstant(),
                document.getDate("ended").toInstant(),
                new SyncRun.Counts(
                        document.getInteger("fetched"),
                        document.getInteger("applied"),
                        document.getInteger("pushed"),
                        document.getInteger("conflicts")),
                SyncRun.Result.valueOf(document.getString("result")),
                Optional.ofNullable(document.getString("reason")));
    }

    /**
     * Forgets what is older.
     *
     * @param idle the same for those that found nothing to do
     */
    public void sweep(Instant before, Instant idle) {
        runs.deleteMany(lt("at", Date.from(before)));
        runs.deleteMany(and(eq("idle", true), lt("at", Date.from(idle))));
    }
}
