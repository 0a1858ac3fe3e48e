package almanac.app.connection;

import almanac.app.web.Queries;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.ExternalCalendar;
import almanac.connection.FailureReason;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.AuthFailed;
import almanac.connection.Synchronization.Mode;
import almanac.connection.Synchronization.NotPermitted;
import almanac.connection.Synchronization.Problem;
import almanac.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A user's connections, and which of them can be worked with. */
public final class Connected {

    private static final Logger LOG = LoggerFactory.getLogger(Connected.class);

    /** So that a small calendar is there with the answer; a large one comes by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Google's own word for an account's main calendar, taken for every provider. */
    private static final String PRIMARY = "primary";

    private final Queries queries;
    private final Synchronization synchronization;

    public Connected(Queries queries, Synchronization synchronization) {
        this.queries = queries;
        this.synchronization = synchronization;
    }

    /** A calendar with the connection that shows it. */
    public record Found(ConnectionView connection, ExternalCalendar calendar) {}

    /** All of the user's, newest first. */
    public List<ConnectionView> of(UserId user, Optional<ProviderKind> provider) {
        return queries.list(
                new ConnectionQuery.ConnectionsOf(user, provider), ConnectionView.class);
    }

    /** Those that were not disconnected. */
    public List<ConnectionView> linked(UserId user, Optional<ProviderKind> provider) {
        return of(user, provider).stream()
                .filter(view -> view.status() != ConnectionStatus.DISCONNECTED)
                .toList();
    }

    /** Whether it syncs, or may do so again when it is tried before its user connects again. */
    public static boolean usable(ConnectionView view) {
        return view.active()
                || view.failure()
                        .filter(failure -> failure.reason() == FailureReason.SYNC_FAILED)
                        .isPresent();
    }

    /** What keeps mapped calendars from syncing before their user has connected again. */
    public static Optional<Problem> broken(List<ConnectionView> linked) {
        return linked.stream()
                .filter(view -> !view.mappings().isEmpty() && !usable(view))
                .flatMap(view -> view.failure().stream())
                .<Problem>map(failure ->
                        failure.reason() == FailureReason.SCOPES_MISSING
                                ? new NotPermitted()
                                : new AuthFailed())
                .findFirst();
    }

    /**
     * The connection that a calendar is tied through, else the first one that works and lists it;
     * {@code primary} is the main one.
     *
     * @param linked newest first
     */
    public static Optional<Found> find(List<ConnectionView> linked, String externalId) {
        var named = listed(linked, calendar -> calendar.externalId().equals(externalId));
        var found =
                named.isEmpty() && externalId.equals(PRIMARY)
                        ? listed(linked, ExternalCalendar::primary)
                        : named;
        return found.stream()
                .filter(each -> Links.standing(each.connection(), each.calendar()).isPresent())
                .findFirst()
                .or(() -> found.stream().filter(each -> usable(each.connection())).findFirst());
    }

    private static List<Found> listed(
            List<ConnectionView> connections, Predicate<ExternalCalendar> which) {
        return connections.stream()
                .flatMap(view ->
                        view.calendars().stream()
                                .filter(which)
                                .map(calendar -> new Found(view, calendar)))
                .toList();
    }

    /** The main calendar of an account. */
    public static Optional<Found> primary(ConnectionView connection) {
        return connection.calendars().stream()
                .filter(ExternalCalendar::primary)
                .map(calendar -> new Found(connection, calendar))
                .findFirst();
    }

    /** Begins to sync what was just tied; what cannot begin now is tried again by itself. */
    public void begin(UserId user, List<ConnectionId> connections) {
        try {
            synchronization.syncNow(user, connections, Mode.DELTA, PATIENCE);
        } catch (RuntimeException later) {
            LOG.warn("a sync of {} could not begin yet", connections, later);
        }
    }

    /** Asks the provider for its calendars; where it is away the known ones stay. */
    public void refresh(UserId user, ConnectionView connection) {
        try {
            synchronization.refreshCalendars(user, connection.id());
        } catch (RuntimeException away) {
            LOG.warn("the calendars of {} could not be listed", connection.id(), away);
        }
    }
}
