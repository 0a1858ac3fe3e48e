package almanac.query;

import almanac.automation.RuleFact;
import almanac.automation.RunFact;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.comment.CommentFact;
import almanac.comment.CommentId;
import almanac.comment.ThreadId;
import almanac.connection.ConflictFact;
import almanac.connection.ConnectionFact;
import almanac.course.CourseDetails;
import almanac.course.CourseFact;
import almanac.course.CourseId;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.rebuild.Rebuildable;
import almanac.time.Span;
import almanac.user.Profile;
import almanac.user.UserFact;
import almanac.user.UserId;
import almanac.webhook.EndpointFact;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.axonframework.common.IdentifierFactory;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.responsetypes.ResponseType;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfigurationType;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;
import org.bson.Document;

/** A query side with a history that tests write, fed as Axon's processors feed it. */
public final class World {

    public static final ObjectMapper MAPPER =
            new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final MongoDatabase database = Store.fresh();
    private final QuerySide side;
    private final QueryGateway gateway;
    private final List<AnnotationEventHandlerAdapter> handlers;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<DomainEventMessage<?>> history = new ArrayList<>();

    private MetaData metaData = MetaData.emptyInstance();

    public World() {
        this(QuerySide.MOST_OCCURRENCES);
    }

    /** One in which other nodes may write too. */
    static World ofSeveralNodes() {
        return new World(QuerySide.MOST_OCCURRENCES, false);
    }

    public World(int mostOccurrences) {
        this(mostOccurrences, true);
    }

    private World(int mostOccurrences, boolean lone) {
        side = new QuerySide(database, MAPPER, new Told(history), lone, mostOccurrences);
        side.ensureIndexes();
        handlers = side.projections().stream().map(AnnotationEventHandlerAdapter::new).toList();
        var bus = SimpleQueryBus.builder().build();
        side.queryHandlers()
                .forEach(handler -> new AnnotationQueryHandlerAdapter<>(handler).subscribe(bus));
        gateway = DefaultQueryGateway.builder().queryBus(bus).build();
    }

    /** Where all documents lie, for a look past the query side. */
    public MongoDatabase database() {
        return database;
    }

    public QuerySide side() {
        return side;
    }

    /** Appends facts to the history and shows each to the projections by itself. */
    public World happen(Object... facts) {
        var messages = new ArrayList<DomainEventMessage<?>>();
        for (var fact : facts) {
            messages.add(message(fact));
        }
        feed(messages, 1);
        return this;
    }

    /** What facts from now on carry. */
    public World by(Map<String, ?> carried) {
        metaData = MetaData.from(carried);
        return this;
    }

