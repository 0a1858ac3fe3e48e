package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.sync.BusWrites;
import almanac.app.sync.FactPages;
import almanac.sync.local.Archive;
import almanac.sync.net.OutboundHosts;
import almanac.sync.oauth.SigningSecrets;
import almanac.sync.webhook.WebhookSide;
import almanac.sync.work.Backoff;
import almanac.sync.work.Spans;
import almanac.webhook.Deliveries;
import com.mongodb.client.MongoDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.serialization.Serializer;
import org.bson.types.ObjectId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Endpoints of other programs that are told what happens. */
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    WebhookSide webhookSide(
            AlmanacProperties properties,
            MongoDatabase database,
            Archive archive,
            EventStore facts,
            CommandBus commands,
            Environment environment,
            Clock clock,
            Spans spans) {
        var random = new SecureRandom();
        var lone = properties.lone();
        return new WebhookSide(
                new WebhookSide.Setting(
                        database,
                        ModulesConfiguration.mapper(),
                        archive,
                        new FactPages(facts),
                        new BusWrites(commands),
                        new SigningSecrets(
                                database, SyncConfiguration.keys(properties, random), random),
                        terms(properties.webhooks()),
                        () -> SyncConfiguration.publicUrl(properties, environment),
                        clock,
                        lone ? "embedded" : new ObjectId().toHexString(),
                        lone,
                        spans));
    }

    private static WebhookSide.Terms terms(AlmanacProperties.Webhooks webhooks) {
        return new WebhookSide.Terms(
                OutboundHosts.allowing(webhooks.allowHosts()),
                webhooks.timeout(),
                new Backoff(
                        webhooks.firstPause(),
                        webhooks.longestPause(),
                        webhooks.attempts(),
                        RandomGenerator.getDefault()),
                webhooks.disabledAfter());
    }

    @Bean
    Deliveries deliveries(WebhookSide webhooks) {
        return webhooks.deliveries();
    }

    @Bean
    ConfigurerModule webhookPolicies(
            WebhookSide webhooks,
            MongoTemplate collections,
            Serializer serializer,
            AlmanacProperties properties) {
        return configurer -> {
            if (properties.roles().contains(NodeRole.SYNC)) {
                var processing = configurer.eventProcessing();
                Processors.trackPolicy(
                        processing,
                        WebhookSide.GROUP,
                        Processors.SYNC_BATCH,
                        collections,
                        serializer);
                webhooks.policies().forEach(policy -> processing.registerEventHandler(c -> policy));
            }
        };
    }
}
