package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.ids.Ids;
import almanac.app.operation.NodeName;
import almanac.app.operation.OperationSide;
import almanac.app.operation.Recorder;
import almanac.app.web.Commands;
import almanac.operation.NodeView;
import almanac.operation.Operations;
import almanac.operation.Reasons;
import almanac.query.QuerySide;
import almanac.store.ProjectionProgress;
import almanac.store.SequencedEngine;
import almanac.sync.SyncSide;
import almanac.sync.mail.MailSide;
import almanac.sync.mail.WhenEntryChangedThenInvite;
import almanac.sync.rules.WhenEntryChangedThenRunRules;
import almanac.sync.webhook.WebhookSide;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What looks after the processors, and what operators ask. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

    /** The processors that act upon facts. */
    static final List<String> POLICIES =
            List.of(
                    Processors.POLICIES,
                    Processors.SYNC,
                    WhenEntryChangedThenRunRules.GROUP,
                    WhenEntryChangedThenInvite.GROUP,
                    WebhookSide.GROUP);

    @Bean
    OperationSide operationSide(
            MongoDatabase database,
            SequencedEngine engine,
            ProjectionProgress progress,
            QuerySide querySide,
            SyncSide sync,
            MailSide mails,
            WebhookSide webhooks,
            Commands commands,
            Ids ids,
            ObjectProvider<org.axonframework.config.Configuration> axon,
            Clock clock,
            NodeName node,
            ObjectProvider<BuildProperties> build,
            AlmanacProperties properties) {
        return new OperationSide(
                new OperationSide.Setting(
                        database,
                        engine,
                        progress,
                        querySide,
                        sync,
                        mails,
                        webhooks,
                        commands,
                        ids,
                        ModulesConfiguration.mapper(),
                        () -> axon.getObject().eventProcessingConfiguration(),
                        POLICIES,
                        clock,
                        node,
                        about(node, build.stream().findFirst(), properties, clock),
                        properties.roles().contains(NodeRole.QUERY)));
    }

    private static NodeView about(
            NodeName node,
            Optional<BuildProperties> build,
            AlmanacProperties properties,
            Clock clock) {
        return new NodeView(
                node.text(),
                build.flatMap(its -> Optional.ofNullable(its.getVersion())).orElse("unknown"),
                properties.roles().stream().map(OperationsConfiguration::word).sorted().toList(),
                word(properties.store()),
                clock.instant());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Bean
    Operations operations(OperationSide side) {
        return side.operations();
    }

    @Bean
    Reasons reasons(Commands commands, Ids ids) {
        return new Recorder(commands, ids);
    }

    @Bean
    SmartLifecycle operationsLifecycle(OperationSide side) {
        return side.lifecycle();
    }

    @Bean
    MeterBinder operationMeters(OperationSide side) {
        return side.meters();
    }
}
