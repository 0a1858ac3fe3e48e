package almanac.sync.work;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;

import almanac.connection.ConnectionId;
import almanac.operation.WorkView;
import almanac.sync.store.Duplicates;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The units and when they are due: one document each, claimed by one node at a time. A signal only
 * makes a unit due, so that many at once make it run once; a signal during a step makes it run once
 * more.
 */
public final class DueWork {

    /** How long a claim stands without being kept. */
    public static final Duration LEASE = Duration.ofSeconds(60);

    static final Date NEVER = Date.from(Instant.parse("9999-01-01T00:00:00Z"));
    static final Date FREE = new Date(0);

    /** Held until its node died. */
    static final Date LEFT = new Date(1);

    static final String CAUSE = "cause";
    private static final int CANDIDATES = 10;

    private final MongoCollection<Document> units;
    private final Clock clock;
    private final Bell bell;
    private final Spans spans;

    public DueWork(MongoDatabase database, Clock clock, Bell bell, Spans spans) {
        this.units = database.getCollection("sync_work");
        this.clock = clock;
        this.bell = bell;
        this.spans = spans;
    }

    public void ensureIndexes() {
        units.createIndex(Indexes.ascending("lane", "due"));
        units.createIndex(Indexes.ascending("account"));
        units.createIndex(Indexes.ascending("parkedAt"));
    }

    /** Makes a unit due now. */
    public void signal(Unit unit, ConnectionId account, Lane lane) {
        schedule(unit, account, lane, clock.instant(), spans.current());
        bell.ring();
    }

    /** Makes a unit due then, or earlier where it was. */
    public void schedule(Unit unit, ConnectionId account, Lane lane, Instant at) {
        schedule(unit, account, lane, at, Optional.empty());
    }

    private void schedule(
            Unit unit, ConnectionId account, Lane lane, Instant at, Optional<String> cause) {
        var changes = new ArrayList<Bson>();
        changes.add(min("due", Date.from(at)));
        changes.add(min("lane", lane.ordinal()));
        changes.add(inc("signal", 1L));
        changes.add(setOnInsert("kind", unit.kind().name()));
        changes.add(setOnInsert("unit", unit.id()));
        changes.add(setOnInsert("account", account.value()));
        changes.add(setOnInsert("until", FREE));
        changes.add(setOnInsert("notBefore", FREE));
        changes.add(setOnInsert("fence", 0L));
        changes.add(setOnInsert("attempts", 0));
        cause.ifPresent(its -> changes.add(set(CAUSE, its)));
        Duplicates.upserted(() ->
                units.updateOne(
                        eq("_id", unit.toString()),
                        combine(changes),
                        new UpdateOptions().upsert(true)));
    }

    /** Until when no signal makes a unit run, and why. */
    public Optional<Rest> rest(Unit unit) {
        return UnitViews.rest(units, unit, clock.instant());
    }

    /** Forgets a unit, whether or not a step is running; the step's end changes nothing then. */
    public void forget(Unit unit) {
        units.deleteOne(eq("_id", unit.toString()));
    }

    /**
     * Claims the unit that is due and should run next.
     *
     * @param owner names the node
     * @param busy accounts that can have no further step now
     */
    Optional<Lease> claim(String owner, Collection<ConnectionId> busy) {
        var now = clock.instant();
        for (var lane : Lane.values()) {
            for (var candidate : candidates(lane, now, busy)) {
                var lease = claim(candidate, owner, now);
                if (lease.isPresent()) {
                    return lease;
                }
            }
        }
        return Optional.empty();
    }

    private List<Document> candidates(Lane lane, Instant now, Collection<ConnectionId> busy) {
        var at = Date.from(now);
        var filters = new ArrayList<Bson>();
        filters.add(eq("lane", lane.ordinal()));
        filters.add(lte("due", at));
        filters.add(lte("notBefore", at));
        filters.add(lte("until", at));
        if (!busy.isEmpty()) {
            filters.add(nin("account", busy.stream().map(ConnectionId::value).toList()));
        }
        return units.find(and(filters))
                .sort(Indexes.ascending("lane", "due"))
                .limit(CANDIDATES)
                .into(new ArrayList<>());
    }

    /** Asks for the document before the change: the store answers the one after it with a race. */
    private Optional<Lease> claim(Document seen, String owner, Instant now) {
        var claimed =
                units.findOneAndUpdate(
                        and(
                                eq("_id", seen.getString("_id")),
                                eq("fence", seen.getLong("fence")),
                                lte("until", Date.from(now))),
                        combine(
                                set("owner", owner),
                                set("until", Date.from(now.plus(LEASE))),
                                inc("fence", 1L)),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE));
        return Optional.ofNullable(claimed).map(UnitViews::lease);
    }

    Spans spans() {
        return spans;
    }

    /** Whether the lease stands; it then lasts on from now. */
    boolean keep(Lease lease) {
        var until = Date.from(clock.instant().plus(LEASE));
        return units.updateOne(held(lease), set("until", until)).getMatchedCount() == 1;
    }

    /** Gives the lease back. A signal that came meanwhile keeps the unit due. */
    void finish(Lease lease, Outcome outcome) {
        var quiet = and(held(lease), eq("signal", lease.signal()));
        if (units.updateOne(quiet, result(lease, outcome)).getMatchedCount() == 0) {
            units.updateOne(held(lease), signalled(lease, outcome));
        }
    }

    private Bson result(Lease lease, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var next) ->
                    combine(
                            released(0),
                            unset("parkedAt"),
                            unset(CAUSE),
                            set("due", next.map(Date::from).orElse(NEVER)),
                            set("lane", Lane.BULK.ordinal()));
            case Outcome.Later later -> put(lease, later);
            case Outcome.Parked(var reason) ->
                    combine(
                            released(lease.attempts()),
                            set("due", NEVER),
                            set("parkedAt", Date.from(clock.instant())),
                            set("reason", reason));
        };
    }

    private static Bson signalled(Lease lease, Outcome outcome) {
        return outcome instanceof Outcome.Later later
                ? put(lease, later)
                : combine(released(0), unset("parkedAt"));
    }

    private static Bson put(Lease lease, Outcome.Later later) {
        return combine(
                released(later.failed() ? lease.attempts() + 1 : lease.attempts()),
                unset("parkedAt"),
                set("notBefore", Date.from(later.notBefore())),
                set("reason", later.reason()));
    }

    private static Bson released(int attempts) {
        return combine(set("until", FREE), set("attempts", attempts));
    }

    private static Bson held(Lease lease) {
        return and(eq("_id", lease.unit().toString()), eq("fence", lease.fence()));
    }

    /** Frees what a node of this name held when it died; for a node that nobody doubles. */
    public void freeAllOf(String owner) {
        units.updateMany(and(eq("owner", owner), gt("until", FREE)), set("until", LEFT));
    }

    /** Lets a unit run at once although it failed; what a provider asked to wait is waited for. */
    public void retry(Unit unit) {
        units.updateOne(
                eq("_id", unit.toString()),
                combine(
                        set("due", Date.from(clock.instant())),
                        set("attempts", 0),
                        unset("parkedAt"),
                        inc("signal", 1L)));
        bell.ring();
    }

    /** Units that wait for somebody, the latest first. */
    public List<ParkedUnit> parked(int limit) {
        return UnitViews.parked(units, limit);
    }

    /** What is to be done, the earliest due first. */
    public List<WorkView> upcoming(int limit) {
        return UnitViews.upcoming(units, limit, clock.instant());
    }
}
