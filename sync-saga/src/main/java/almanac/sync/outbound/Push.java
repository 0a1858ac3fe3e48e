package almanac.sync.outbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Outbox;
import almanac.sync.inbound.Arrears;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.work.Backoff;
import almanac.sync.work.Step.Grip;
import java.time.Clock;
import java.time.Duration;

/**
 * Empties a mapping's outbox, oldest first. What one item meets is that item's own matter, unless
 * it says that no other can fare better.
 */
public final class Push {

    private static final int AT_ONCE = 50;
    private static final int UNREACHABLE_IN_A_ROW = 3;

    private final Outbox outbox;
    private final PartPush parts;
    private final Arrears arrears;
    private final Backoff backoff;
    private final Clock clock;

    public Push(Outbox outbox, PartPush parts, Arrears arrears, Backoff backoff, Clock clock) {
        this.outbox = outbox;
        this.parts = parts;
        this.arrears = arrears;
        this.backoff = backoff;
        this.clock = clock;
    }

    /**
     * Looks at all that can be looked at now.
     *
     * @throws ProviderFailed where going on makes no sense; the rest waits
     */
    public void run(MappingRun run, Grip grip) {
        var unreachable = 0;
        while (true) {
            var ready = outbox.ready(run.mapping().id(), AT_ONCE);
            if (ready.isEmpty()) {
                return;
            }
            for (var item : ready) {
                grip.keep();
                unreachable = pushed(run, item) ? 0 : unreachable + 1;
                run.trace().flush();
                if (unreachable == UNREACHABLE_IN_A_ROW) {
                    throw new ProviderFailed(
                            new ProviderFailure.Unreachable("several pushes in a row failed"));
                }
            }
        }
    }

    /** False where the provider could not be reached for it. */
    private boolean pushed(MappingRun run, Outbox.Item item) {
        if (!run.pushes()) {
            staysHere(run, item);
            return true;
        }
        try {
            switch (parts.push(run, item)) {
                case Pushed.Done() -> outbox.done(item);
                case Pushed.NotYet(var note) -> {
                    outbox.sought(item, clock.instant().plusSeconds(1), note);
                    line(run, item, Reason.DEFERRED, "it is looked for in other calendars first");
                }
                case Pushed.Stopped() -> {
                    outbox.later(item, clock.instant().plus(Duration.ofMinutes(15)), false);
                    line(run, item, Reason.LOOP_STOPPED, "both sides keep changing it");
                }
            }
            return true;
        } catch (ProviderFailed failed) {
            return handled(run, item, failed);
        }
    }

    /** Nobody can say when it may go there, so that it does not wait; it is made up for then. */
    private void staysHere(MappingRun run, Outbox.Item item) {
        arrears.arise(run.mapping().id());
        line(run, item, Reason.FILTERED, whyNot(run));
        outbox.done(item);
    }

    private static String whyNot(MappingRun run) {
        if (!run.mapping().terms().bidirectional()) {
            return EditTrace.ONE_WAY;
        }
        return run.account().readOnly()
                ? EditTrace.READ_ONLY
                : "the provider lets nobody of this account write there";
    }

    private boolean handled(MappingRun run, Outbox.Item item, ProviderFailed failed) {
        return switch (failed.failure()) {
            case ProviderFailure.Unreachable(var detail) -> {
                retryLater(run, item, detail);
                yield false;
            }
            case ProviderFailure.Changed(var detail) -> {
                retryLater(run, item, detail);
                yield true;
            }
            case ProviderFailure.Gone(var detail) -> {
                retryLater(run, item, detail);
                yield true;
            }
            case ProviderFailure.Unsupported(var detail) ->
                    parked(run, item, Reason.UNSUPPORTED, detail);
            case ProviderFailure.Forbidden(var detail) ->
                    parked(run, item, Reason.READ_ONLY, detail);
            case ProviderFailure.Refused(var detail) -> parked(run, item, Reason.PARKED, detail);
            case ProviderFailure.Throttled throttled -> throw failed;
            case ProviderFailure.Reauthorize dead -> throw failed;
            case ProviderFailure.CalendarGone gone -> throw failed;
            case ProviderFailure.CursorExpired expired -> throw failed;
        };
    }

    private void retryLater(MappingRun run, Outbox.Item item, String detail) {
        if (backoff.exhausted(item.attempts())) {
            parked(run, item, Reason.PARKED, detail);
        } else {
            outbox.later(item, clock.instant().plus(backoff.pause(item.attempts())), true);
            line(run, item, Reason.RETRIED, detail);
        }
    }

    private boolean parked(MappingRun run, Outbox.Item item, Reason reason, String detail) {
        outbox.park(item, detail);
        line(run, item, reason, detail);
        return true;
    }

    private static void line(MappingRun run, Outbox.Item item, Reason reason, String detail) {
        run.trace().line(item.entry(), Step.PUSH, reason, detail);
    }
}
