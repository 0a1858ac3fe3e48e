package almanac.query.rebuild;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;

import almanac.operation.OperationId;
import almanac.operation.RebuildState;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The rebuilds, worked on by one node at a time each: a claim that is not kept runs out. */
final class Jobs {

    /** How long a claim stands without being kept. */
    static final Duration LEASE = Duration.ofSeconds(10);

    private static final List<String> OPEN =
            Arrays.stream(RebuildState.values())
                    .filter(state -> !state.ended())
                    .map(Enum::name)
                    .toList();

    private final MongoCollection<Document> jobs;
    private final Clock clock;

    Jobs(MongoDatabase database, Clock clock) {
        this.jobs = database.getCollection("projection_rebuilds");
        this.clock = clock;
    }

    void ensureIndexes() {
        jobs.createIndex(Indexes.ascending(JobCodec.STATE));
        jobs.createIndex(Indexes.ascending(JobCodec.GROUP, "_id"));
    }

    void insert(Document job) {
        jobs.insertOne(job);
    }

    void delete(OperationId id) {
        jobs.deleteOne(eq("_id", id.value()));
    }

    Optional<Job> find(OperationId id) {
        return Optional.ofNullable(jobs.find(eq("_id", id.value())).first()).map(JobCodec::of);
    }

    /** The latest of a group. */
    Optional<Job> latest(String group) {
        return Optional.ofNullable(
                        jobs.find(eq(JobCodec.GROUP, group))
                                .sort(Indexes.descending(JobCodec.GROUP, "_id"))
                                .limit(1)
                                .first())
                .map(JobCodec::of);
    }

    /** All, the latest first. */
    List<Job> latest(int limit) {
        return jobs.find()
                .sort(Indexes.descending("_id"))
                .limit(limit)
                .map(JobCodec::of)
                .into(new ArrayList<>());
    }

    /** Claims a rebuild that nobody works on. */
    Optional<Job> claim(String node) {
        var now = clock.instant();
        for (var candidate : jobs.find(in(JobCodec.STATE, OPEN))) {
            if (candidate.getDate(JobCodec.UNTIL).toInstant().isAfter(now)
                    || waitsForSomebody(candidate)) {
                continue;
            }
            var free =
                    and(
                            eq("_id", candidate.getLong("_id")),
                            eq(JobCodec.FENCE, candidate.getLong(JobCodec.FENCE)),
                            lte(JobCodec.UNTIL, Date.from(now)));
            var claimed =
                    jobs.findOneAndUpdate(
                            free,
                            combine(
                                    set("node", node),
                                    set(JobCodec.UNTIL, until(now)),
                                    inc(JobCodec.FENCE, 1L)),
                            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE));
            if (claimed != null) {
                return find(new OperationId(claimed.getLong("_id")));
            }
        }
        return Optional.empty();
    }

    private static boolean waitsForSomebody(Document job) {
        return job.getString(JobCodec.STATE).equals(RebuildState.DIFFERENT.name())
                && !job.getBoolean("cancelled")
                && !job.getBoolean("swapWanted");
    }

    /** What a node of this name worked on when it died is free; for one that nobody doubles. */
    void freeAllOf(String node) {
        jobs.updateMany(
                and(eq("node", node), gt(JobCodec.UNTIL, new Date(0))),
                set(JobCodec.UNTIL, new Date(0)));
    }

    /**
     * Notes progress and keeps the claim.
     *
     * @return the job as it is then, with what operators want; empty when the claim was lost
     */
    Optional<Job> progress(Job job, Bson... changes) {
        var now = clock.instant();
        var all =
                Stream.concat(
                                Arrays.stream(changes),
                                Stream.of(
                                        set(JobCodec.UNTIL, until(now)),
                                        set("changedAt", Date.from(now))))
                        .toList();
        return jobs.updateOne(held(job), combine(all)).getMatchedCount() == 1
                ? find(job.id())
                : Optional.empty();
    }

    /** Ends a job, or lets it rest where an operator has to say something. */
    void rest(Job job, RebuildState state, Bson... changes) {
        var now = Date.from(clock.instant());
        var all = new ArrayList<>(List.of(changes));
        all.add(set(JobCodec.STATE, state.name()));
        all.add(set("changedAt", now));
        all.add(set(JobCodec.UNTIL, new Date(0)));
        if (state.ended()) {
            all.add(set("endedAt", now));
        }
        jobs.updateOne(held(job), combine(all));
    }

    /** Gives a claim back as it was. */
    void release(Job job) {
        jobs.updateOne(held(job), set(JobCodec.UNTIL, new Date(0)));
    }

    /** What an operator wants of a rebuild that has not ended; false when it has. */
    boolean want(OperationId id, Bson change) {
        return jobs.updateOne(and(eq("_id", id.value()), in(JobCodec.STATE, OPEN)), change)
                        .getMatchedCount()
                == 1;
    }

    private static Bson held(Job job) {
        return and(eq("_id", job.id().value()), eq(JobCodec.FENCE, job.fence()));
    }

    private static Date until(Instant now) {
        return Date.from(now.plus(LEASE));
    }
}
