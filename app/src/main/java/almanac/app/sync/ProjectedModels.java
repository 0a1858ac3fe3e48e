package almanac.app.sync;

import almanac.app.error.Unavailable;
import almanac.app.web.ProjectedVisibility;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionQuery;
import almanac.entry.EntryId;
import almanac.query.QuerySide;
import almanac.store.ProjectionProgress;
import almanac.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The read models, waited for where they must have seen something. */
public final class ProjectedModels implements FactReads.ReadModels {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final QuerySide querySide;
    private final Supplier<Queries> queries;
    private final ProjectionProgress progress;

    /**
     * @param queries asked late, since the query bus comes after the sync side
     */
    public ProjectedModels(
            QuerySide querySide, Supplier<Queries> queries, ProjectionProgress progress) {
        this.querySide = querySide;
        this.queries = queries;
        this.progress = progress;
    }

    @Override
    public List<EntryId> entriesOn(CalendarId calendar, long after, int limit, long position) {
        if (!progress.awaitPosition(Set.of(ProjectedVisibility.ENTRIES), position, PATIENCE)) {
            throw new Unavailable("the entries are not projected yet", Duration.ofSeconds(1));
        }
        return querySide.entriesOn(calendar, after, limit);
    }

    @Override
    public ConflictView conflict(ConflictId conflict, UserId user) {
        return queries.get()
                .ask(new ConnectionQuery.ConflictById(conflict, user), ConflictView.class);
    }
}
