package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.web.ProjectedVisibility;
import almanac.store.GatheringSource;
import almanac.sync.SyncSide;
import almanac.sync.lifecycle.FirstCalendarIds;
import almanac.sync.lifecycle.WhenUserRegisteredThenOpenCalendar;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventhandling.deadletter.MongoSequencedDeadLetterQueue;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;

/** The processors of a node: the projections, which can be rebuilt, and the policies, which not. */
final class Processors {

    static final String POLICIES = "policies";
    static final String SYNC = "sync";

    static final Set<String> PROJECTIONS =
            Set.of(
                    ProjectedVisibility.ENTRIES,
                    ProjectedVisibility.FEED,
                    ProjectedVisibility.DIRECTORY,
                    ProjectedVisibility.COMMENTS,
                    ProjectedVisibility.CONNECTIONS,
                    ProjectedVisibility.AUTOMATION,
                    ProjectedVisibility.ENDPOINTS,
                    ProjectedVisibility.HISTORY);
    private static final int BATCH = 200;

    /** A processor has one segment until operators split it; each has a thread of its own. */
    private static final int THREADS = 4;

    /**
     * No write waits for what policies do, nor for history, and small batches cost more than what
     * is in them.
     */
    private static final Duration GATHERING = Duration.ofMillis(25);

    /**
     * How long a processor waits for a fact before it looks around, which an operator who pauses or
     * splits it has to sit out. A fact ends the wait, and so does a node that stops.
     */
    private static final Duration WAIT = Duration.ofMillis(500);

    /** A batch is handled again as a whole after a crash. */
    static final int SYNC_BATCH = 200;

    private final Modules modules;
    private final FirstCalendarIds firstCalendars;
    private final SyncSide sync;
    private final MongoTemplate collections;
    private final Serializer serializer;

    Processors(
            Modules modules,
            FirstCalendarIds firstCalendars,
            SyncSide sync,
            MongoTemplate collections,
            Serializer serializer) {
        this.modules = modules;
        this.firstCalendars = firstCalendars;
        this.sync = sync;
        this.collections = collections;
        this.serializer = serializer;
    }

    void register(Configurer configurer, Set<NodeRole> roles) {
        var processing = configurer.eventProcessing();
        if (roles.contains(NodeRole.QUERY)) {
            PROJECTIONS.forEach(name -> track(processing, name, BATCH, source(name)));
            modules.querySide()
                    .projections()
                    .forEach(projection -> processing.registerEventHandler(c -> projection));
        }
        if (roles.contains(NodeRole.SYNC)) {
            // who registers waits for the first calendar
            trackPolicy(
                    processing, POLICIES, 1, Configuration::eventStore, collections, serializer);
            trackPolicy(processing, SYNC, SYNC_BATCH, collections, serializer);
            sync.policies().forEach(policy -> processing.registerEventHandler(c -> policy));
            processing.registerEventHandler(c ->
                    new WhenUserRegisteredThenOpenCalendar(c.commandGateway(), firstCalendars));
        }
    }

    private static Function<Configuration, StreamableMessageSource<TrackedEventMessage<?>>> source(
            String projection) {
        return projection.equals(ProjectedVisibility.HISTORY)
                ? Processors::gathering
                : Configuration::eventStore;
    }

    private static StreamableMessageSource<TrackedEventMessage<?>> gathering(Configuration c) {
        return new GatheringSource(c.eventStore(), GATHERING);
    }

    /** The name of a processor with what it is. */
    static String described(String name) {
        return (PROJECTIONS.contains(name) ? "projection " : "policy ") + name;
    }

    /** What fails is set aside, with what follows of the same aggregate. */
    static void trackPolicy(
            EventProcessingConfigurer processing,
            String group,
            int batch,
            MongoTemplate collections,
            Serializer serializer) {
        trackPolicy(processing, group, batch, Processors::gathering, collections, serializer);
    }

    private static void trackPolicy(
            EventProcessingConfigurer processing,
            String group,
            int batch,
            Function<Configuration, StreamableMessageSource<TrackedEventMessage<?>>> source,
            MongoTemplate collections,
            Serializer serializer) {
        track(processing, group, batch, source);
        processing.registerDeadLetterQueue(group, c -> deadLetters(group, collections, serializer));
        // else the queue is asked for each fact whether one of its aggregate was set aside
        processing.registerDeadLetteringEventHandlerInvokerConfiguration(
                group, (c, invoker) -> invoker.enableSequenceIdentifierCache());
    }

    private static void track(
            EventProcessingConfigurer processing,
            String name,
            int batch,
            Function<Configuration, StreamableMessageSource<TrackedEventMessage<?>>> source) {
        processing.registerTrackingEventProcessor(
                name,
                source,
                c ->
                        TrackingEventProcessorConfiguration.forParallelProcessing(THREADS)
                                .andInitialSegmentsCount(1)
                                // else Axon takes all that happened before the first start for
                                // a replay, and a policy would pass it over
                                .andInitialTrackingToken(StreamableMessageSource::createTailToken)
                                .andBatchSize(batch)
                                .andEventAvailabilityTimeout(WAIT.toMillis(), TimeUnit.MILLISECONDS)
                                .andTokenClaimInterval(1, TimeUnit.SECONDS));
        processing.registerListenerInvocationErrorHandler(
                name, c -> PropagatingErrorHandler.INSTANCE);
    }

    private static MongoSequencedDeadLetterQueue<EventMessage<?>> deadLetters(
            String group, MongoTemplate collections, Serializer serializer) {
        return MongoSequencedDeadLetterQueue.<EventMessage<?>>builder()
                .processingGroup(group)
                .mongoTemplate(collections)
                .serializer(serializer)
                .transactionManager(NoTransactionManager.INSTANCE)
                .build();
    }
}
