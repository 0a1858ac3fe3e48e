package almanac.sync.lifecycle;

import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.connection.Synchronization.AuthFailed;
import almanac.connection.Synchronization.Mode;
import almanac.connection.Synchronization.Paused;
import almanac.connection.Synchronization.Problem;
import almanac.connection.Synchronization.RateLimited;
import almanac.connection.Synchronization.Report;
import almanac.sync.exchange.Gate;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Wishes for rounds, and waits for them: they may end on another node. */
final class Waiting {

    private final Known known;
    private final Mappings mappings;
    private final Rounds rounds;
    private final CalendarsStep calendars;
    private final Gate gate;
    private final DueWork work;
    private final Clock clock;

    Waiting(
            Known known,
            Mappings mappings,
            Rounds rounds,
            CalendarsStep calendars,
            Gate gate,
            DueWork work,
            Clock clock) {
        this.known = known;
        this.mappings = mappings;
        this.rounds = rounds;
        this.calendars = calendars;
        this.gate = gate;
        this.work = work;
        this.clock = clock;
    }

    /**
     * A wish for a round of a mapping.
     *
     * @param number that {@link Rounds} knows it by
     * @param imported entries that the mapping had brought before
     * @param updated entries that it had changed before
     */
    private record Wish(LinkedMapping mapping, long number, int imported, int updated) {}

    Report sync(List<LinkedAccount> accounts, Set<MappingId> tied, Mode mode, Duration atMost) {
        var begun = System.nanoTime();
        var wishes = new ArrayList<Wish>();
        var problem = Optional.<Problem>empty();
        for (var account : accounts) {
            var stopped = stopped(account);
            problem = problem.or(() -> stopped);
            for (var mapping : mappings(account, stopped.isEmpty(), atMost)) {
                var paused = paused(mapping, mode);
                problem = problem.or(() -> paused);
                if (paused.isEmpty()) {
                    var wish = wish(mapping, mode == Mode.FULL, tied.contains(mapping.id()));
                    if (stopped.isEmpty()) {
                        wishes.add(wish);
                    }
                }
            }
        }
        var left = atMost.minusNanos(System.nanoTime() - begun);
        Known.await(() -> wishes.stream().allMatch(this::ended), left);
        return report(wishes, problem);
    }

    /** Nobody waits for what cannot run now; it runs when it can. */
    private Optional<Problem> stopped(LinkedAccount account) {
        if (account.state() == LinkedAccount.State.WAITING) {
            return Optional.of(new AuthFailed());
        }
        return gate.rests(account)
                .map(until -> new RateLimited(Duration.between(clock.instant(), until)));
    }

    /** A calendar that is gone may be there again: whoever asks need not wait for the next list. */
    private List<LinkedMapping> mappings(
            LinkedAccount account, boolean reachable, Duration atMost) {
        var all = known.mappings(account.id(), atMost);
        if (!reachable || all.stream().allMatch(each -> each.goneSince().isEmpty())) {
            return all;
        }
        calendars.ask(account);
        return known.mappings(account.id(), atMost);
    }

    /** To ask for everything is to say that a pause may end, unless the calendar is not there. */
    private static Optional<Problem> paused(LinkedMapping mapping, Mode mode) {
        return mapping.pausedFor()
                .filter(pause -> mode == Mode.DELTA || mapping.goneSince().isPresent())
                .map(pause -> problem(mapping, pause));
    }

    private static Problem problem(LinkedMapping mapping, Pause pause) {
        return new Paused(mapping.terms().localName(), pause);
    }

    private Wish wish(LinkedMapping mapping, boolean full, boolean tied) {
        mapping.pausedFor().ifPresent(pause -> resume(mapping, pause));
        var before = rounds.status(mapping.id());
        var number = rounds.wish(mapping.id(), full);
        work.signal(
                new Unit(Unit.Kind.MAPPING, mapping.id().value()),
                mapping.connection(),
                Lane.INTERACTIVE);
        return new Wish(mapping, number, tied ? 0 : before.imported(), tied ? 0 : before.updated());
    }

    /** Only who was asked whether so much may vanish has answered that. */
    private void resume(LinkedMapping mapping, Pause pause) {
        switch (pause) {
            case Pause.TooMuchGone(var reason, var gone) -> mappings.confirmed(mapping.id(), gone);
            case Pause.CalendarGone gone -> mappings.resumed(mapping.id());
            case Pause.NotPermitted no -> mappings.resumed(mapping.id());
        }
    }

    private boolean ended(Wish wish) {
        return completed(wish) || pause(wish).isPresent() || isStopped(wish);
    }

    private boolean completed(Wish wish) {
        return rounds.status(wish.mapping().id()).completed() >= wish.number();
    }

    /** Nothing of it runs before its user has connected again. */
    private boolean isStopped(Wish wish) {
        return !known.runs(wish.mapping().connection());
    }

    private Optional<Pause> pause(Wish wish) {
        return mappings.find(wish.mapping().id()).flatMap(LinkedMapping::pausedFor);
    }

    private Report report(List<Wish> wishes, Optional<Problem> stopped) {
        var imported = 0;
        var updated = 0;
        var finished = true;
        var problem = stopped;
        for (var wish : wishes) {
            var status = rounds.status(wish.mapping().id());
            var paused = pause(wish).map(pause -> problem(wish.mapping(), pause));
            imported += Math.max(0, status.imported() - wish.imported());
            updated += Math.max(0, status.updated() - wish.updated());
            problem = problem.or(() -> paused);
            if (status.completed() >= wish.number()) {
                problem = problem.or(() -> Problems.of(status, clock.instant()));
            } else if (isStopped(wish)) {
                problem = problem.or(() -> Optional.of(new AuthFailed()));
            } else {
                finished &= paused.isPresent();
            }
        }
        return new Report(imported, updated, finished, problem);
    }
}
