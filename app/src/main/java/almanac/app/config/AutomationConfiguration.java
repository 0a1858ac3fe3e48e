package almanac.app.config;

import almanac.app.config.AlmanacProperties.NodeRole;
import almanac.app.ids.Ids;
import almanac.app.web.Attempt;
import almanac.app.web.ProjectedVisibility;
import almanac.app.web.SettledExecution;
import almanac.automation.Execution;
import almanac.comment.CommentId;
import almanac.store.ProjectionProgress;
import almanac.sync.SyncSide;
import almanac.sync.rules.EntryHistory;
import almanac.sync.rules.RuleExecution;
import almanac.sync.rules.RunNumbers;
import almanac.sync.rules.WhenEntryChangedThenRunRules;
import almanac.time.AsOf;
import java.time.Clock;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ConfigurerModule;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.serialization.Serializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Automation rules: the policy that runs them, and running one now. */
@Configuration(proxyBeanMethods = false)
class AutomationConfiguration {

    @Bean
    EntryHistory entryHistory(EventStore facts) {
        return new EntryStreams(facts);
    }

    @Bean
    RunNumbers runNumbers(Ids ids, Clock clock) {
        return new RunNumbers() {
            @Override
            public long log() {
                return ids.ruleRun();
            }

            @Override
            public long execution() {
                return ids.ruleExecution();
            }

            @Override
            public Optional<AsOf> triedAt() {
                return Attempt.earlierOne(clock);
            }

            @Override
            public CommentId comment() {
                return ids.plannedComment();
            }
        };
    }

    @Bean
    Execution ruleExecution(
            CommandGateway commands,
            QueryGateway queries,
            EntryHistory history,
            RunNumbers numbers,
            ProjectionProgress progress,
            AlmanacProperties properties) {
        return new SettledExecution(
                new RuleExecution(commands, queries, history, numbers),
                new ProjectedVisibility(progress, properties.visibleWithin()));
    }

    @Bean
    ConfigurerModule rulePolicy(
            EntryHistory history,
            RunNumbers numbers,
            SyncSide sync,
            MongoTemplate collections,
            Serializer serializer,
            AlmanacProperties properties) {
        return configurer -> {
            if (properties.roles().contains(NodeRole.SYNC)) {
                var group = WhenEntryChangedThenRunRules.GROUP;
                var processing = configurer.eventProcessing();
                Processors.trackPolicy(
                        processing, group, Processors.SYNC_BATCH, collections, serializer);
                processing.registerEventHandler(c ->
                        new WhenEntryChangedThenRunRules(
                                c.commandGateway(),
                                c.queryGateway(),
                                history,
                                sync::terms,
                                numbers));
            }
        };
    }
}
