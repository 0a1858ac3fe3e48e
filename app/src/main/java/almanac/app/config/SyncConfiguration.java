package almanac.app.config;

import almanac.app.ids.Ids;
import almanac.app.setting.WrongSetting;
import almanac.app.sync.BusWrites;
import almanac.app.sync.FactReads;
import almanac.app.sync.ProjectedModels;
import almanac.app.sync.StoredSyncIds;
import almanac.app.tracing.TracedProvider;
import almanac.app.tracing.Traces;
import almanac.app.web.ProjectedVisibility;
import almanac.app.web.Queries;
import almanac.app.web.SettledConsents;
import almanac.app.web.SettledSynchronization;
import almanac.app.web.StoredWrites;
import almanac.connection.Authorizations;
import almanac.connection.Synchronization;
import almanac.google.GoogleCopies;
import almanac.query.QuerySide;
import almanac.store.ProjectionProgress;
import almanac.sync.SyncSide;
import almanac.sync.oauth.Callbacks;
import almanac.sync.oauth.VaultKeys;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Connectors;
import almanac.sync.work.Spans;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.types.ObjectId;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The sync side of this node; its steps run only where the node's roles say so. */
@Configuration(proxyBeanMethods = false)
class SyncConfiguration {

    /** How many objects of a page are applied at once. */
    private static final int ABREAST = 32;

    @Bean
    Connectors connectors(ObjectProvider<Connector> all, ObjectProvider<Traces> traces) {
        var traced = Optional.ofNullable(traces.getIfAvailable());
        return new Connectors(
                all.orderedStream()
                        .map(each -> traced.map(its -> TracedProvider.of(each, its)).orElse(each))
                        .toList());
    }

    @Bean
    SyncSide syncSide(
            AlmanacProperties properties,
            MongoDatabase database,
            Connectors connectors,
            Environment environment,
            EventStore facts,
            CommandBus commands,
            ObjectProvider<Queries> queries,
            QuerySide querySide,
            ProjectionProgress progress,
            Ids ids,
            Clock clock,
            Spans spans) {
        var random = new SecureRandom();
        var lone = properties.lone();
        return new SyncSide(
                new SyncSide.Setting(
                        database,
                        ModulesConfiguration.mapper(),
                        keys(properties, random),
                        connectors,
                        new Callbacks(() -> publicUrl(properties, environment)),
                        new FactReads(
                                facts,
                                new ProjectedModels(querySide, queries::getObject, progress)),
                        new BusWrites(commands),
                        new StoredSyncIds(database, ids),
                        clock,
                        lone ? "embedded" : new ObjectId().toHexString(),
                        lone,
                        RandomGenerator.getDefault(),
                        random,
                        ABREAST,
                        spans));
    }

    static VaultKeys keys(AlmanacProperties properties, SecureRandom random) {
        var security = properties.security();
        if (security.vaultKey().isPresent()) {
            var all = new ArrayList<>(List.of(security.vaultKey().get()));
            all.addAll(security.vaultKeysBefore());
            return VaultKeys.of(all);
        }
        if (properties.store() != Store.EMBEDDED) {
            throw new WrongSetting(
                    "almanac.store=mongodb needs almanac.security.vault-key, the same on all"
                            + " nodes: 32 bytes in base64");
        }
        return VaultKeys.keptIn(properties.dataDir().resolve("vault.key"), random);
    }

    static URI publicUrl(AlmanacProperties properties, Environment environment) {
        return properties
                .publicUrl()
                .orElseGet(() ->
                        URI.create(
                                "http://localhost:"
                                        + environment.getProperty(
                                                "local.server.port",
                                                environment.getProperty("server.port", "8080"))));
    }

    @Bean
    Authorizations authorizations(
            SyncSide sync, ProjectionProgress progress, AlmanacProperties properties) {
        return new SettledConsents(
                sync.authorizations(),
                new ProjectedVisibility(progress, properties.visibleWithin()));
    }

    @Bean
    Synchronization synchronization(
            SyncSide sync,
            ProjectionProgress progress,
            EventStore facts,
            AlmanacProperties properties) {
        return new SettledSynchronization(
                sync.synchronization(),
                new ProjectedVisibility(progress, properties.visibleWithin()),
                new StoredWrites(facts));
    }

    @Bean
    GoogleCopies googleCopies(SyncSide sync) {
        return sync.googleCopies();
    }
}
