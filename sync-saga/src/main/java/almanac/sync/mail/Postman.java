package almanac.sync.mail;

import almanac.recurrence.BudgetExceeded;
import almanac.sync.delivery.Carried;
import almanac.sync.delivery.Carrier;
import almanac.sync.delivery.Claim;
import almanac.sync.delivery.Outbox;
import almanac.sync.work.Allowances;
import almanac.sync.work.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands mails to the server. While it is away all of them wait, which counts as no attempt; what
 * did not go within two days is given up, since news of an event does not keep.
 *
 * <p>A crash after the server took a mail and before that was noted sends it once more, under the
 * same Message-ID, by which mail systems know it again.
 */
final class Postman implements Carrier<Posting> {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);

    /** The one group: there is one server. */
    static final String SERVER = "server";

    private static final Duration KEEPS = Duration.ofDays(2);

    private final Office office;
    private final Mails mails;
    private final Outbox<Posting> outbox;
    private final Allowances allowances;
    private final Backoff away;
    private final Clock clock;
    private final AtomicInteger failures = new AtomicInteger();

    Postman(
            Office office,
            Mails mails,
            Outbox<Posting> outbox,
            Allowances allowances,
            Backoff away,
            Clock clock) {
        this.office = office;
        this.mails = mails;
        this.outbox = outbox;
        this.allowances = allowances;
        this.away = away;
        this.clock = clock;
    }

    @Override
    public Carried carry(Claim<Posting> claim) {
        var posting = claim.parcel().content();
        if (claim.since().plus(KEEPS).isBefore(clock.instant())) {
            return new Carried.Refused("it did not go within two days");
        }
        var mail = written(posting);
        if (mail.isEmpty()) {
            return new Carried.Dropped("there is nothing to tell");
        }
        var wait = allowances.take(posting.by().toString());
        return wait.isPresent()
                ? new Carried.Held(
                        clock.instant().plus(wait.get()), "its writer has sent as many as they may")
                : handed(mail.get());
    }

    private Optional<Mail> written(Posting posting) {
        try {
            return office.mail(posting, mails.sender());
        } catch (BudgetExceeded tooFar) {
            return Optional.empty();
        }
    }

    private Carried handed(Mail mail) {
        try {
            mails.send(mail);
            failures.set(0);
            return new Carried.Gone(mail.id());
        } catch (MailFailed failed) {
            return switch (failed.kind()) {
                case REFUSED -> new Carried.Refused(failed.reason());
                case LATER -> new Carried.Failed(failed.reason(), Optional.empty());
                case SERVER_AWAY -> {
                    var pause = away.pause(failures.getAndIncrement());
                    var until = clock.instant().plus(pause);
                    outbox.rest(SERVER, until);
                    LOG.warn("mails wait until {}: {}", until, failed.reason());
                    yield new Carried.Held(until, failed.reason());
                }
            };
        }
    }
}
