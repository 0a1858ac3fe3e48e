package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.inbound.Round.Kind;
import almanac.sync.provider.Resume;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a provider with a window can be asked. */
record Windows(Clock clock) {

    /** After how much of its time ahead a window is moved on. */
    private static final int PARTS = 8;

    /** For providers without a window, which do not look at it. */
    private static final Duration LONG = Duration.ofDays(365 * 2);

    /** A window is part of the cursor, so moving it on takes a round of its own. */
    boolean isOld(MappingRun run, Optional<Instant> start) {
        return run.provider()
                .traits()
                .window()
                .filter(window ->
                        start.map(from ->
                                        from.plus(window.back())
                                                .plus(window.ahead().dividedBy(PARTS))
                                                .isBefore(clock.instant()))
                                .orElse(true))
                .isPresent();
    }

    /** What a round asks for next, where the last one came as far as this cursor. */
    Resume resume(MappingRun run, Round round, Optional<String> cursor) {
        return round.page()
                .<Resume>map(Resume.Next::new)
                .or(() -> cursor.filter(its -> round.kind() == Kind.DELTA).map(Resume.Since::new))
                .orElseGet(() -> everything(run));
    }

    Resume.Everything everything(MappingRun run) {
        var now = clock.instant();
        return run.provider()
                .traits()
                .window()
                .map(window ->
                        new Resume.Everything(now.minus(window.back()), now.plus(window.ahead())))
                .orElseGet(() -> new Resume.Everything(now.minus(LONG), now.plus(LONG)));
    }
}
