package almanac.app.erasure;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.Synchronization;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.lifecycle.Remains;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Almanac put at the person's providers is deleted there, by deleting it here while the
 * connection stands; then the connection ends. What came from a provider stays there: it is the
 * person's own, and was not put there by us.
 */
final class CopiesGo implements Step {

    private final Doing doing;
    private final Synchronization synchronization;
    private final Jobs jobs;
    private final Duration patience;

    /**
     * @param patience how long providers are waited for
     */
    CopiesGo(Doing doing, Synchronization synchronization, Jobs jobs, Duration patience) {
        this.doing = doing;
        this.synchronization = synchronization;
        this.jobs = jobs;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "provider-copies";
    }

    @Override
    public Outcome run(Job job) {
        var connections = standing(job);
        var calendars = connections.stream().flatMap(it -> calendars(it).stream());
        var all =
                calendars
                        .filter(it -> doing.owner(it).equals(Optional.of(job.user())))
                        .collect(Collectors.toSet());
        var deleted = 0L;
        for (var calendar : all) {
            deleted +=
                    doing.deleteEntries(
                            job.user(), calendar, doing::beganHere, () -> jobs.keep(job));
        }
        var left =
                doing.syncHasHeard()
                        ? Optional.of(doing.left(all))
                        : Optional.<Remains.Left>empty();
        var out = left.filter(it -> it.waiting() == 0).isPresent();
        if (!out && hears(connections) && !doing.waitedFor(job, patience)) {
            return new NotYet(Map.of("entries", deleted));
        }
        var unconfirmed = new ArrayList<String>();
        for (var connection : connections) {
            unconfirmed.addAll(unconfirmed(job, connection));
            end(job, connection);
        }
        return new Done(
                Map.of("entries", deleted, "connections", (long) connections.size()), unconfirmed);
    }

    private List<ConnectionView> standing(Job job) {
        return doing
                .queries()
                .list(
                        new ConnectionQuery.ConnectionsOf(job.user(), Optional.empty()),
                        ConnectionView.class)
                .stream()
                .filter(it -> it.status() != ConnectionStatus.DISCONNECTED)
                .toList();
    }

    private static Set<CalendarId> calendars(ConnectionView connection) {
        return connection.mappings().stream()
                .map(mapping -> mapping.terms().calendar())
                .collect(Collectors.toSet());
    }

    /** Whether waiting can help. */
    private static boolean hears(List<ConnectionView> connections) {
        return connections.stream().anyMatch(ConnectionView::active);
    }

    private List<String> unconfirmed(Job job, ConnectionView connection) {
        var left = doing.left(calendars(connection));
        var foreign =
                calendars(connection).stream()
                        .filter(it -> !doing.owner(it).equals(Optional.of(job.user())))
                        .count();
        var unsure = new ArrayList<String>();
        var provider = connection.provider().word() + " connection " + connection.id().value();
        if (left.waiting() + left.parked() > 0) {
            unsure.add(
                    provider
                            + ": "
                            + (left.waiting() + left.parked())
                            + " deletions did not reach the provider");
        }
        if (foreign > 0) {
            unsure.add(
                    provider
                            + ": copies of "
                            + foreign
                            + " calendars that belong to others stay at the provider");
        }
        if (!connection.active()) {
            unsure.add(provider + ": its grant did not stand, so it may not have been revoked");
        }
        return unsure;
    }

    private void end(Job job, ConnectionView connection) {
        try {
            synchronization.disconnect(job.user(), connection.id());
        } catch (Rejected refused) {
            if (!(refused.rejection() instanceof Rejection.NotFound)) {
                throw refused;
            }
        }
    }
}
