package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
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

/** As whom callers invite and are invited: by the mail address of their profile. */
@Component("aurinkoViewers")
class Viewers {

    private final Queries queries;

    Viewers(Queries queries) {
        this.queries = queries;
    }

    UserView user(Caller caller) {
        return queries.find(new UserQuery.UserById(caller.user()), UserView.class).orElseThrow();
    }

    /** Empty for an address that no invitation can carry. */
    Optional<MailAddress> address(Caller caller) {
        return address(user(caller).profile());
    }

    Optional<Organizer> organizer(Caller caller) {
        var profile = user(caller).profile();
        return address(profile).map(address -> new Organizer(address, name(profile), Wording.NONE));
    }

    EventJson.Viewing viewing(Caller caller, CalendarId calendar) {
        return new EventJson.Viewing(calendar, address(caller));
    }

    private static Optional<MailAddress> address(Profile profile) {
        return Optional.of(profile.email()).filter(MailAddress::isOne).map(MailAddress::new);
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
