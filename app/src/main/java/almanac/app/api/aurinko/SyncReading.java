package almanac.app.api.aurinko;

import almanac.app.web.FeedProgress;
import almanac.app.web.Queries;
import almanac.feed.FeedQuery;
import almanac.feed.GonePage;
import almanac.feed.UpdatedPage;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Asks for the changes that follow a token. */
@Component
class SyncReading {

    private final Queries queries;
    private final FeedProgress progress;
    private final Clock clock;

    SyncReading(Queries queries, FeedProgress progress, Clock clock) {
        this.queries = queries;
        this.progress = progress;
        this.clock = clock;
    }

    UpdatedPage updated(SyncToken token, int limit) {
        return queries.ask(
                new FeedQuery.Updated(
                        token.calendar(),
                        token.terms(),
                        token.told(),
                        progress.reached(),
                        clock.instant(),
                        limit,
                        token.user()),
                UpdatedPage.class);
    }

    GonePage gone(SyncToken token, int limit) {
        return queries.ask(
                new FeedQuery.Gone(
                        token.calendar(),
                        token.terms(),
                        token.gone(),
                        progress.reached(),
                        clock.instant(),
                        limit,
                        token.user()),
                GonePage.class);
    }
}
