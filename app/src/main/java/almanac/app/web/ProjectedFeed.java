package almanac.app.web;

import almanac.app.error.Unavailable;
import almanac.store.ProjectionProgress;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

/** The lower position of the two processors, on whichever node they run. */
public final class ProjectedFeed implements FeedProgress {

    private static final Set<String> PROCESSORS =
            Set.of(ProjectedVisibility.ENTRIES, ProjectedVisibility.FEED);

    /** So many facts are made up for in about a second. */
    private static final long NEAR = 1_000;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ProjectionProgress progress;
    private final LongSupplier head;

    /**
     * @param head the position of the last fact; -1 where there is none
     */
    public ProjectedFeed(ProjectionProgress progress, LongSupplier head) {
        this.progress = progress;
        this.head = head;
    }

    @Override
    public long reached() {
        if (PROCESSORS.stream().anyMatch(progress::isReplaying)) {
            throw new Unavailable("the changes are being gathered again", SOON);
        }
        return lowest();
    }

    private long lowest() {
        return PROCESSORS.stream()
                .mapToLong(name -> progress.positionOf(name).orElse(-1))
                .min()
                .orElse(-1);
    }

    @Override
    public boolean ready() {
        return PROCESSORS.stream().noneMatch(progress::isReplaying)
                && lowest() >= head.getAsLong() - NEAR;
    }

    @Override
    public boolean awaitBeyond(long position, Duration bound) {
        return progress.awaitPosition(PROCESSORS, position + 1, bound);
    }
}
