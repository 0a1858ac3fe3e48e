package almanac.app.api.academic;

import almanac.app.connection.Connected;
import almanac.app.connection.Links;
import almanac.app.connection.Wish;
import almanac.app.web.DefaultCalendars;
import almanac.app.web.Queries;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.connection.ConnectionView;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Mode;
import almanac.google.GoogleSync;
import almanac.message.Actor;
import almanac.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Imports through the connections and mappings that every API shares, so that nothing comes in
 * twice (contract.md 5.2, D6).
 */
@Component
class GoogleImport implements GoogleSync {

    private static final Logger LOG = LoggerFactory.getLogger(GoogleImport.class);
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final Connected connected;
    private final Links links;
    private final Queries queries;
    private final DefaultCalendars defaults;
    private final Synchronization synchronization;

    GoogleImport(
            Connected connected,
            Links links,
            Queries queries,
            DefaultCalendars defaults,
            Synchronization synchronization) {
        this.connected = connected;
        this.links = links;
        this.queries = queries;
        this.defaults = defaults;
        this.synchronization = synchronization;
    }

    @Override
    public Outcome importFor(UserId user) {
        try {
            return attempt(user);
        } catch (RuntimeException failed) {
            LOG.warn("an import from Google failed", failed);
            return new Failed();
        }
    }

    private Outcome attempt(UserId user) {
        var linked = linked(user);
        if (linked.isEmpty()) {
            return new NotLinked();
        }
        var usable = linked.stream().filter(Connected::usable).toList();
        if (usable.isEmpty()) {
            return broken(linked);
        }
        var tied =
                linked.stream().allMatch(view -> view.mappings().isEmpty())
                        ? mapPrimaries(user, usable)
                        : Set.<MappingId>of();
        var report =
                synchronization.syncNow(
                        user,
                        usable.stream().map(ConnectionView::id).toList(),
                        tied,
                        Mode.DELTA,
                        PATIENCE);
        return report.problem()
                .or(() -> Connected.broken(linked))
                .map(GoogleImport::outcome)
                .orElseGet(() -> new Done(report.imported(), report.updated()));
    }

    private List<ConnectionView> linked(UserId user) {
        return connected.linked(user, Optional.of(ProviderKind.GOOGLE));
    }

    private static Outcome broken(List<ConnectionView> linked) {
        var scopes =
                linked.stream()
                        .flatMap(view -> view.failure().stream())
                        .allMatch(failure -> failure.reason() == FailureReason.SCOPES_MISSING);
        return scopes ? new NotPermitted() : new AuthFailed();
    }

    private Set<MappingId> mapPrimaries(UserId user, List<ConnectionView> usable) {
        return usable.stream()
                .flatMap(view -> mapPrimary(user, view).stream())
                .collect(Collectors.toSet());
    }

    private Optional<MappingId> mapPrimary(UserId user, ConnectionView view) {
        var place = Connected.primary(view).or(() -> primaryAfterListing(user, view));
        if (place.isEmpty()) {
            return Optional.empty();
        }
        var connection = place.get().connection();
        var calendar = place.get().calendar();
        return links.home(connection, calendar)
                .or(() -> defaultCalendar(user))
                .map(home ->
                        links.tie(
                                Actor.user(user),
                                connection,
                                calendar,
                                home.id(),
                                home.details().name(),
                                new Wish(true)));
    }

    private Optional<CalendarView> defaultCalendar(UserId user) {
        return defaults.of(user)
                .map(id ->
                        queries.ask(new CalendarQuery.CalendarById(id, user), CalendarView.class));
    }

    private Optional<Connected.Found> primaryAfterListing(UserId user, ConnectionView view) {
        connected.refresh(user, view);
        return linked(user).stream()
                .filter(now -> now.id().equals(view.id()))
                .findFirst()
                .flatMap(Connected::primary);
    }

    private static Outcome outcome(Synchronization.Problem problem) {
        return switch (problem) {
            case Synchronization.AuthFailed() -> new AuthFailed();
            case Synchronization.NotPermitted() -> new NotPermitted();
            case Synchronization.RateLimited(var wait) -> new RateLimited(wait);
            case Synchronization.Unavailable unavailable -> new Failed();
            case Synchronization.Paused paused -> new Failed();
        };
    }
}
