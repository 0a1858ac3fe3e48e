package almanac.app.erasure;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.lifecycle.Parting;
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
    private final Remains remains;
    private final Jobs jobs;
    private final Duration patience;

    /**
     * @param patience how long providers are waited for
     */
    CopiesGo(Doing doing, Remains remains, Jobs jobs, Duration patience) {
        this.doing = doing;
        this.remains = remains;
        this.jobs = jobs;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "provider-copies";
    }

    @Override
    public Outcome run(Job job) {
        var connections = connections(job);
        var standing = connections.stream().filter(CopiesGo::stands).toList();
        var all =
                standing.stream()
                        .flatMap(it -> calendars(it).stream())
                        .filter(it -> doing.owner(it).equals(Optional.of(job.user())))
                        .collect(Collectors.toSet());
        var deleted = all.stream().mapToLong(it -> deleted(job, it)).sum();
        var over = doing.waitedFor(job, patience);
        if (!over && !reached(standing, all)) {
            return new NotYet(Map.of("entries", deleted), Doing.PROVIDERS);
        }
        // said before it is forgotten with the mappings
        standing.forEach(it -> jobs.unsure(job, unreached(job, it)));
        return parted(job, connections, over)
                .<Outcome>map(unsure -> new Done(counts(deleted, standing), unsure))
                .orElseGet(() -> new NotYet(counts(deleted, standing), Doing.PROVIDERS));
    }

    private long deleted(Job job, CalendarId calendar) {
        return doing.deleteEntries(job.user(), calendar, doing::beganHere, () -> jobs.keep(job));
    }

    private static Map<String, Long> counts(long entries, List<ConnectionView> ended) {
        return Map.of("entries", entries, "connections", (long) ended.size());
    }

    /** Also those that were let go already: a crash may have come before their provider knew. */
    private List<ConnectionView> connections(Job job) {
        return doing.queries()
                .list(
                        new ConnectionQuery.ConnectionsOf(job.user(), Optional.empty()),
                        ConnectionView.class);
    }

    private static boolean stands(ConnectionView connection) {
        return connection.status() != ConnectionStatus.DISCONNECTED;
    }

    /** Whether all deletions are out, or know at least that waiting does not help. */
    private boolean reached(List<ConnectionView> standing, Set<CalendarId> all) {
        return standing.isEmpty()
                || doing.syncHasHeard() && (!hears(standing) || doing.left(all).waiting() == 0);
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

    private List<String> unreached(Job job, ConnectionView connection) {
        var left = doing.left(calendars(connection));
        var foreign =
                calendars(connection).stream()
                        .filter(it -> !doing.owner(it).equals(Optional.of(job.user())))
                        .count();
        var unsure = new ArrayList<String>();
        if (left.waiting() + left.parked() > 0) {
            unsure.add(
                    named(connection)
                            + (left.waiting() + left.parked())
                            + " deletions did not reach the provider");
        }
        var kept =
                connection.mappings().stream()
                        .filter(it -> !connection.pushes(it))
                        .mapToLong(it -> remains.copies(it.id()))
                        .sum();
        if (kept > 0) {
            unsure.add(
                    named(connection)
                            + kept
                            + " copies stay at the provider, to which nothing is pushed any more");
        }
        if (foreign > 0) {
            unsure.add(
                    named(connection)
                            + "copies of "
                            + foreign
                            + " calendars that belong to others stay at the provider");
        }
        return unsure;
    }

    private static String named(ConnectionView connection) {
        return connection.provider().word() + " connection " + connection.id().value() + ": ";
    }

    /**
     * What is unsure; empty while another attempt may get further.
     *
     * @param last whether there is none
     */
    private Optional<List<String>> parted(Job job, List<ConnectionView> connections, boolean last) {
        var unsure = new ArrayList<String>();
        var again = false;
        for (var connection : connections) {
            jobs.keep(job);
            var parting = part(job, connection, last);
            again |= parting.filter(Parting::again).isPresent();
            parting.ifPresent(its -> unsure.addAll(left(connection, its)));
        }
        doing.connectionsAreShown();
        return again && !last ? Optional.empty() : Optional.of(unsure);
    }

    private Optional<Parting> part(Job job, ConnectionView connection, boolean last) {
        try {
            return Optional.of(remains.part(job.user(), connection.id(), last));
        } catch (Rejected refused) {
            if (refused.rejection() instanceof Rejection.NotFound) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static List<String> left(ConnectionView connection, Parting parting) {
        var unsure = new ArrayList<String>();
        if (parting.channels() > 0) {
            unsure.add(
                    named(connection)
                            + parting.channels()
                            + " push channels could not be stopped, and end by themselves");
        }
        if (parting.granted()) {
            unsure.add(
                    named(connection)
                            + "what was granted could not be revoked, and stands until its user"
                            + " takes it back at the provider");
        }
        return unsure;
    }
}
