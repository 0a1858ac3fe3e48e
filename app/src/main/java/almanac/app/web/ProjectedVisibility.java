package almanac.app.web;

import almanac.automation.RuleCommand;
import almanac.automation.RunCommand;
import almanac.comment.CommentCommand;
import almanac.connection.ConflictCommand;
import almanac.connection.ConnectionCommand;
import almanac.entry.EntryCommand;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.OperationCommand;
import almanac.store.ProjectionProgress;
import almanac.webhook.EndpointCommand;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Waits for the projections of the commands' kinds, on whichever node they run. */
public final class ProjectedVisibility implements Visibility {

    /** The processor of entries. */
    public static final String ENTRIES = "entries";

    /** The processor of what changed on each calendar. */
    public static final String FEED = "feed";

    /** The processor of calendars and users. */
    public static final String DIRECTORY = "directory";

    /** The processor of comments. */
    public static final String COMMENTS = "comments";

    /** The processor of connections and conflicts. */
    public static final String CONNECTIONS = "connections";

    /** The processor of rules and of what they did. */
    public static final String AUTOMATION = "automation";

    /** The processor of endpoints. */
    public static final String ENDPOINTS = "endpoints";

    /** The processor of history; whoever asks it waits, and no write does. */
    public static final String HISTORY = "history";

    private static final Set<String> ALL =
            Set.of(ENTRIES, FEED, DIRECTORY, COMMENTS, CONNECTIONS, AUTOMATION, ENDPOINTS);

    private final ProjectionProgress progress;
    private final Duration bound;

    public ProjectedVisibility(ProjectionProgress progress, Duration bound) {
        this.progress = progress;
        this.bound = bound;
    }

    @Override
    public void await(OptionalLong position, List<?> commands) {
        await(position, processors(commands));
    }

    /**
     * Returns when every read model but history has passed the position; otherwise as the other.
     */
    public void awaitAll(OptionalLong position) {
        await(position, ALL);
    }

    private void await(OptionalLong position, Set<String> processors) {
        if (position.isPresent()) {
            var last = position.getAsLong();
            if (!progress.awaitPosition(processors, last, bound)) {
                throw new Rejected(new Rejection.NotYetVisible(last));
            }
        }
    }

    private static Set<String> processors(List<?> commands) {
        var processors = new HashSet<String>();
        for (var command : commands) {
            // nothing is projected of operations, and they go on while projections rest
            if (command instanceof OperationCommand) {
                continue;
            }
            processors.addAll(
                    switch (command) {
                        case EntryCommand entry -> Set.of(ENTRIES, FEED);
                        case CommentCommand comment -> Set.of(COMMENTS);
                        case ConnectionCommand connection -> Set.of(CONNECTIONS);
                        case ConflictCommand conflict -> Set.of(CONNECTIONS);
                        case RuleCommand rule -> Set.of(AUTOMATION);
                        case RunCommand run -> Set.of(AUTOMATION);
                        case EndpointCommand endpoint -> Set.of(ENDPOINTS);
                        default -> Set.of(DIRECTORY);
                    });
        }
        return processors;
    }
}
