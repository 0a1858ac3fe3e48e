package almanac.sync.lifecycle;

import almanac.connection.ConnectionId;
import almanac.connection.Synchronization;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.Gate;
import almanac.sync.exchange.OurSide;
import almanac.sync.exchange.Outbox;
import almanac.sync.exchange.Unreadables;
import almanac.sync.exchange.Welcome;
import almanac.sync.inbound.Abreast;
import almanac.sync.inbound.Arrears;
import almanac.sync.inbound.Arrivals;
import almanac.sync.inbound.Beginnings;
import almanac.sync.inbound.Departures;
import almanac.sync.inbound.Endings;
import almanac.sync.inbound.Outgoing;
import almanac.sync.inbound.Pages;
import almanac.sync.inbound.Pull;
import almanac.sync.inbound.Rounds;
import almanac.sync.inbound.Sweep;
import almanac.sync.inbound.Untied;
import almanac.sync.link.Accounts;
import almanac.sync.link.Handover;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Reads;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.oauth.Callbacks;
import almanac.sync.oauth.VaultAccounts;
import almanac.sync.outbound.EditTrace;
import almanac.sync.outbound.PartPush;
import almanac.sync.outbound.Push;
import almanac.sync.provider.Connectors;
import almanac.sync.trace.RunLog;
import almanac.sync.trace.TraceLog;
import almanac.sync.work.Backoff;
import almanac.sync.work.Budgets;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Pauses;
import almanac.sync.work.Runner;
import almanac.sync.work.Step;
import almanac.sync.work.Unit;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Puts the steps and what drives them together. */
public final class Lifecycle {

    private final Channels channels;
    private final Outbox outbox;
    private final Unreadables unreadables;
    private final List<Object> policies;
    private final Map<Unit.Kind, Step> steps;
    private final SyncFailures failures;
    private final Syncing syncing;
    private final DeadLetters deadLetters;
    private final Remains remains;

    /**
     * What it is made of.
     *
     * @param random for pauses; seeded in tests
     * @param secrets for what must not be guessed
     * @param abreast how many objects of a page are applied at once
     */
    public record Parts(
            MongoDatabase database,
            Accounts accounts,
            Mappings mappings,
            Links links,
            TraceLog trace,
            RunLog runs,
            DueWork work,
            VaultAccounts vault,
            Connectors connectors,
            Callbacks callbacks,
            Reads reads,
            Writes writes,
            SyncIds ids,
            Clock clock,
            RandomGenerator random,
            SecureRandom secrets,
            int abreast) {}

    public Lifecycle(Parts parts) {
        var clock = parts.clock();
        var accounts = parts.accounts();
        var mappings = parts.mappings();
        var links = parts.links();
        var work = parts.work();
        var writes = parts.writes();
        var backoff = Backoff.usual(parts.random());
        var pauses = new Pauses(parts.database(), clock);
        var rounds = new Rounds(mappings, clock);
        this.channels = new Channels(parts.database(), clock);
        this.outbox = new Outbox(parts.database(), clock);
        this.unreadables = new Unreadables(parts.database(), clock);
        var gate =
                new Gate(
                        accounts,
                        mappings,
                        parts.vault(),
                        parts.connectors(),
                        new Budgets(clock),
                        pauses,
                        work,
                        parts.trace(),
                        clock);
        var ourSide = new OurSide(parts.reads(), writes, parts.ids());
        var exchange = new Exchange(ourSide, links, outbox, clock);
        var departures = new Departures(exchange, links, mappings, rounds, work, clock);
        var welcome = new Welcome(ourSide, clock);
        var arrivals =
                new Arrivals(exchange, welcome, ourSide, links, mappings, departures, parts.ids());
        var abreast = new Abreast(parts.abreast(), writes);
        var pages = new Pages(exchange, arrivals, departures, links, unreadables, abreast);
        var sweep = new Sweep(exchange, departures, links, mappings, parts.reads());
        var arrears = new Arrears(mappings);
        var handover = new Handover(parts.database());
        var beginnings = new Beginnings(mappings, handover, arrears, links, ourSide, parts.reads());
        var untied = new Untied(ourSide, links, parts.reads(), rounds, unreadables);
        var outgoing = new Outgoing(links, outbox, parts.reads(), arrears, untied);
        var endings = new Endings(rounds, sweep, unreadables, outgoing, clock);
        var pull = new Pull(pages, endings, beginnings, departures, rounds, links, clock);
        var partPush = new PartPush(exchange, ourSide, links, mappings, departures, outbox, clock);
        var edits = new EditTrace(parts.trace(), outbox, clock);
        var push = new Push(outbox, partPush, arrears, backoff, clock);
        var reach = new Reach(mappings, rounds, work, clock);
        var calendars = new CalendarsStep(accounts, gate, reach, writes, parts.ids(), work);
        this.steps =
                Map.of(
                        Unit.Kind.MAPPING,
                        new MappingStep(
                                gate,
                                push,
                                pull,
                                rounds,
                                outbox,
                                arrears,
                                channels,
                                mappings,
                                links,
                                pauses,
                                edits,
                                new RunRecords(parts.runs(), clock),
                                writes,
                                clock,
                                parts.random()),
                        Unit.Kind.CALENDARS,
                        calendars,
                        Unit.Kind.WATCH,
                        new WatchStep(
                                accounts,
                                mappings,
                                gate,
                                channels,
                                parts.callbacks(),
                                work,
                                clock,
                                parts.secrets()));
        this.failures =
                new SyncFailures(
                        accounts, mappings, reach, rounds, writes, pauses, work, backoff, clock);
        this.policies =
                List.of(
                        new WhenConnectionChangedThenFollow(
                                accounts,
                                mappings,
                                edits,
                                unreadables,
                                rounds,
                                arrears,
                                channels,
                                work),
                        new WhenEntryChangedThenEnqueue(
                                mappings, links, outbox, parts.reads(), work, edits),
                        new WhenCalendarDeletedThenUntie(mappings, writes));
        var disconnecting =
                new Disconnecting(
                        accounts,
                        mappings,
                        edits,
                        unreadables,
                        channels,
                        parts.vault(),
                        gate,
                        writes,
                        work);
        var known = new Known(accounts, mappings, parts.reads());
        this.syncing =
                new Syncing(
                        known,
                        new Waiting(known, mappings, rounds, calendars, gate, work, clock),
                        rounds,
                        channels,
                        calendars,
                        disconnecting,
                        new Telemetries(
                                accounts, mappings, rounds, outbox, unreadables, channels, clock),
                        new OwnParked(mappings, outbox, unreadables),
                        work,
                        parts.reads(),
                        writes,
                        parts.trace(),
                        parts.runs());
        this.remains = new Remains(parts.database(), mappings, links, outbox, known, disconnecting);
        this.deadLetters = new DeadLetters(outbox, unreadables, rounds, work, mappings);
    }

    public void ensureIndexes() {
        channels.ensureIndexes();
        outbox.ensureIndexes();
        unreadables.ensureIndexes();
    }

    /** The event handlers of the processing group "sync". */
    public List<Object> policies() {
        return policies;
    }

    /** Runs the steps on this node. */
    public Runner runner(DueWork work, Backoff backoff, Clock clock, String owner) {
        return new Runner(work, steps, failures, backoff, clock, owner);
    }

    public Synchronization synchronization() {
        return syncing;
    }

    public Remains remains() {
        return remains;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** What follows a connection that stands: its calendars are listed. */
    public static void connected(DueWork work, ConnectionId connection) {
        work.signal(
                new Unit(Unit.Kind.CALENDARS, connection.value()), connection, Lane.INTERACTIVE);
    }
}
