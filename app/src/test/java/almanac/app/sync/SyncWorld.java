package almanac.app.sync;

import almanac.app.ids.StoredIds;
import almanac.app.testing.TickingClock;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarId;
import almanac.command.CommandSide;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.message.Actor;
import almanac.message.FactNames;
import almanac.store.Durability;
import almanac.store.FactSerializer;
import almanac.store.SequencedEngine;
import almanac.store.StoreIndexes;
import almanac.store.TailingEventStore;
import almanac.sync.SyncSide;
import almanac.sync.local.Run;
import almanac.sync.oauth.Callbacks;
import almanac.sync.oauth.VaultKeys;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Connectors;
import almanac.sync.provider.FakeAuthorizer;
import almanac.sync.provider.FakeProvider;
import almanac.sync.work.Spans;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The real aggregates, the real store and the real engine with a provider that is not; no Spring,
 * no threads, and the time passes when it is told to. Facts reach the policies when {@link #settle}
 * is called, work that is due runs then too.
 */
public final class SyncWorld implements AutoCloseable {

    /** Whose calendars and connections these are. */
    public static final UserId ADA = new UserId(1);

    private static final EmbeddedMongo STORE = EmbeddedMongo.inMemory();
    private static final MongoClient CLIENT = MongoClients.create(STORE.settings().build());
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .addModules(new Jdk8Module(), new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                    .build();

    public final TickingClock clock;
    public final FakeProvider provider;
    public final FakeAuthorizer authorizer;
    public final FakeProvider other;
    public final FakeAuthorizer otherAuthorizer;

    private final CrashPoints crashes = new CrashPoints();
    private final MongoDatabase database;
    private final SequencedEngine engine;
    private final Configuration axon;
    private final StoredIds ids;
    private final BusWrites writes;
    private final FactReads reads;
    private final long seed;
    private final Place place;
    private final Connectors connectors;
    private SyncSide side;
    private List<AnnotationEventHandlerAdapter> policies;
    private final List<TrackedEventMessage<?>> seen = new ArrayList<>();
    private final Map<EntryId, EntryState> states =
            new TreeMap<>(java.util.Comparator.comparing(EntryId::value));
    private @Nullable TrackingToken last;
    private int handled;

    /** Whether a command ended since the facts were read. */
    private volatile boolean written = true;

    private final Deque<Runnable> webhooks = new ArrayDeque<>();

    /** When a world begins. */
    public static TickingClock clock() {
        return new TickingClock(Instant.parse("2026-12-01T08:00:00Z"));
    }

    public SyncWorld(long seed) {
        this(seed, clock(), List.of());
    }

    /**
     * The same with other providers than the fake ones, in their place.
     *
     * @param clock what these go by too
     */
    public SyncWorld(long seed, TickingClock clock, List<Connector> others) {
        this(seed, clock, others, CLIENT.getDatabase("world-" + NUMBER.incrementAndGet()), false);
    }

    /** The same on a database that outlives this process, and goes on where the last one was. */
    static SyncWorld on(MongoDatabase database, TickingClock clock, List<Connector> others) {
        return new SyncWorld(1, clock, others, database, true);
    }

    private SyncWorld(
            long seed,
            TickingClock clock,
            List<Connector> others,
            MongoDatabase database,
            boolean kept) {
        this.seed = seed;
        this.clock = clock;
        this.provider = new FakeProvider(ProviderKind.GOOGLE, clock);
        this.authorizer = new FakeAuthorizer(clock);
        this.other = new FakeProvider(ProviderKind.MICROSOFT, clock);
        this.otherAuthorizer = new FakeAuthorizer(clock);
        var all =
                new ArrayList<>(
                        List.of(
                                Connector.oauth(provider, authorizer, true),
                                Connector.oauth(other, otherAuthorizer, true)));
        all.addAll(others);
        this.connectors = new Connectors(all);
        this.database = database;
        this.place = new Place(database.getCollection("policies"), kept);
        WorldClocks.tellsHere(clock);
        var serializer = new FactSerializer(almanac.store.FactNames.of(FactNames.ALL));
        var facts = database.getCollection("facts");
        StoreIndexes.forFacts(facts);
        this.engine =
                SequencedEngine.builder()
                        .facts(facts)
                        .durability(Durability.SINGLE_SERVER)
                        .eventSerializer(serializer)
                        .snapshotSerializer(serializer)
                        .build();
        var store = TailingEventStore.over(engine);
        var configurer =
                DefaultConfigurer.defaultConfiguration(false)
                        .configureEventStore(c -> store)
                        .configureSerializer(c -> serializer)
                        .configureCommandBus(c -> bus());
        CommandSide.aggregates().forEach(configurer::configureAggregate);
        this.axon = configurer.start();
        this.ids = new StoredIds(database);
        this.writes = new BusWrites(axon.commandBus());
        this.reads = new FactReads(store, new Models());
        this.side = open("node", true);
        this.policies = adapters();
        this.handled = place.handled();
        List.of(provider, other).forEach(this::listen);
    }

    private void listen(FakeProvider to) {
        to.telling((channel, secret) ->
                webhooks.add(() -> side.synchronization().changed(to.kind(), channel, secret)));
    }

    /** What the provider wants to tell since the last time, in order; nobody has told it yet. */
    public Deque<Runnable> webhooks() {
        return webhooks;
    }

    private CommandBus bus() {
        var bus = SimpleCommandBus.builder().build();
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(
                        new SimpleCorrelationDataProvider(
                                Actor.USER_KEY, Actor.ORIGIN_KEY, Run.KEY)));
        bus.registerHandlerInterceptor((work, chain) -> {
            work.onCleanup(ended -> written = true);
            return chain.proceed();
        });
        return bus;
    }

    private SyncSide open(String node, boolean lone) {
        var secret = Base64.getEncoder().encodeToString(new byte[32]);
        return new SyncSide(
                new SyncSide.Setting(
                        crashes.watching(database),
                        JSON,
                        VaultKeys.of(List.of(secret)),
                        connectors,
                        new Callbacks(() -> URI.create("https://almanac.test")),
                        crashes.watching(reads),
                        crashes.watching(writes),
                        new StoredSyncIds(database, ids),
                        clock,
                        node,
                        lone,
                        new Random(seed),
                        new SecureRandom(),
                        1,
                        Spans.NONE));
    }

    private List<AnnotationEventHandlerAdapter> adapters() {
        return side.policies().stream().map(AnnotationEventHandlerAdapter::new).toList();
    }

    /** The engine as it is now. */
    public SyncSide side() {
        return side;
    }

    CrashPoints crashes() {
        return crashes;
    }

    /** The process died and comes back; what it held in memory is lost. */
    public void restart() {
        crashes.plan(CrashPoints.NEVER, false);
        side = open("node", true);
        policies = adapters();
    }

    /** A second node on the same database; it is fed no facts. */
    SyncSide secondNode() {
        return open("node-2", false);
    }

    /** Opens a calendar here. */
    public CalendarId calendar(String name) {
        var id = ids.calendar();
        send(new CalendarCommand.CreateCalendar(id, ADA, CalendarDetails.named(name), false));
        return id;
    }

    /** Connects an account through the consent page, and lists its calendars. */
    public ConnectionId connect() {
        return connect("ada@fake.test");
    }

    public ConnectionId connect(String account) {
        return connect(ProviderKind.GOOGLE, authorizer, account);
    }

    /** The same at the other provider. */
    public ConnectionId connectOther(String account) {
        return connect(ProviderKind.MICROSOFT, otherAuthorizer, account);
    }

    private ConnectionId connect(ProviderKind kind, FakeAuthorizer by, String account) {
        var started =
                side.authorizations()
                        .begin(
                                ADA,
                                kind,
                                Purpose.CHRONAPILOT,
                                URI.create("https://client.test/back"),
                                List.of());
        var outcome =
                side.authorizations()
                        .complete(
                                kind,
                                Optional.of(started.state()),
                                OptionalLong.empty(),
                                Optional.of(by.consent(account)),
                                Optional.empty());
        return connected(outcome);
    }

    /** What came of a consent is a connection. */
    ConnectionId connected(almanac.connection.Authorizations.Outcome outcome) {
        settle();
        if (outcome instanceof almanac.connection.Authorizations.Connected connected) {
            return connected.connection();
        }
        throw new AssertionError(outcome);
    }

    /** Ties a calendar here to one there, both ways. */
    public MappingId map(ConnectionId connection, String external, CalendarId calendar) {
        return map(connection, external, calendar, true, ConflictPolicy.NEWEST);
    }

    public MappingId map(
            ConnectionId connection,
            String external,
            CalendarId calendar,
            boolean bothWays,
            ConflictPolicy policy) {
        var id = ids.mapping();
        return send(
                new ConnectionCommand.MapCalendar(
                        connection,
                        id,
                        new MappingTerms(
                                external, calendar, "Mapped", bothWays, false, List.of(), policy)));
    }

    /** A person adds an entry here. */
    public EntryId add(CalendarId calendar, ImportedEntry content) {
        var id = ids.entry();
        send(
                new EntryCommand.CreateEntry(
                        id,
                        calendar,
                        content.uid(),
                        ADA,
                        content.details(),
                        content.span(),
                        content.recurrence()));
        return id;
    }

    /** A person imports a file with something new. */
    EntryId imports(CalendarId calendar, ImportedEntry content) {
        var id = ids.entry();
        send(new EntryCommand.ImportEntry(id, calendar, ADA, content));
        return id;
    }

    /** A person does something here. */
    public <R extends @Nullable Object> R send(Object command) {
        return writes.send(Actor.user(ADA), command);
    }

    /** The same as somebody else, in the course of a run. */
    public <R extends @Nullable Object> R sendAs(Actor actor, Run run, Object command) {
        return writes.send(actor, run, command);
    }

    /** Lets facts reach the policies and runs what is due, until nothing is. */
    public void settle() {
        do {
            while (!webhooks.isEmpty()) {
                webhooks.poll().run();
            }
            deliver();
        } while (side.runDue() > 0 || behind() || !webhooks.isEmpty());
    }

    /** The same after some time. */
    public void settleAfter(Duration time) {
        clock.pass(time);
        settle();
    }

    private boolean behind() {
        return handled < seen.size() || handled < facts().size();
    }

    private void deliver() {
        while (behind()) {
            var message = seen.get(handled);
            for (var policy : policies) {
                if (policy.canHandle(message)) {
                    handle(policy, message);
                }
            }
            handled++;
            place.keep(handled);
        }
    }

    /** How many facts the policies have seen, as the store of a processor's tokens keeps it. */
    private record Place(MongoCollection<Document> tokens, boolean kept) {

        private static final Bson ONLY = Filters.eq("_id", "sync");

        int handled() {
            return kept
                    ? tokens
                            .find(ONLY)
                            .map(each -> each.getInteger("handled"))
                            .into(new ArrayList<>())
                            .stream()
                            .findFirst()
                            .orElse(0)
                    : 0;
        }

        void keep(int handled) {
            if (kept) {
                tokens.replaceOne(
                        ONLY,
                        new Document("_id", "sync").append("handled", handled),
                        new ReplaceOptions().upsert(true));
            }
        }
    }

    /** All facts so far; each is read once. */
    private List<TrackedEventMessage<?>> facts() {
        if (!written) {
            return seen;
        }
        written = false;
        try (var stream = engine.readEvents(last, false)) {
            stream.forEach(message -> {
                seen.add(message);
                last = message.trackingToken();
                if (message.getPayload() instanceof EntryFact fact) {
                    states.compute(
                            fact.entry(),
                            (entry, before) ->
                                    (before == null ? EntryState.initial() : before).evolve(fact));
                }
            });
        }
        return seen;
    }

    private static void handle(
            AnnotationEventHandlerAdapter policy, TrackedEventMessage<?> message) {
        try {
            policy.handle(message);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Wishes for a look at everything that a connection has. */
    void syncsAll(ConnectionId connection) {
        side().synchronization()
                .syncNow(ADA, List.of(connection), Synchronization.Mode.FULL, Duration.ZERO);
    }

    /** What is on a calendar here, by entry. */
    public Map<EntryId, EntryState.Live> entries(CalendarId calendar) {
        facts();
        var found =
                new TreeMap<EntryId, EntryState.Live>(
                        java.util.Comparator.comparing(EntryId::value));
        states.forEach((id, state) -> {
            if (state instanceof EntryState.Live live && live.calendar().equals(calendar)) {
                found.put(id, live);
            }
        });
        return found;
    }

    /** The conflicts that were recorded. */
    public List<ConflictFact.ConflictDetected> conflicts() {
        return facts(ConflictFact.ConflictDetected.class);
    }

    /** All facts of a kind, in order. */
    public <F> List<F> facts(Class<F> type) {
        return facts().stream()
                .map(TrackedEventMessage::getPayload)
                .filter(type::isInstance)
                .<F>map(type::cast)
                .toList();
    }

    /** The connection to a provider. */
    ConnectionId connection(ProviderKind kind) {
        return facts(ConnectionFact.Connected.class).stream()
                .filter(fact -> fact.provider() == kind)
                .map(ConnectionFact.Connected::connection)
                .findFirst()
                .orElseThrow();
    }

    /** Whether its user was told to connect again, and has not. */
    boolean waitsForItsUser(ProviderKind kind) {
        var waits = false;
        var its = connection(kind);
        for (var fact : facts(ConnectionFact.class)) {
            if (fact.connection().equals(its)) {
                waits =
                        switch (fact) {
                            case ConnectionFact.ConnectionFailed failed ->
                                    failed.reason() == FailureReason.REAUTHORIZE;
                            case ConnectionFact.Reconnected again -> false;
                            case ConnectionFact.ConnectionRecovered recovered -> false;
                            default -> waits;
                        };
            }
        }
        return waits;
    }

    /** What the engine remembers and why, to be read when a test fails. */
    List<String> memory() {
        var lines = new ArrayList<String>();
        for (var name : List.of("sync_mappings", "sync_links", "sync_outbox", "sync_work")) {
            for (var document : database.getCollection(name).find()) {
                document.remove("terms");
                lines.add(name + " " + document);
            }
        }
        for (var entry : states.keySet()) {
            side.synchronization()
                    .trace(entry, 200)
                    .reversed()
                    .forEach(line -> lines.add(entry + " " + line));
        }
        return lines;
    }

    /** The only mapping, as it is stored. */
    Document storedMapping() {
        return Objects.requireNonNull(database.getCollection("sync_mappings").find().first());
    }

    /** Stores the only mapping so. */
    void storeMapping(Document stored) {
        database.getCollection("sync_mappings").replaceOne(new Document(), stored);
    }

    /** How many documents of the sync side's own there are. */
    long count(String collection, Bson filter) {
        return database.getCollection(collection).countDocuments(filter);
    }

    private final class Models implements FactReads.ReadModels {

        @Override
        public List<EntryId> entriesOn(CalendarId calendar, long after, int limit, long position) {
            return entries(calendar).keySet().stream()
                    .filter(entry -> entry.value() > after)
                    .limit(limit)
                    .toList();
        }

        @Override
        public ConflictView conflict(ConflictId conflict, UserId user) {
            var found =
                    conflicts().stream()
                            .filter(each -> each.conflict().equals(conflict))
                            .findFirst()
                            .orElseThrow();
            var chosen =
                    facts(ConflictFact.ConflictResolved.class).stream()
                            .filter(each -> each.conflict().equals(conflict))
                            .map(ConflictFact.ConflictResolved::chosen)
                            .reduce((before, last) -> last);
            return new ConflictView(
                    conflict,
                    found.user(),
                    found.connection(),
                    found.mapping(),
                    found.entry(),
                    found.fields(),
                    chosen.orElse(found.standing()),
                    chosen,
                    clock.instant(),
                    clock.instant());
        }
    }

    @Override
    public void close() {
        axon.shutdown();
        database.drop();
        WorldClocks.ended();
    }
}
