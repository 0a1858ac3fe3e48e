package almanac.sync.lifecycle;

import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.sync.exchange.Unreadables;
import almanac.sync.inbound.Arrears;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.Accounts;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.local.BatchAnswers;
import almanac.sync.outbound.EditTrace;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Keeps what the steps need to know of connections and mappings, and begins and ends their work.
 */
@ProcessingGroup("sync")
@DisallowReplay
public final class WhenConnectionChangedThenFollow {

    private final Accounts accounts;
    private final Mappings mappings;
    private final EditTrace trace;
    private final Unreadables unreadables;
    private final Rounds rounds;
    private final Arrears arrears;
    private final Channels channels;
    private final DueWork work;

    WhenConnectionChangedThenFollow(
            Accounts accounts,
            Mappings mappings,
            EditTrace trace,
            Unreadables unreadables,
            Rounds rounds,
            Arrears arrears,
            Channels channels,
            DueWork work) {
        this.accounts = accounts;
        this.mappings = mappings;
        this.trace = trace;
        this.unreadables = unreadables;
        this.rounds = rounds;
        this.arrears = arrears;
        this.channels = channels;
        this.work = work;
    }

    @EventHandler
    void on(ConnectionFact fact, TrackingToken token) {
        BatchAnswers.forget();
        var id = fact.connection();
        switch (fact) {
            case ConnectionFact.Connected its -> {
                accounts.connected(id, its.user(), its.provider(), its.email(), its.readOnly());
                signal(Unit.Kind.CALENDARS, id.value(), id);
            }
            case ConnectionFact.Reconnected its -> {
                if (!its.readOnly()
                        && accounts.find(id).filter(LinkedAccount::readOnly).isPresent()) {
                    // first, since whoever comes after a crash does not know what was granted
                    mappings.of(id).forEach(mapping -> arrears.arise(mapping.id()));
                }
                accounts.reconnected(id, its.email(), its.readOnly());
                resume(id);
            }
            case ConnectionFact.ConnectionFailed its -> accounts.become(id, state(its.reason()));
            case ConnectionFact.ConnectionRecovered recovered -> {
                accounts.become(id, LinkedAccount.State.ACTIVE);
                resume(id);
            }
            case ConnectionFact.CalendarsListed its -> accounts.listed(id, its.calendars());
            case ConnectionFact.CalendarMapped(var c, var mapping, var terms) ->
                    tied(id, mapping, terms, token.position().orElseThrow());
            case ConnectionFact.MappingChanged(var c, var mapping, var terms) ->
                    changed(id, mapping, terms, token.position().orElseThrow());
            case ConnectionFact.MappingEnded its -> {
                end(its.mapping());
                signal(Unit.Kind.WATCH, its.mapping().value(), id);
            }
            case ConnectionFact.Disconnected ended -> {
                accounts.become(id, LinkedAccount.State.ENDED);
                // those too that had just ended when a process died over what they leave behind
                mappings.everOf(id).stream().map(LinkedMapping::id).forEach(this::end);
                work.forget(new Unit(Unit.Kind.CALENDARS, id.value()));
            }
        }
    }

    private static LinkedAccount.State state(FailureReason reason) {
        return switch (reason) {
            case REAUTHORIZE, SCOPES_MISSING -> LinkedAccount.State.WAITING;
            case SYNC_FAILED -> LinkedAccount.State.FAILING;
        };
    }

    private void tied(
            ConnectionId connection, MappingId mapping, MappingTerms terms, long position) {
        var account = accounts.find(connection).orElseThrow();
        mappings.tied(mapping, connection, account.user(), account.provider(), terms, position);
        begin(connection, mapping);
    }

    private void changed(
            ConnectionId connection, MappingId mapping, MappingTerms terms, long position) {
        var before = mappings.find(mapping);
        if (terms.bidirectional()
                && before.filter(old -> !old.terms().bidirectional()).isPresent()) {
            // first, since whoever comes after a crash does not know the old terms
            arrears.arise(mapping);
            mappings.since(mapping, position);
        }
        var moved = before.filter(old -> old.stale() || !old.calendar().equals(terms.calendar()));
        if (moved.isPresent()) {
            // what was mirrored into the other calendar stays there
            mappings.moved(mapping, terms, position);
            trace.dropped(moved.get(), "the provider's calendar is tied to another one here");
            unreadables.clear(mapping);
        } else {
            mappings.changed(mapping, terms);
        }
        mappings.resumed(mapping);
        begin(connection, mapping);
    }

    private void begin(ConnectionId connection, MappingId mapping) {
        rounds.due(mapping);
        signal(Unit.Kind.MAPPING, mapping.value(), connection);
        signal(Unit.Kind.WATCH, mapping.value(), connection);
    }

    /** Lets all go on that waited. */
    private void resume(ConnectionId connection) {
        signal(Unit.Kind.CALENDARS, connection.value(), connection);
        // those of mappings that ended meanwhile can be ended only now
        channels.of(connection)
                .forEach(each -> signal(Unit.Kind.WATCH, each.mapping().value(), connection));
        mappings.of(connection)
                .forEach(mapping -> {
                    mappings.resumed(mapping.id());
                    begin(connection, mapping.id());
                });
    }

    private void end(MappingId mapping) {
        mappings.ended(mapping);
        mappings.find(mapping).ifPresent(its -> trace.dropped(its, EditTrace.ENDED));
        unreadables.clear(mapping);
        work.forget(new Unit(Unit.Kind.MAPPING, mapping.value()));
    }

    private void signal(Unit.Kind kind, long id, ConnectionId connection) {
        work.signal(new Unit(kind, id), connection, Lane.INTERACTIVE);
    }
}
