package almanac.sync.lifecycle;

import almanac.connection.ConnectionCommand;
import almanac.connection.MappingId;
import almanac.sync.exchange.Gate;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Outbox;
import almanac.sync.inbound.Arrears;
import almanac.sync.inbound.Pull;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Run;
import almanac.sync.local.Writes;
import almanac.sync.outbound.EditTrace;
import almanac.sync.outbound.EditTrace.Cause;
import almanac.sync.outbound.Halt;
import almanac.sync.outbound.Push;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Extent;
import almanac.sync.work.Lease;
import almanac.sync.work.Outcome;
import almanac.sync.work.Pauses;
import almanac.sync.work.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Brings both sides of a mapping together: what waits here goes out, then what came there is read.
 */
public final class MappingStep implements Step {

    private static final Duration QUOTA_REST = Duration.ofHours(1);

    /** How much longer nobody asks where the provider calls by itself. */
    private static final int WHILE_WATCHED = 6;

    private final Gate gate;
    private final Push push;
    private final Pull pull;
    private final Rounds rounds;
    private final Outbox outbox;
    private final Arrears arrears;
    private final Channels channels;
    private final Mappings mappings;
    private final Links links;
    private final Pauses pauses;
    private final EditTrace trace;
    private final RunRecords records;
    private final Writes writes;
    private final Clock clock;
    private final RandomGenerator random;

    MappingStep(
            Gate gate,
            Push push,
            Pull pull,
            Rounds rounds,
            Outbox outbox,
            Arrears arrears,
            Channels channels,
            Mappings mappings,
            Links links,
            Pauses pauses,
            EditTrace trace,
            RunRecords records,
            Writes writes,
            Clock clock,
            RandomGenerator random) {
        this.gate = gate;
        this.push = push;
        this.pull = pull;
        this.rounds = rounds;
        this.outbox = outbox;
        this.arrears = arrears;
        this.channels = channels;
        this.mappings = mappings;
        this.links = links;
        this.pauses = pauses;
        this.trace = trace;
        this.records = records;
        this.writes = writes;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Outcome run(Lease lease, Grip grip) {
        if (lease.inherited()) {
            arrears.mayBeUntied(new MappingId(lease.unit().id()), lease.fence() - 1);
        }
        return switch (gate.mapping(lease)) {
            case Gate.Out<MappingRun>(var outcome) -> {
                notNow(lease, outcome);
                yield outcome;
            }
            case Gate.In<MappingRun>(var run) -> run(run, grip);
        };
    }

    private void notNow(Lease lease, Outcome outcome) {
        mappings.find(new MappingId(lease.unit().id()))
                .filter(mapping -> !mapping.ended())
                .ifPresent(mapping -> {
                    var run = new Run(mapping.id(), Long.toString(lease.fence()));
                    switch (outcome) {
                        case Outcome.Parked(var reason) ->
                                trace.allWait(mapping, run, Cause.STOPPED, reason);
                        case Outcome.Later(var until, var failed, var reason) ->
                                trace.allWait(
                                        mapping,
                                        run,
                                        Cause.RESTS,
                                        "until " + until + ": " + reason);
                        case Outcome.Done done -> {}
                    }
                });
    }

    private Outcome run(MappingRun run, Grip grip) {
        if (run.mapping().stale()) {
            return anew(run.mapping().id());
        }
        records.around(run, () -> exchange(run, grip));
        recovered(run);
        return Outcome.again(next(run));
    }

    /** Here, since only the step that holds the lease writes links (docs/adr/0013). */
    private Outcome anew(MappingId mapping) {
        links.removeAll(mapping);
        rounds.forget(mapping);
        mappings.fresh(mapping);
        return Outcome.again(clock.instant());
    }

    private void exchange(MappingRun run, Grip grip) {
        try {
            push(run, grip);
            pull.settle(run);
            pull.due(run)
                    .ifPresent(due -> {
                        due.read(grip, pause(run), () -> push(run, grip));
                        push(run, grip);
                    });
        } catch (ProviderFailed failed) {
            holdBack(run, Halt.of(failed.failure(), clock.instant()));
            throw failed;
        } finally {
            run.trace().flush();
        }
    }

    /**
     * Nothing is pushed before the calendar was read once: it may be there already. Nothing is
     * pushed any more once the mapping has ended, whatever this step still believes.
     */
    private void push(MappingRun run, Grip grip) {
        if (outbox.next(run.mapping().id()).isEmpty()) {
            return;
        }
        var stands = mappings.find(run.mapping().id()).filter(LinkedMapping::runs);
        if (stands.isEmpty()) {
            return;
        }
        if (!stands.get().linked() || stands.get().stale()) {
            holdBack(run, new Halt(Cause.UNREAD, "the whole calendar is read first"));
            return;
        }
        var rest = gate.pushesRestUntil(run.account());
        if (rest.isPresent()) {
            holdBack(run, Halt.quota(rest, "its quota is used up"));
            return;
        }
        try {
            push.run(run, grip);
        } catch (ProviderFailed failed) {
            if (failed.failure()
                            instanceof ProviderFailure.Throttled(var after, var extent, var detail)
                    && extent == Extent.QUOTA) {
                var until = clock.instant().plus(after.orElse(QUOTA_REST));
                pauses.pause("push:" + run.account().id().value(), until);
                holdBack(run, Halt.quota(Optional.of(until), detail));
                return;
            }
            throw failed;
        }
    }

    private void holdBack(MappingRun run, Halt halt) {
        trace.allWait(run.mapping(), run.run(), halt.cause(), halt.why());
    }

    private void recovered(MappingRun run) {
        if (run.account().state() == LinkedAccount.State.FAILING) {
            writes.<Object>send(
                    run.actor(), new ConnectionCommand.ReportRecovery(run.account().id()));
        }
    }

    /** A fifth more or less, so that what began together does not stay together. */
    private Duration pause(MappingRun run) {
        var usual = run.provider().traits().pollEvery();
        var wide = channels.live(run.mapping().id()) ? usual.multipliedBy(WHILE_WATCHED) : usual;
        var fifth = wide.toMillis() / 5;
        return wide.minusMillis(fifth).plusMillis(random.nextLong(2 * fifth + 1));
    }

    private Instant next(MappingRun run) {
        var due = pull.next(run);
        return outbox.next(run.mapping().id())
                .map(at ->
                        gate.pushesRestUntil(run.account())
                                .filter(rest -> rest.isAfter(at))
                                .orElse(at))
                .filter(at -> at.isBefore(due))
                .orElse(due);
    }
}
