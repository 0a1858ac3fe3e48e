package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.erasure.ErasureSide;
import almanac.app.ids.Ids;
import almanac.app.ids.MappedCalendars;
import almanac.app.operation.NodeName;
import almanac.app.operation.OperationSide;
import almanac.app.operation.Recorder;
import almanac.app.personal.PersonKeys;
import almanac.app.personal.PersonalSealing;
import almanac.app.security.Accounts;
import almanac.app.security.Profiles;
import almanac.app.security.SecurityParts;
import almanac.app.web.Commands;
import almanac.app.web.IdempotencyStore;
import almanac.app.web.Queries;
import almanac.operation.Erasures;
import almanac.query.QuerySide;
import almanac.store.Durability;
import almanac.store.ProjectionProgress;
import almanac.store.RawFacts;
import almanac.store.Sealing;
import almanac.store.SequencedEngine;
import almanac.sync.SyncSide;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Erasing people. */
@Configuration(proxyBeanMethods = false)
class ErasureConfiguration {

    @Bean
    ErasureSide erasureSide(
            MongoDatabase database,
            Durability durability,
            Serializer serializer,
            Commands commands,
            Queries queries,
            QuerySide querySide,
            EventStore facts,
            ProjectionProgress progress,
            OperationSide operations,
            SyncSide sync,
            PersonKeys keys,
            PersonalSealing sealing,
            SecurityParts security,
            Accounts accounts,
            Profiles profiles,
            MappedCalendars mapped,
            IdempotencyStore answers,
            Ids ids,
            Clock clock,
            NodeName node,
            AlmanacProperties properties) {
        var collection = database.getCollection(AxonConfiguration.FACTS);
        var roles = properties.roles();
        return new ErasureSide(
                new ErasureSide.Setting(
                        database,
                        commands,
                        queries,
                        querySide,
                        facts,
                        new RawFacts(collection, durability, Sealing.NONE),
                        reading ->
                                SequencedEngine.builder()
                                        .facts(collection)
                                        .durability(durability)
                                        .sealing(reading)
                                        .eventSerializer(serializer)
                                        .snapshotSerializer(serializer)
                                        .build(),
                        progress,
                        operations.rebuilds(),
                        sync,
                        keys,
                        sealing,
                        security.forgetting(accounts, profiles),
                        mapped,
                        answers,
                        AxonConfiguration.DEAD_LETTERS,
                        new Recorder(commands, ids),
                        clock,
                        properties.erasure().patience(),
                        node.text(),
                        properties.lone(),
                        roles.contains(NodeRole.COMMAND) && roles.contains(NodeRole.QUERY)));
    }

    @Bean
    Erasures erasures(ErasureSide side) {
        return side.erasures();
    }

    @Bean
    SmartLifecycle erasureLifecycle(ErasureSide side) {
        return side.lifecycle();
    }
}
