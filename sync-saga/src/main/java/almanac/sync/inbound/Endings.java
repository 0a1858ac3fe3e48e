package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.Unreadables;
import almanac.sync.work.Step.Grip;
import java.time.Clock;
import java.time.Duration;

/** What is left to do when a round has read its last page. */
public final class Endings {

    private final Rounds rounds;
    private final Sweep sweep;
    private final Unreadables unreadables;
    private final Outgoing outgoing;
    private final Clock clock;

    public Endings(
            Rounds rounds, Sweep sweep, Unreadables unreadables, Outgoing outgoing, Clock clock) {
        this.rounds = rounds;
        this.sweep = sweep;
        this.unreadables = unreadables;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    /**
     * How far a round has come.
     *
     * @param from how far the calendar had been read before
     * @param cursor from where the next one goes on
     * @param pause until the next one
     */
    record Reached(Progress from, String cursor, Duration pause) {}

    /** Whether everything is to be read, so that the provider gets what it lacks. */
    boolean areOwed(MappingRun run) {
        return outgoing.isDue(run);
    }

    void end(MappingRun run, Grip grip, Round read, Reached reached) {
        var mapping = run.mapping().id();
        var round = read;
        if (round.kind() != Round.Kind.DELTA) {
            unreadables.forgetBefore(mapping, round.startedAt());
        }
        if (round.isCompared()) {
            var swept = swept(run, grip, round);
            run.trace().read(0, swept);
            round = round.after(new Round.Tally(0, 0, swept), round.expected());
        }
        outgoing.enqueue(run, grip, round.kind());
        run.trace().flush();
        rounds.finish(
                mapping,
                round,
                reached.from(),
                reached.cursor(),
                clock.instant().plus(reached.pause()));
    }

    private int swept(MappingRun run, Grip grip, Round round) {
        var progress = rounds.progress(run.mapping().id());
        return sweep.sweep(
                run,
                round,
                run.provider().traits().window().flatMap(w -> progress.windowStart()),
                grip);
    }
}
