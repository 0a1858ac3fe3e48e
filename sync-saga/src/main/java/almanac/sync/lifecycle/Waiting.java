package almanac.sync.lifecycle;

import almanac.connection.Synchronization.AuthFailed;
import almanac.connection.Synchronization.Mode;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Wishes for rounds, and waits for them: they may end on another node. */
final class Waiting {

    private final Known known;
    private final Mappings mappings;
    private final Rounds rounds;
    private final Gate gate;
    private final DueWork work;
    private final Clock clock;

    Waiting(Known known, Mappings mappings, Rounds rounds, Gate gate, DueWork work, Clock clock) {
        this.known = known;
        this.mappings = mappings;
        this.rounds = rounds;
        this.gate = gate;
        this.work = work;
        this.clock = clock;
    }

    Report sync(List<LinkedAccount> accounts, Mode mode, Duration atMost) {
        var begun = System.nanoTime();
        var wishes = new LinkedHashMap<LinkedMapping, Long>();
        var stopped = Optional.<Problem>empty();
        for (var account : accounts) {
            var problem = stopped(account);
            stopped = stopped.or(() -> problem);
            for (var mapping : known.mappings(account.id(), atMost)) {
                var wish = wish(mapping, mode == Mode.FULL);
                if (problem.isEmpty()) {
                    wishes.put(mapping, wish);
                }
            }
        }
        var left = atMost.minusNanos(System.nanoTime() - begun);
        Known.await(() -> finished(wishes), left);
        return report(wishes, stopped);
    }

    /** Nobody waits for what cannot run now; it runs when it can. */
    private Optional<Problem> stopped(LinkedAccount account) {
        if (account.state() == LinkedAccount.State.WAITING) {
            return Optional.of(new AuthFailed());
        }
        return gate.rests(account)
                .map(until -> new RateLimited(Duration.between(clock.instant(), until)));
    }

    private long wish(LinkedMapping mapping, boolean full) {
        if (full) {
            mappings.resumed(mapping.id());
        }
        var number = rounds.wish(mapping.id(), full, full && mapping.pausedFor().isPresent());
        work.signal(
                new Unit(Unit.Kind.MAPPING, mapping.id().value()),
                mapping.connection(),
                Lane.INTERACTIVE);
        return number;
    }

    private boolean finished(Map<LinkedMapping, Long> wishes) {
        return wishes.entrySet().stream()
                .allMatch(wish -> rounds.status(wish.getKey().id()).completed() >= wish.getValue());
    }

    private Report report(Map<LinkedMapping, Long> wishes, Optional<Problem> stopped) {
        var imported = 0;
        var updated = 0;
        var problem = stopped;
        for (var wish : wishes.entrySet()) {
            var status = rounds.status(wish.getKey().id());
            if (status.completed() >= wish.getValue()) {
                imported += status.imported();
                updated += status.updated();
                problem = problem.or(() -> Problems.of(status, clock.instant()));
            }
        }
        return new Report(imported, updated, finished(wishes), problem);
    }
}
