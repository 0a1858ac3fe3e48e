package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.error.Unavailable;
import almanac.app.operation.NodeName;
import almanac.message.FactNames;
import almanac.store.Durability;
import almanac.store.FactSerializer;
import almanac.store.ObservedTokenStore;
import almanac.store.ProjectionProgress;
import almanac.store.Sealing;
import almanac.store.SequencedEngine;
import almanac.store.StoreIndexes;
import almanac.store.TailingEventStore;
import almanac.store.TokenLag;
import almanac.sync.SyncSide;
import almanac.sync.lifecycle.FirstCalendarIds;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandBusSpanFactory;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventhandling.EventBusSpanFactory;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.serialization.Serializer;
import org.bson.types.ObjectId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What Almanac brings to Axon; the starter puts it together. */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    /** The collection of the event store. */
    static final String FACTS = "facts";

    /** The collection of what policies could not handle. */
    static final String DEAD_LETTERS = "dead_letters";

    /** A dead node's segments are free after this long. */
    private static final Duration CLAIM = Duration.ofSeconds(5);

    /** How long a claim stays confirmed where there is nobody who could take it. */
    private static final Duration UNDISPUTED = Duration.ofMinutes(1);

    /** How late a projection's token may be where nobody else looks at it. */
    private static final Duration UNNOTICED = Duration.ofMillis(250);

    /** How often a store is asked for the facts of others where there are no others. */
    private static final Duration ALONE = Duration.ofSeconds(1);

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @Primary
    Serializer factSerializer() {
        return new FactSerializer(almanac.store.FactNames.of(FactNames.ALL));
    }

    @Bean
    SequencedEngine factEngine(
            MongoDatabase database, Serializer serializer, Durability durability, Sealing sealing) {
        var facts = database.getCollection(FACTS);
        StoreIndexes.forFacts(facts);
        return SequencedEngine.builder()
                .facts(facts)
                .durability(durability)
                .sealing(sealing)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
    }

    @Bean(destroyMethod = "")
    TailingEventStore eventStore(
            SequencedEngine engine, EventBusSpanFactory spans, AlmanacProperties properties) {
        return TailingEventStore.over(
                engine,
                builder ->
                        properties.lone()
                                ? builder.spanFactory(spans).fetchDelay(ALONE.toMillis())
                                : builder.spanFactory(spans));
    }

    /** Who is alone takes its old claims back at once. */
    @Bean
    NodeName nodeName(AlmanacProperties properties) {
        // Axon's own name, process and host, is the same in two containers or two contexts
        return new NodeName(properties.lone() ? "embedded" : new ObjectId().toHexString());
    }

    @Bean
    MongoTemplate axonCollections(MongoDatabase database) {
        return DefaultMongoTemplate.builder()
                .mongoDatabase(database)
                .trackingTokensCollectionName("tokens")
                .sagasCollectionName("sagas")
                .deadLetterCollectionName(DEAD_LETTERS)
                .build();
    }

    @Bean
    ProjectionProgress projectionProgress(MongoTemplate collections, Serializer serializer) {
        return new ProjectionProgress(collections.trackingTokensCollection(), serializer);
    }

    @Bean
    TokenStore tokenStore(
            MongoTemplate collections,
            Serializer serializer,
            ProjectionProgress progress,
            NodeName node,
            AlmanacProperties properties) {
        StoreIndexes.forTokens(collections.trackingTokensCollection());
        var builder =
                MongoTokenStore.builder()
                        .mongoTemplate(collections)
                        .serializer(serializer)
                        .claimTimeout(CLAIM)
                        .ensureIndexes(false)
                        .transactionManager(NoTransactionManager.INSTANCE);
        builder.nodeId(node.text());
        var fresh = properties.lone() ? UNDISPUTED : CLAIM.dividedBy(5);
        var lag =
                properties.lone() ? new TokenLag(Processors.PROJECTIONS, UNNOTICED) : TokenLag.NONE;
        return new ObservedTokenStore(builder.build(), progress, fresh, lag);
    }

    @Bean
    TransactionManager noTransactions() {
        return NoTransactionManager.INSTANCE;
    }

    @Bean
    CorrelationDataProvider messageOrigins() {
        return new MessageOriginProvider();
    }

    @Bean
    CorrelationDataProvider actors() {
        return new Correlations();
    }

    @Bean
    ConfigurerModule almanacModules(
            Modules modules,
            FirstCalendarIds firstCalendars,
            SyncSide sync,
            Serializer serializer,
            MongoTemplate collections,
            Clock clock,
            AlmanacProperties properties) {
        GenericEventMessage.clock = clock;
        return configurer -> {
            modules.aggregates().forEach(configurer::configureAggregate);
            modules.querySide()
                    .queryHandlers()
                    .forEach(h -> configurer.registerQueryHandler(c -> h));
            new Processors(modules, firstCalendars, sync, collections, serializer)
                    .register(configurer, properties.roles());
        };
    }

    /** The caller decides on its own thread, which tells it where its facts went. */
    @Bean
    CommandBus commandBus(
            CorrelationDataProvider messageOrigins,
            CorrelationDataProvider actors,
            Modules modules,
            CommandBusSpanFactory spans) {
        var bus = SimpleCommandBus.builder().spanFactory(spans).build();
        bus.registerHandlerInterceptor(new CorrelationDataInterceptor<>(messageOrigins, actors));
        bus.registerHandlerInterceptor(modules.access());
        return bus;
    }

    @Bean
    CommandGateway commandGateway(CommandBus commandBus, AlmanacProperties properties) {
        var gateway = DefaultCommandGateway.builder().commandBus(commandBus).build();
        if (!properties.roles().contains(NodeRole.COMMAND)) {
            gateway.registerDispatchInterceptor(messages ->
                    (index, message) -> {
                        throw new Unavailable("this node takes no writes", Duration.ofSeconds(1));
                    });
        }
        return gateway;
    }
}
