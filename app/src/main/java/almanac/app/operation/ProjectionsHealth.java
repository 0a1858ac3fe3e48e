package almanac.app.operation;

import almanac.store.ProjectionProgress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Compares each processor with the head of the store. Behind but moving is healthy. */
@Component("projections")
final class ProjectionsHealth implements HealthIndicator {

    private static final Duration STUCK = Duration.ofSeconds(30);

    private record Seen(long position, Instant since) {}

    private final EventStore facts;
    private final ProjectionProgress progress;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    ProjectionsHealth(EventStore facts, ProjectionProgress progress, Clock clock) {
        this.facts = facts;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var head = head();
        var stuck = false;
        var details = new LinkedHashMap<String, Object>();
        details.put("head", head);
        for (var processor : progress.positions().entrySet()) {
            var position = processor.getValue();
            details.put(processor.getKey(), position);
            stuck |= position < head && restsSince(processor.getKey(), position);
        }
        return (stuck ? Health.down() : Health.up()).withDetails(details).build();
    }

    private boolean restsSince(String processor, long position) {
        var now = clock.instant();
        var last =
                seen.merge(
                        processor,
                        new Seen(position, now),
                        (old, fresh) -> old.position() == fresh.position() ? old : fresh);
        return Duration.between(last.since(), now).compareTo(STUCK) > 0;
    }

    private long head() {
        TrackingToken token = facts.createHeadToken();
        return token == null ? -1 : token.position().orElse(-1);
    }
}
