package almanac.query.history;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;

import almanac.history.FactKind;
import almanac.history.HistoryQuery;
import almanac.history.OwnFilter;
import almanac.history.OwnItem;
import almanac.history.OwnTally;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.query.automation.Runs;
import almanac.query.calendar.PastCalendars;
import almanac.query.past.FactLog;
import almanac.query.user.Users;
import almanac.user.UserId;
import almanac.user.UserSummary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.bson.Document;

/**
 * Answers what a user asks of their own history, from the lines alone: what facts say is told where
 * it can be seen whether the user may still read it.
 */
public final class OwnHistory {

    private static final String RULES = Keys.origin(Origin.of(Origin.Kind.RULE).toString());

    private final FactLog facts;
    private final HistoryLog log;
    private final PastCalendars calendars;
    private final Users users;
    private final Failures failures;

    public OwnHistory(HistoryLog.Past past, HistoryLog log, Users users, Runs runs) {
        this.facts = past.log();
        this.log = log;
        this.calendars = past.calendars();
        this.users = users;
        this.failures = new Failures(log, runs);
    }

    @QueryHandler
    List<OwnItem> on(HistoryQuery.OfUser query) {
        facts.awaitProjected(facts.head());
        var found = lines(query.filter(), query.user()).newest(query.offset(), query.limit());
        var actors = found.stream().flatMap(line -> actor(line).stream()).map(Actor::user);
        var people = users.summaries(actors.toList());
        var kinds = failures.among(found);
        return found.stream().map(line -> item(line, kinds.apply(line), people)).toList();
    }

    @QueryHandler
    OwnTally on(HistoryQuery.TallyOfUser query) {
        facts.awaitProjected(facts.head());
        var counts = new HashMap<FactKind, Long>();
        var undecided = new ArrayList<Document>();
        var decided = failures.among(List.of());
        lines(query.filter(), query.user())
                .each(line -> {
                    if (Failures.endsRun(line)) {
                        undecided.add(line);
                    } else {
                        counts.merge(decided.apply(line), 1L, Long::sum);
                    }
                });
        var runs = failures.among(undecided);
        undecided.forEach(line -> counts.merge(runs.apply(line), 1L, Long::sum));
        return new OwnTally(counts);
    }

    private OwnLines lines(OwnFilter filter, UserId user) {
        var names = new ArrayList<String>();
        names.add(Keys.actor(user.value()));
        names.add(Keys.stream(user.toString()));
        calendars.ownedBy(user).stream().map(Keys::calendar).forEach(names::add);
        var readable = in(HistoryLog.ONLY, Arrays.asList(null, user.value()));
        var wanted = and(readable, failures.of(user, filter.kinds()));
        return new OwnLines(
                log.documents(),
                names,
                filter.from().map(facts::lastBefore).orElse(-1L),
                filter.to().map(to -> facts.lastBefore(to) + 1).orElse(Long.MAX_VALUE),
                filter.automated() ? wanted : and(ne(HistoryLog.KEYS, RULES), wanted));
    }

    private static OwnItem item(Document line, FactKind kind, Map<UserId, UserSummary> people) {
        var actor = actor(line);
        return new OwnItem(
                line.getLong("_id"),
                kind,
                line.getDate(HistoryLog.AT).toInstant(),
                line.getString(HistoryLog.STREAM),
                actor,
                actor.map(Actor::user).map(people::get));
    }

    private static Optional<Actor> actor(Document line) {
        return Keys.actorIn(line.getList(HistoryLog.KEYS, String.class));
    }
}