    /** Appends one fact to the history; nobody sees it yet. */
    public DomainEventMessage<?> message(Object fact) {
        var stream =
                switch (fact) {
                    case EntryFact entry -> entry.entry().toString();
                    case CalendarFact calendar -> calendar.calendar().toString();
                    case ConnectionFact connection -> connection.connection().toString();
                    case ConflictFact conflict -> conflict.conflict().toString();
                    case CourseFact course -> course.course().toString();
                    case EndpointFact endpoint -> endpoint.endpoint().toString();
                    case RuleFact rule -> rule.rule().toString();
                    case RunFact run -> run.run().toString();
                    case UserFact user -> user.user().toString();
                    case CommentFact comment -> comment.thread().toString();
                    default -> throw new IllegalArgumentException("no fact: " + fact);
                };
        var sequence = sequences.merge(stream, 1L, Long::sum) - 1;
        var message =
                new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(history.size()),
                        new GenericDomainEventMessage<>(
                                "test",
                                stream,
                                sequence,
                                fact,
                                metaData,
                                IdentifierFactory.getInstance().generateIdentifier(),
                                BEGINNING.plusSeconds(history.size())));
        history.add(message);
        return message;
    }

    public List<DomainEventMessage<?>> history() {
        return List.copyOf(history);
    }

    /** When the last fact happened. */
    public Instant now() {
        return history.getLast().getTimestamp();
    }

    /** Shows messages to the projections in batches. */
    public void feed(List<DomainEventMessage<?>> messages, int batchSize) {
        for (var start = 0; start < messages.size(); start += batchSize) {
            var end = Math.min(messages.size(), start + batchSize);
            feedBatch(messages.subList(start, end), () -> {});
        }
    }

    /** Shows one batch; the token is stored where a processor of Axon stores its own. */
    public void feedBatch(List<DomainEventMessage<?>> messages, Runnable tokenStore) {
        var unit = new BatchingUnitOfWork<DomainEventMessage<?>>(new ArrayList<>(messages));
        unit.onPrepareCommit(ready -> tokenStore.run());
        var result =
                unit.executeWithResult(
                        () -> handleAll(unit.getMessage()),
                        RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
    }

    /** Shows one batch to one projection alone, which may then be ahead of the others. */
    public void feedOnly(String model, List<DomainEventMessage<?>> messages) {
        feedTo(handlers.get(indexOf(model)), messages);
    }

    /** Shows one batch to the projection of another build, on the same store. */
    public void feedTo(Rebuildable projection, List<DomainEventMessage<?>> messages) {
        feedTo(new AnnotationEventHandlerAdapter(projection), messages);
    }

    private static void feedTo(
            AnnotationEventHandlerAdapter handler, List<DomainEventMessage<?>> messages) {
        var unit = new BatchingUnitOfWork<DomainEventMessage<?>>(new ArrayList<>(messages));
        var result =
                unit.executeWithResult(
                        () ->
                                handler.canHandle(unit.getMessage())
                                        ? handler.handle(unit.getMessage())
                                        : 0,
                        RollbackConfigurationType.ANY_THROWABLE);
        if (result.isExceptional()) {
            throw new IllegalStateException(result.exceptionResult());
        }
    }

    /** Resets one projection as Axon does before a replay. */
    public void resetOnly(String model) {
        handlers.get(indexOf(model)).prepareReset(null);
    }

    private int indexOf(String model) {
        return side.projections().stream().map(each -> each.model().name()).toList().indexOf(model);
    }

    /** Begins anew, on the same store. */
    public void forget() {
        reset();
        sequences.clear();
        history.clear();
    }

    private int handleAll(DomainEventMessage<?> message) throws Exception {
        for (var handler : handlers) {
            if (handler.canHandle(message)) {
                handler.handle(message);
            }
        }
        return 0;
    }

    /** Resets every projection as Axon does before a replay. */
    public void reset() {
        handlers.forEach(handler -> handler.prepareReset(null));
    }

    /** Every document of every read model. */
    public Map<String, List<Document>> documents() {
        var all = new TreeMap<String, List<Document>>();
        for (var projection : side.projections()) {
            var name = projection.model().collection();
            all.put(name, documents(name));
        }
        return all;
    }

    /** How many entries each shelf of a listing holds. */
    public Map<String, Long> tallies() {
        var all = new TreeMap<String, Long>();
        for (var tally : documents("tallies_v1")) {
            all.put(tally.getString("_id"), tally.getLong("count"));
        }
        return all;
    }

    /** Puts documents back to what they were: a batch was not written to its end. */
    public void crashBeforeWriting(String collection, Map<Long, Optional<Document>> old) {
        var documents = database.getCollection(collection);
        old.forEach((id, document) -> {
            documents.deleteOne(new Document("_id", id));
            document.ifPresent(documents::insertOne);
        });
    }

    private List<Document> documents(String collection) {
        return database.getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    public <R> R ask(Object query, Class<R> answer) {
        return ask(query, ResponseTypes.instanceOf(answer));
    }

    public <R> List<R> askMany(Object query, Class<R> answer) {
        return ask(query, ResponseTypes.multipleInstancesOf(answer));
    }

    public <R> Optional<R> askOptional(Object query, Class<R> answer) {
        return ask(query, ResponseTypes.optionalInstanceOf(answer));
    }

    private <R> R ask(Object query, ResponseType<R> type) {
        try {
            return gateway.query(query, type).join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Rejected rejected) {
                throw rejected;
            }
            throw failure;
        }
    }

    /** Why a question is refused. */
    public Rejection refusal(Object query) {
        try {
            var answer = ask(query, answerTo(query));
            throw new AssertionError("not refused: " + query + " -> " + answer);
        } catch (Rejected rejected) {
            return rejected.rejection();
        }
    }

    private static ResponseType<?> answerTo(Object query) {
        return query instanceof EntryQuery && !(query instanceof EntryQuery.EntryByNumber)
                ? ResponseTypes.multipleInstancesOf(Object.class)
                : ResponseTypes.instanceOf(Object.class);
    }

    // the words of the tests

    public static UserId user(long id) {
        return new UserId(id);
    }

    public static CalendarId calendar(long id) {
        return new CalendarId(id);
    }

    public static EntryId entry(long id) {
        return new EntryId(id);
    }

    public static Profile profile(String username) {
        return new Profile(
                username,
                username + "@example.org",
                Optional.empty(),
                Optional.empty(),
                ZoneId.of("Europe/Vienna"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    public static UserFact registered(long user, String username) {
        return new UserFact.UserRegistered(user(user), profile(username));
    }

    public static CalendarFact opened(long calendar, long owner, String name) {
        return new CalendarFact.CalendarCreated(
                calendar(calendar), user(owner), CalendarDetails.named(name), false);
    }

    public static CourseFact taught(long course, long owner, String name) {
        return new CourseFact.CourseCreated(
                new CourseId(course), user(owner), CourseDetails.named(name));
    }

    public static CalendarFact shared(long calendar, long user, Permission permission) {
        return new CalendarFact.CalendarShared(calendar(calendar), user(user), permission);
    }

    public static EntryFact single(long entry, long calendar, String title, Span span) {
        return new EntryFact.EntryCreated(
                entry(entry),
                calendar(calendar),
                "uid-" + entry,
                user(1),
                Details.titled(title),
                span,
                Optional.empty(),
                Optional.empty());
    }

    public static CommentId comment(long id) {
        return new CommentId(id);
    }

    /** What a user says about an entry, perhaps in answer to another comment. */
    public static CommentFact said(long entry, long id, long user, Optional<Long> parent) {
        return new CommentFact.CommentWritten(
                ThreadId.of(entry(entry)),
                comment(id),
                user(user),
                parent.map(CommentId::new),
                Optional.empty(),
                "comment " + id,
                false);
    }
}
