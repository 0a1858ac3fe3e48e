package almanac.sync.delivery;

import almanac.sync.work.Backoff;
import almanac.sync.work.Bell;
import almanac.sync.work.Dispatcher;
import almanac.sync.work.Spans;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries parcels on the threads of this node, several of a group at once, and decides what becomes
 * of those that did not go: again after a pause that grows, or given up.
 */
public final class Dispatch<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final Setting<T> setting;
    private final Dispatcher<String, Claim<T>> dispatcher;

    /**
     * What the assembly supplies.
     *
     * @param name of the threads
     * @param node names this node and no other that runs at the same time
     * @param ofOneGroup how many parcels of a group may be under way
     * @param inAll how many this node has under way
     */
    public record Setting<T>(
            String name,
            Outbox<T> outbox,
            Carrier<T> carrier,
            Backoff backoff,
            Bell bell,
            Clock clock,
            String node,
            int ofOneGroup,
            int inAll) {}

    public Dispatch(Setting<T> setting) {
        this.setting = setting;
        this.dispatcher =
                new Dispatcher<>(setting.name(), new Attempts(), setting.bell(), setting.inAll());
    }

    public void start() {
        dispatcher.start();
    }

    /** Lets attempts under way end where they can, and interrupts the others. */
    public void stop() {
        dispatcher.stop();
    }

    public boolean isRunning() {
        return dispatcher.isRunning();
    }

    /** Carries all whose turn has come on the calling thread; answers how many attempts it made. */
    public int runDue() {
        for (var count = 0; ; count++) {
            var claim = setting.outbox().turns().claim(setting.node(), List.of());
            if (claim.isEmpty()) {
                return count;
            }
            carry(claim.get());
        }
    }

    private void carry(Claim<T> claim) {
        var position = Long.toString(claim.parcel().position());
        var piece = new Spans.Piece("deliver " + setting.name(), position, claim.cause());
        setting.outbox().spans().during(piece, () -> settled(claim));
    }

    private String settled(Claim<T> claim) {
        var carried = attempted(claim);
        settle(claim, carried);
        return carried.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private Carried attempted(Claim<T> claim) {
        try {
            return setting.carrier().carry(claim);
        } catch (RuntimeException failed) {
            LOG.warn("parcel={} attempt={}", claim.parcel().id(), claim.attempts() + 1, failed);
            return new Carried.Failed(failed.getClass().getSimpleName(), Optional.empty());
        }
    }

    private void settle(Claim<T> claim, Carried carried) {
        var turns = setting.outbox().turns();
        switch (carried) {
            case Carried.Gone(var note) -> turns.end(claim, Sent.State.GONE, note);
            case Carried.Dropped(var reason) -> turns.end(claim, Sent.State.DROPPED, reason);
            case Carried.Refused(var reason) -> giveUp(claim, reason);
            case Carried.Held(var until, var reason) -> turns.later(claim, until, reason, false);
            case Carried.Failed failed when setting.backoff().exhausted(claim.attempts()) ->
                    giveUp(claim, failed.reason());
            case Carried.Failed(var reason, var atLeast) -> {
                var pause = setting.backoff().pause(claim.attempts());
                var wanted = atLeast.filter(least -> least.compareTo(pause) > 0).orElse(pause);
                turns.later(claim, setting.clock().instant().plus(wanted), reason, true);
            }
        }
    }

    private void giveUp(Claim<T> claim, String reason) {
        if (setting.outbox().turns().end(claim, Sent.State.DEAD, reason)) {
            LOG.warn("parcel={} is given up: {}", claim.parcel().id(), reason);
        }
    }

    private final class Attempts implements Dispatcher.Jobs<String, Claim<T>> {

        @Override
        public Optional<Claim<T>> claim(List<String> full) {
            return setting.outbox().turns().claim(setting.node(), full);
        }

        @Override
        public String group(Claim<T> claim) {
            return claim.parcel().group();
        }

        @Override
        public String name(Claim<T> claim) {
            return "parcel=" + claim.parcel().id();
        }

        @Override
        public int atOnce(String group) {
            return setting.ofOneGroup();
        }

        @Override
        public void carryOut(Claim<T> claim) {
            carry(claim);
        }
    }
}
