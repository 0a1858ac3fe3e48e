package almanac.app.api.identity;

import almanac.app.security.Accounts;
import almanac.app.security.Operators;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.user.Profile;
import almanac.user.UserId;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Registers a user and answers when they can begin: with a default calendar. */
@Component
final class Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Registration.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_NANOS = Duration.ofMillis(3).toNanos();

    private final Accounts accounts;
    private final Operators operators;
    private final Queries queries;

    Registration(Accounts accounts, Operators operators, Queries queries) {
        this.accounts = accounts;
        this.operators = operators;
        this.queries = queries;
    }

    UserId register(Profile profile, String password) {
        var user = accounts.register(profile, password);
        operators.registered(user, profile.username());
        awaitFirstCalendar(user);
        return user;
    }

    /** The policy opens it in any case; a slow one only means that it shows a little later. */
    private void awaitFirstCalendar(UserId user) {
        var query = new CalendarQuery.PrimaryCalendarOf(user);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (queries.find(query, CalendarId.class).isEmpty()) {
            if (System.nanoTime() > deadline) {
                LOG.warn("{} has no default calendar yet", user);
                return;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
