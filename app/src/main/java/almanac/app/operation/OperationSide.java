package almanac.app.operation;

import almanac.app.ids.Ids;
import almanac.app.web.Commands;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.operation.NodeView;
import almanac.operation.OperationOutcome;
import almanac.operation.Operations;
import almanac.operation.RebuildView;
import almanac.query.QuerySide;
import almanac.query.rebuild.RebuildRunner;
import almanac.query.rebuild.Rebuilds;
import almanac.store.ProjectionProgress;
import almanac.store.SequencedEngine;
import almanac.sync.SyncSide;
import almanac.sync.mail.MailSide;
import almanac.sync.webhook.WebhookSide;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** What looks after the processors of a node, and answers operators. */
public final class OperationSide {

    private static final Logger LOG = LoggerFactory.getLogger(OperationSide.class);

    private final ProcessorControls controls;
    private final ProcessorWatch watch;
    private final Rebuilds rebuilds;
    private final PolicyLetters letters;
    private final Recorder recorder;
    private final Operations operations;
    private final ProjectionProgress progress;
    private final boolean projects;

    /**
     * What the assembly supplies.
     *
     * @param axon the processors, once they are there
     * @param policies the names of those that act and have a queue of dead letters
     * @param projects whether this node runs projections
     */
    public record Setting(
            MongoDatabase database,
            SequencedEngine engine,
            ProjectionProgress progress,
            QuerySide querySide,
            SyncSide sync,
            MailSide mails,
            WebhookSide webhooks,
            Commands commands,
            Ids ids,
            JsonMapper mapper,
            Supplier<EventProcessingConfiguration> axon,
            List<String> policies,
            Clock clock,
            NodeName node,
            NodeView about,
            boolean projects) {}

    public OperationSide(Setting its) {
        progress = its.progress();
        projects = its.projects();
        controls = new ProcessorControls(its.database(), () -> here(its.axon()), its.clock());
        watch = new ProcessorWatch(its.engine(), progress, its.clock(), its.node().text());
        rebuilds =
                its.querySide()
                        .rebuilds(
                                new StoreHistory(its.engine(), progress),
                                its.clock(),
                                its.node().text());
        progress.whenClaimed(its.querySide()::tookOver);
        var payloads = new Payloads(its.mapper());
        letters = new PolicyLetters(its.axon(), its.policies(), payloads);
        recorder = new Recorder(its.commands(), its.ids());
        rebuilds.whenEnded(this::record);
        operations =
                new OperatorDesk(
                        new Overview(watch, progress, controls, rebuilds, its.policies()),
                        controls,
                        rebuilds,
                        new Letters(
                                List.of(
                                        letters,
                                        new EditLetters(its.sync().deadLetters()),
                                        new ObjectLetters(its.sync().deadLetters()),
                                        new UnitLetters(its.sync().deadLetters()),
                                        new SentLetters(
                                                "mail", "mails", its.mails().givenUp(), payloads),
                                        new SentLetters(
                                                "delivery",
                                                "webhooks",
                                                its.webhooks().givenUp(),
                                                payloads))),
                        recorder,
                        new StoreOverview(its.database(), its.engine(), its.sync()),
                        its.about());
    }

    private static List<StreamingEventProcessor> here(Supplier<EventProcessingConfiguration> axon) {
        return axon.get().eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .toList();
    }

    /** A node that takes no writes leaves the end of a rebuild unrecorded. */
    private void record(RebuildView ended) {
        var outcome =
                switch (ended.state()) {
                    case CANCELLED -> OperationOutcome.CANCELLED;
                    case FAILED -> OperationOutcome.FAILED;
                    case REPLAYING, CATCHING_UP, JOINING, COMPARING, DIFFERENT, SWAPPED, VERIFIED ->
                            OperationOutcome.DONE;
                };
        try {
            recorder.end(
                    new Actor(ended.operator(), Origin.of(Origin.Kind.SYSTEM)),
                    ended.id(),
                    outcome,
                    ended.state().name().toLowerCase(Locale.ROOT));
        } catch (RuntimeException unrecorded) {
            LOG.warn("the end of rebuild {} is not recorded", ended.id(), unrecorded);
        }
    }

    /** What operators ask. */
    public Operations operations() {
        return operations;
    }

    /** Making read models again. */
    public Rebuilds rebuilds() {
        return rebuilds;
    }

    /** What runs beside the processors. */
    public SmartLifecycle lifecycle() {
        return new OperationsLifecycle(new RebuildRunner(rebuilds, projects), controls, watch);
    }

    /** What a dashboard shows. */
    public MeterBinder meters() {
        return new OperationMeters(watch, progress, rebuilds, letters);
    }

    ProcessorControls controls() {
        return controls;
    }

    ProcessorWatch watch() {
        return watch;
    }

    ProjectionProgress progress() {
        return progress;
    }
}
