package almanac.sync;

import almanac.connection.Authorizations;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.Synchronization;
import almanac.google.GoogleCopies;
import almanac.operation.WorkView;
import almanac.sync.lifecycle.DeadLetters;
import almanac.sync.lifecycle.Lifecycle;
import almanac.sync.lifecycle.Remains;
import almanac.sync.link.Accounts;
import almanac.sync.link.Copies;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Reads;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.oauth.Callbacks;
import almanac.sync.oauth.OAuthSide;
import almanac.sync.oauth.VaultKeys;
import almanac.sync.provider.Connectors;
import almanac.sync.trace.RunLog;
import almanac.sync.trace.TraceLog;
import almanac.sync.work.Backoff;
import almanac.sync.work.Bell;
import almanac.sync.work.DueWork;
import almanac.sync.work.Runner;
import almanac.sync.work.Spans;
import almanac.sync.work.Workers;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything that keeps calendars here and at providers together, made from a database.
 *
 * <p>The processor "sync" feeds {@link #policies()}, in order and in one segment; it must propagate
 * errors of their handlers.
 */
public final class SyncSide {

    private static final Duration TRACE_KEPT = Duration.ofDays(90);
    private static final Duration IDLE_KEPT = Duration.ofDays(1);
    private static final int WORKERS = 32;

    private final Accounts accounts;
    private final Mappings mappings;
    private final Links links;
    private final TraceLog trace;
    private final RunLog runs;
    private final DueWork work;
    private final OAuthSide oauth;
    private final Lifecycle lifecycle;
    private final Runner runner;
    private final Workers workers;
    private final Connectors connectors;
    private final Clock clock;

    /**
     * What the assembly supplies.
     *
     * @param mapper reads and writes the records of shared-api; must know Optional and java.time
     * @param node names this node and no other that runs at the same time
     * @param lone whether no other node can have this database, so that what the node of this name
     *     held when it died is free at once
     * @param random for pauses before another attempt
     * @param secrets for what must not be guessed
     * @param abreast how many objects of a page are applied at once
     * @param spans puts the steps into traces
     */
    public record Setting(
            MongoDatabase database,
            ObjectMapper mapper,
            VaultKeys keys,
            Connectors connectors,
            Callbacks callbacks,
            Reads reads,
            Writes writes,
            SyncIds ids,
            Clock clock,
            String node,
            boolean lone,
            RandomGenerator random,
            SecureRandom secrets,
            int abreast,
            Spans spans) {}

    public SyncSide(Setting setting) {
        this.clock = setting.clock();
        this.connectors = setting.connectors();
        var database = setting.database();
        var mapper = setting.mapper();
        var bell = new Bell();
        this.work = new DueWork(database, clock, bell, setting.spans());
        this.accounts = new Accounts(database, mapper);
        this.mappings = new Mappings(database, mapper);
        this.links = new Links(database, mapper);
        this.trace = new TraceLog(database);
        this.runs = new RunLog(database);
        this.oauth =
                new OAuthSide(
                        database,
                        mapper,
                        setting.keys(),
                        setting.connectors(),
                        setting.callbacks(),
                        accounts,
                        setting.ids(),
                        setting.writes(),
                        clock,
                        setting.secrets(),
                        connection -> Lifecycle.connected(work, connection));
        this.lifecycle =
                new Lifecycle(
                        new Lifecycle.Parts(
                                database,
                                accounts,
                                mappings,
                                links,
                                trace,
                                runs,
                                work,
                                oauth.accounts(),
                                setting.connectors(),
                                setting.callbacks(),
                                setting.reads(),
                                setting.writes(),
                                setting.ids(),
                                clock,
                                setting.random(),
                                setting.secrets(),
                                setting.abreast()));
        this.runner =
                lifecycle.runner(work, Backoff.usual(setting.random()), clock, setting.node());
        this.workers = new Workers(runner, bell, this::atOnce, WORKERS);
        ensureIndexes();
        if (setting.lone()) {
            work.freeAllOf(setting.node());
        }
    }

    private int atOnce(ConnectionId connection) {
        return accounts.find(connection)
                .flatMap(account -> connectors.find(account.provider()))
                .map(connector -> connector.provider().traits().atOnce())
                .orElse(1);
    }

    private void ensureIndexes() {
        work.ensureIndexes();
        mappings.ensureIndexes();
        links.ensureIndexes();
        trace.ensureIndexes();
        runs.ensureIndexes();
        oauth.ensureIndexes();
        lifecycle.ensureIndexes();
    }

    /** The event handlers. */
    public List<Object> policies() {
        return lifecycle.policies();
    }

    /** Consents. */
    public Authorizations authorizations() {
        return oauth.authorizations();
    }

    /** What is asked of sync. */
    public Synchronization synchronization() {
        return lifecycle.synchronization();
    }

    /** The terms of a mapping of this user's; of one that has ended the last ones. */
    public Optional<MappingTerms> terms(UserId user, MappingId mapping) {
        return mappings.find(mapping)
                .filter(its -> its.user().equals(user))
                .map(LinkedMapping::terms);
    }

    /** Where entries lie in Google. */
    public GoogleCopies googleCopies() {
        return new Copies(links, mappings);
    }

    /** What gave up. */
    public DeadLetters deadLetters() {
        return lifecycle.deadLetters();
    }

    /** What is kept of people. */
    public Remains remains() {
        return lifecycle.remains();
    }

    /** What there is to do and when, the earliest due first. */
    public List<WorkView> dueWork(int limit) {
        return work.upcoming(limit);
    }

    /** Begins to run what is due, on this node. */
    public void start() {
        workers.start();
    }

    /** Ends, giving back what is not done. */
    public void stop() {
        workers.stop();
    }

    public boolean isRunning() {
        return workers.isRunning();
    }

    /** Runs all that is due on the calling thread; for a node whose workers do not run. */
    public int runDue() {
        return runner.runDue();
    }

    /** Forgets old trace lines and runs; may run on several nodes at once. */
    public void sweep() {
        var now = clock.instant();
        trace.sweep(now.minus(TRACE_KEPT));
        runs.sweep(now.minus(TRACE_KEPT), now.minus(IDLE_KEPT));
    }
}
