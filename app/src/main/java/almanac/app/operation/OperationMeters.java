package almanac.app.operation;

import almanac.operation.RebuildView;
import almanac.query.rebuild.Rebuilds;
import almanac.store.ProjectionProgress;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a dashboard shows of the processors, rebuilds and dead letters. */
final class OperationMeters implements MeterBinder {

    private final ProcessorWatch watch;
    private final ProjectionProgress progress;
    private final Rebuilds rebuilds;
    private final PolicyLetters letters;

    OperationMeters(
            ProcessorWatch watch,
            ProjectionProgress progress,
            Rebuilds rebuilds,
            PolicyLetters letters) {
        this.watch = watch;
        this.progress = progress;
        this.rebuilds = rebuilds;
        this.letters = letters;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("almanac.store.facts", watch, its -> its.head() + 1).register(registry);
        processors().forEach(name -> bind(registry, name));
        rebuilds.projections().forEach(name -> bindRebuild(registry, name));
        letters.policies()
                .forEach(name ->
                        Gauge.builder("almanac.deadletters", letters, its -> its.size(name))
                                .tag("processor", name)
                                .register(registry));
    }

    private List<String> processors() {
        return Stream.concat(rebuilds.projections().stream(), letters.policies().stream()).toList();
    }

    private void bind(MeterRegistry registry, String name) {
        Gauge.builder("almanac.processor.position", watch, its -> its.position(name))
                .tag("processor", name)
                .register(registry);
        Gauge.builder(
                        "almanac.processor.lag.facts",
                        watch,
                        its -> Math.max(0, its.head() - its.position(name)))
                .tag("processor", name)
                .register(registry);
        Gauge.builder("almanac.processor.lag.seconds", watch, its -> lag(its, name))
                .tag("processor", name)
                .register(registry);
        Gauge.builder("almanac.processor.rate", watch, its -> its.rate(name))
                .tag("processor", name)
                .description("facts a second")
                .register(registry);
        Gauge.builder("almanac.processor.segments", progress, its -> its.held(name).size())
                .tag("processor", name)
                .description("segments that this node holds")
                .register(registry);
    }

    private static double lag(ProcessorWatch watch, String name) {
        var position = watch.position(name);
        return position < watch.head() ? watch.lag(position).toMillis() / 1000.0 : 0;
    }

    private void bindRebuild(MeterRegistry registry, String name) {
        Gauge.builder(
                        "almanac.rebuild.percent",
                        rebuilds,
                        its -> open(its, name).map(RebuildView::percent).orElse(Double.NaN))
                .tag("projection", name)
                .register(registry);
        Gauge.builder(
                        "almanac.rebuild.rate",
                        rebuilds,
                        its -> open(its, name).map(RebuildView::rate).orElse(0.0))
                .tag("projection", name)
                .description("facts a second")
                .register(registry);
    }

    private static Optional<RebuildView> open(Rebuilds rebuilds, String name) {
        return rebuilds.latestOf(name).filter(its -> !its.state().ended());
    }
}
