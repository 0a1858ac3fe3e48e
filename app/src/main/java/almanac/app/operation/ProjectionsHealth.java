package almanac.app.operation;

import almanac.store.ProjectionProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.TreeSet;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Compares each processor with the head of the store and with when it moved last. Behind but moving
 * is healthy, and so is one that an operator paused.
 */
@Component("projections")
final class ProjectionsHealth implements HealthIndicator {

    private static final Duration STUCK = Duration.ofSeconds(30);

    private final ProcessorWatch watch;
    private final ProjectionProgress progress;
    private final ProcessorControls controls;

    ProjectionsHealth(OperationSide side) {
        this.watch = side.watch();
        this.progress = side.progress();
        this.controls = side.controls();
    }

    @Override
    public Health health() {
        var head = watch.head();
        var stuck = new TreeSet<String>();
        var paused = new TreeSet<String>();
        var details = new LinkedHashMap<String, Object>();
        details.put("head", head);
        progress.positions()
                .forEach((name, position) -> {
                    details.put(name, position);
                    if (position < head && controls.paused(name)) {
                        paused.add(name);
                    } else if (position < head && watch.restsSince(name).compareTo(STUCK) > 0) {
                        stuck.add(name);
                    }
                });
        if (!paused.isEmpty()) {
            details.put("paused", paused);
        }
        if (!stuck.isEmpty()) {
            details.put("stuck", stuck);
        }
        return (stuck.isEmpty() ? Health.up() : Health.down()).withDetails(details).build();
    }
}
