package almanac.app.erasure;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.descending;

import almanac.operation.OperationId;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The erasures, worked on by one node at a time each: a claim that is not kept runs out. */
final class Jobs {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Date FREE = new Date(0);

    private final MongoCollection<Document> jobs;
    private final List<String> order;
    private final Clock clock;

    /** The claim ran out, and somebody else may have it. */
    static final class ClaimLost extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param order the names of the steps
     */
    Jobs(MongoDatabase database, List<String> order, Clock clock) {
        this.jobs = database.getCollection("erasures");
        this.order = List.copyOf(order);
        this.clock = clock;
        jobs.createIndex(Indexes.ascending(Job.USER));
        jobs.createIndex(Indexes.ascending(Job.ENDED, Job.DUE));
    }

    void freeAllOf(String node) {
        jobs.updateMany(eq(Job.NODE, node), Updates.set(Job.UNTIL, FREE));
    }

    void insert(OperationId id, UserId user, UserId by, String reason) {
        jobs.insertOne(Job.begun(id, user, by, reason, clock.instant()));
    }

    Optional<Job> find(OperationId id) {
        return Optional.ofNullable(jobs.find(eq("_id", id.value())).first()).map(this::job);
    }

    /** The erasure of that user, if there is one. */
    Optional<Job> of(UserId user) {
        return Optional.ofNullable(jobs.find(eq(Job.USER, user.value())).first()).map(this::job);
    }

    List<Job> latest(int limit) {
        return jobs.find()
                .sort(descending("_id"))
                .limit(limit)
                .map(this::job)
                .into(new ArrayList<>());
    }

    /** One that is due and that nobody works on. */
    Optional<Job> claim(String node) {
        var now = clock.instant();
        var free =
                and(
                        eq(Job.ENDED, null),
                        lte(Job.DUE, Date.from(now)),
                        lte(Job.UNTIL, Date.from(now)));
        return Optional.ofNullable(
                        jobs.findOneAndUpdate(
                                free,
                                Updates.combine(
                                        Updates.set(Job.NODE, node),
                                        Updates.set(Job.UNTIL, Date.from(now.plus(LEASE))),
                                        Updates.inc(Job.FENCE, 1L)),
                                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
                .map(this::job);
    }

    /**
     * Keeps the claim; to be called often during a long step.
     *
     * @throws ClaimLost where it is another's
     */
    void keep(Job job) {
        change(job, Updates.set(Job.UNTIL, Date.from(clock.instant().plus(LEASE))));
    }

    /** The pending step is about to be run, perhaps not for the first time. */
    Job begin(Job job) {
        if (job.stepBegan().isEmpty()) {
            change(job, Updates.set(Job.STEP_BEGAN, Date.from(clock.instant())));
        }
        return find(job.id()).orElseThrow();
    }

    /** The pending step has done this, and is not done. */
    void count(Job job, Map<String, Long> counts) {
        counts.forEach((what, count) -> change(job, Updates.inc(Job.SO_FAR + "." + what, count)));
    }

    /** Kept for the receipt at once, whatever becomes of the pending step. */
    void unsure(Job job, List<String> words) {
        words.forEach(each -> change(job, Updates.addToSet(Job.UNCONFIRMED, each)));
    }

    /** The pending step is done. */
    Job done(Job job, String step, Step.Done done) {
        var counts = new LinkedHashMap<>(job.soFar());
        done.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
        unsure(job, done.unconfirmed());
        change(
                job,
                Updates.combine(
                        Updates.push(Job.STEPS, Job.step(step, clock.instant(), counts)),
                        Updates.unset(Job.STEP_BEGAN),
                        Updates.unset(Job.SO_FAR),
                        Updates.unset(Job.WAITS_FOR),
                        Updates.set(Job.ATTEMPTS, 0)));
        return find(job.id()).orElseThrow();
    }

    /** The pending step is run again then, by whoever claims it. */
    void later(Job job, Duration pause, String waitsFor) {
        rest(job, pause, 0, waitsFor);
    }

    /** The same for a step that failed. */
    void again(Job job, Duration pause) {
        var failures = job.attempts() + 1;
        rest(
                job,
                pause,
                failures,
                "another attempt after " + failures + " that failed; the log tells how");
    }

    private void rest(Job job, Duration pause, int failures, String waitsFor) {
        change(
                job,
                Updates.combine(
                        Updates.set(Job.UNTIL, FREE),
                        Updates.set(Job.DUE, Date.from(clock.instant().plus(pause))),
                        Updates.set(Job.ATTEMPTS, failures),
                        Updates.set(Job.WAITS_FOR, waitsFor)));
    }

    void ended(Job job, OptionalLong position) {
        position.ifPresent(at -> change(job, Updates.set(Job.POSITION, at)));
        change(
                job,
                Updates.combine(
                        Updates.set(Job.ENDED, Date.from(clock.instant())),
                        Updates.set(Job.UNTIL, FREE)));
    }

    private void change(Job job, Bson update) {
        var held = and(eq("_id", job.id().value()), eq(Job.FENCE, job.fence()));
        if (jobs.updateOne(held, update).getMatchedCount() == 0) {
            throw new ClaimLost();
        }
    }

    private Job job(Document found) {
        return Job.of(found, order);
    }
}
