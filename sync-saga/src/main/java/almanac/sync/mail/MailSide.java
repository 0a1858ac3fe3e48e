package almanac.sync.mail;

import almanac.sync.delivery.Dispatch;
import almanac.sync.delivery.GivenUp;
import almanac.sync.delivery.GivenUps;
import almanac.sync.delivery.Outbox;
import almanac.sync.delivery.Parcels;
import almanac.sync.delivery.Sent;
import almanac.sync.local.Archive;
import almanac.sync.work.Allowances;
import almanac.sync.work.Backoff;
import almanac.sync.work.Bell;
import almanac.sync.work.Spans;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Everything that sends mails, made from a database.
 *
 * <p>The processor {@link WhenEntryChangedThenInvite#GROUP} feeds {@link #policy()}, in order and
 * in one segment, whether or not mails are on: so that what happened while they were off is never
 * sent later.
 */
public final class MailSide {

    /** So long after a mail went it is known that it did. */
    private static final Duration KNOWN = Duration.ofDays(30);

    private static final int AT_ONCE = 4;

    private final Outbox<Posting> outbox;
    private final WhenEntryChangedThenInvite policy;
    private final Optional<Dispatch<Posting>> dispatch;
    private final Allowances allowances;
    private final Clock clock;

    /**
     * What the assembly supplies.
     *
     * @param mails empty where none are sent
     * @param perHour how many one user may cause in an hour; the others wait
     * @param node names this node and no other that runs at the same time
     * @param lone whether no other node can have this database
     * @param spans puts the mails into traces
     */
    public record Setting(
            MongoDatabase database,
            ObjectMapper mapper,
            Archive archive,
            Optional<Mails> mails,
            int perHour,
            Clock clock,
            String node,
            boolean lone,
            RandomGenerator random,
            Spans spans) {}

    public MailSide(Setting setting) {
        this.clock = setting.clock();
        var bell = new Bell();
        var format = new Parcels<>(setting.mapper(), Posting.class);
        this.outbox =
                new Outbox<>(
                        setting.database(), "sync_mails", format, clock, bell, setting.spans());
        this.allowances = new Allowances(setting.perHour(), Duration.ofHours(1), clock);
        var there = new ToldThere(setting.database(), setting.mapper());
        var office = new Office(setting.archive(), there);
        this.policy = new WhenEntryChangedThenInvite(office, outbox, setting.mails().isPresent());
        var backoff = Backoff.usual(setting.random());
        this.dispatch =
                setting.mails()
                        .map(mails ->
                                new Postman(office, mails, outbox, allowances, backoff, clock))
                        .map(postman ->
                                new Dispatch<>(
                                        new Dispatch.Setting<>(
                                                "mails",
                                                outbox,
                                                postman,
                                                backoff,
                                                bell,
                                                clock,
                                                setting.node(),
                                                AT_ONCE,
                                                AT_ONCE)));
        outbox.ensureIndexes();
        if (setting.lone()) {
            outbox.freeAllOf(setting.node());
        }
    }

    /** The event handler. */
    public WhenEntryChangedThenInvite policy() {
        return policy;
    }

    /** Begins to send, on this node, where mails are on. */
    public void start() {
        dispatch.ifPresent(Dispatch::start);
    }

    public void stop() {
        dispatch.ifPresent(Dispatch::stop);
    }

    public boolean isRunning() {
        return dispatch.map(Dispatch::isRunning).orElse(false);
    }

    /** Sends all whose turn has come on the calling thread; for a node that does not run. */
    public int runDue() {
        return dispatch.map(Dispatch::runDue).orElse(0);
    }

    /** What was given up. */
    public GivenUps<?> givenUp() {
        return new GivenUps<>(outbox, MailSide::told);
    }

    /** The address is in the content alone. */
    private static GivenUp told(Sent<Posting> sent, String content) {
        var posting = sent.parcel().content();
        return new GivenUp(
                posting.name(),
                posting.entry().toString(),
                posting.entry().toString(),
                "mail",
                sent.note(),
                sent.changedAt(),
                content);
    }

    /** Forgets mails that went long ago; may run on several nodes at once. */
    public void sweep() {
        outbox.sweep(clock.instant().minus(KNOWN));
        allowances.sweep();
    }
}
