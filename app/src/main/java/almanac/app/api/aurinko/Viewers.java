package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionView;
import almanac.entry.MailAddress;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import almanac.user.Profile;
import almanac.user.UserQuery;
import almanac.user.UserView;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * As whom callers invite and are invited: by the mail address of their profile, and on a calendar
 * that they mirror by that of its account as well.
 */
@Component("aurinkoViewers")
class Viewers {

    private final Queries queries;

    Viewers(Queries queries) {
        this.queries = queries;
    }

    UserView user(Caller caller) {
        return queries.find(new UserQuery.UserById(caller.user()), UserView.class).orElseThrow();
    }

    /** The addresses of a caller on a calendar; one that no invitation can carry is none. */
    List<MailAddress> addresses(Caller caller, CalendarId calendar) {
        var accounts =
                queries
                        .list(
                                new ConnectionQuery.ConnectionsOf(caller.user(), Optional.empty()),
                                ConnectionView.class)
                        .stream()
                        .filter(connection -> mirrors(connection, calendar))
                        .flatMap(connection -> address(connection.email()).stream());
        return Stream.concat(address(user(caller).profile().email()).stream(), accounts).toList();
    }

    private static boolean mirrors(ConnectionView connection, CalendarId calendar) {
        return connection.mappings().stream()
                .anyMatch(mapping -> mapping.terms().calendar().equals(calendar));
    }

    Optional<Organizer> organizer(Caller caller) {
        var profile = user(caller).profile();
        return address(profile.email())
                .map(address -> new Organizer(address, name(profile), Wording.NONE));
    }

    EventJson.Viewing viewing(Caller caller, CalendarId calendar) {
        return new EventJson.Viewing(
                calendar, SingletonSupplier.of(() -> addresses(caller, calendar)));
    }

    private static Optional<MailAddress> address(String email) {
        return Optional.of(email).filter(MailAddress::isOne).map(MailAddress::new);
    }

    static Optional<String> name(Profile profile) {
        var words =
                Stream.of(profile.firstName(), profile.lastName())
                        .flatMap(Optional::stream)
                        .toList();
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(" ", List.copyOf(words)));
    }
}
