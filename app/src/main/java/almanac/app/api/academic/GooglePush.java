package almanac.app.api.academic;

import almanac.app.connection.Connected;
import almanac.calendar.CalendarId;
import almanac.connection.ProviderKind;
import almanac.entry.EntryId;
import almanac.entry.EntryView;
import almanac.google.GoogleCopies;
import almanac.user.UserId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Gives a new event a moment to reach Google, so that the answer can name its copy there
 * (contract.md 5.2). Google being away fails nothing: the copy comes later.
 */
@Component
class GooglePush {

    private static final Logger LOG = LoggerFactory.getLogger(GooglePush.class);
    private static final Duration BOUND = Duration.ofMillis(2_500);
    private static final Duration PAUSE = Duration.ofMillis(40);

    private final Connected connected;
    private final GoogleCopies copies;

    GooglePush(Connected connected, GoogleCopies copies) {
        this.connected = connected;
        this.copies = copies;
    }

    /** Returns when the copy is there, at once where none will come, at the latest in 2.5 s. */
    void await(UserId user, EntryView created) {
        try {
            if (isPushed(user, created.calendar().id())) {
                untilThere(created.number().entry());
            }
        } catch (RuntimeException away) {
            LOG.warn("whether an event has reached Google is not known", away);
        }
    }

    private boolean isPushed(UserId user, CalendarId calendar) {
        return connected.of(user, Optional.of(ProviderKind.GOOGLE)).stream()
                .filter(view -> view.active())
                .flatMap(view -> view.mappings().stream().filter(view::pushes))
                .anyMatch(mapping -> mapping.terms().calendar().equals(calendar));
    }

    private void untilThere(EntryId entry) {
        var deadline = System.nanoTime() + BOUND.toNanos();
        while (!copies.of(Set.of(entry)).containsKey(entry)
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
