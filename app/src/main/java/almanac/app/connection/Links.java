package almanac.app.connection;

import static java.util.stream.Collectors.toMap;

import almanac.app.ids.Ids;
import almanac.app.ids.MappedCalendars;
import almanac.app.web.Commands;
import almanac.app.web.Queries;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.calendar.Visibility;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionView;
import almanac.connection.ExternalCalendar;
import almanac.connection.MappingId;
import almanac.message.Actor;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Ties calendars of an account to local ones, in whichever API that was asked for. */
public final class Links {

    private final Commands commands;
    private final Queries queries;
    private final Ids ids;
    private final MappedCalendars calendars;
    private final EventStore facts;

    public Links(
            Commands commands,
            Queries queries,
            Ids ids,
            MappedCalendars calendars,
            EventStore facts) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.calendars = calendars;
        this.facts = facts;
    }

    /**
     * A connection as its user sees it: each mapping under the name that its calendar has now, and
     * none whose calendar is gone, which ends by and by.
     */
    public ConnectionView seen(ConnectionView connection) {
        if (connection.mappings().isEmpty()) {
            return connection;
        }
        var here =
                queries
                        .list(new CalendarQuery.CalendarsOf(connection.user()), CalendarView.class)
                        .stream()
                        .collect(toMap(CalendarView::id, Function.identity()));
        return connection.with(
                connection.mappings().stream()
                        .flatMap(mapping ->
                                Stream.ofNullable(here.get(mapping.terms().calendar()))
                                        .map(calendar -> under(mapping, calendar)))
                        .toList());
    }

    private static ConnectionView.Mapping under(
            ConnectionView.Mapping mapping, CalendarView calendar) {
        return new ConnectionView.Mapping(
                mapping.id(), mapping.terms().named(calendar.details().name()));
    }

    /** The mapping that stands for the external calendar. */
    public static Optional<ConnectionView.Mapping> standing(
            ConnectionView connection, ExternalCalendar external) {
        return connection.mappings().stream()
                .filter(m -> m.terms().externalId().equals(external.externalId()))
                .findFirst();
    }

    /**
     * Ties the calendar to a local one: to its {@link #home} under the name that is wished, else to
     * a new one (contract.md B4).
     */
    public MappingId map(
            Actor actor, ConnectionView connection, ExternalCalendar external, Wish wish) {
        var known = home(connection, external);
        known.ifPresent(
                calendar -> wish.localName().ifPresent(name -> rename(actor, calendar, name)));
        var name =
                wish.localName()
                        .or(() -> known.map(calendar -> calendar.details().name()))
                        .orElseGet(() -> shown(external));
        var calendar =
                known.map(CalendarView::id)
                        .orElseGet(() -> opened(actor, connection, external, name));
        return tie(actor, connection, external, calendar, name, wish);
    }

    /**
     * Ties the calendar to that local one.
     *
     * @param name of the local one
     */
    public MappingId tie(
            Actor actor,
            ConnectionView connection,
            ExternalCalendar external,
            CalendarId calendar,
            String name,
            Wish wish) {
        var before = standing(connection, external);
        var tied =
                commands.<MappingId>send(
                        actor,
                        new ConnectionCommand.MapCalendar(
                                connection.id(),
                                before.map(ConnectionView.Mapping::id).orElseGet(ids::mapping),
                                wish.terms(external, calendar, name, connection.terms(external))));
        calendars.keep(key(connection, external), calendar);
        return tied;
    }

    /**
     * The local calendar that it is or once was tied to, in whichever API, where the user may write
     * on it. The same account and calendar meet it again after a disconnect, so that nothing is
     * there twice.
     */
    public Optional<CalendarView> home(ConnectionView connection, ExternalCalendar external) {
        var user = connection.user();
        return standing(connection, external)
                .flatMap(mapping -> usable(user, mapping.terms().calendar()))
                .or(() ->
                        calendars
                                .find(key(connection, external))
                                .flatMap(calendar -> usable(user, calendar)));
    }

    private static MappedCalendars.Key key(ConnectionView connection, ExternalCalendar external) {
        return new MappedCalendars.Key(
                connection.user(),
                connection.provider().word(),
                connection.accountKey(),
                external.externalId());
    }

    private static String shown(ExternalCalendar external) {
        var name = external.name().strip();
        return name.isEmpty() ? external.externalId() : name;
    }

    private CalendarId opened(
            Actor actor, ConnectionView connection, ExternalCalendar external, String name) {
        var key = key(connection, external);
        var reserved = calendars.of(key);
        open(actor, reserved, connection, name);
        if (usable(actor.user(), reserved).isPresent()) {
            return reserved;
        }
        // it was there and was deleted: it does not come back
        var fresh = calendars.renew(key, reserved);
        open(actor, fresh, connection, name);
        return fresh;
    }

    private void open(Actor actor, CalendarId id, ConnectionView connection, String name) {
        var create =
                new CalendarCommand.CreateCalendar(
                        id,
                        connection.user(),
                        new CalendarDetails(
                                name,
                                Optional.of("Synced from " + connection.provider().word()),
                                CalendarDetails.DEFAULT_COLOR,
                                Optional.empty(),
                                Visibility.PRIVATE,
                                0),
                        false);
        commands.<Object>send(actor, create);
        // another request may have opened it a moment ago, and then this one has stored nothing
        var head = facts.createHeadToken();
        commands.awaitVisible(
                head == null ? OptionalLong.empty() : head.position(), List.of(create));
    }

    private void rename(Actor actor, CalendarView calendar, String name) {
        if (calendar.details().name().equals(name)
                || !calendar.permission().includes(Permission.ADMIN)) {
            return;
        }
        commands.<Object>send(
                actor,
                new CalendarCommand.ChangeCalendar(
                        calendar.id(),
                        Optional.of(name),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    /** A calendar that is there and that the user may write on. */
    private Optional<CalendarView> usable(UserId user, CalendarId calendar) {
        return queries.list(new CalendarQuery.CalendarsOf(user), CalendarView.class).stream()
                .filter(view -> view.id().equals(calendar))
                .filter(view -> view.permission().includes(Permission.WRITE))
                .findFirst();
    }
}
