package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.link.Links;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.ChangePage.Done;
import almanac.sync.provider.ChangePage.More;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.Resume;
import almanac.sync.work.Step.Grip;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads a calendar, page by page. Each page is applied before the place behind it is stored, and
 * the cursor is stored only after the last page.
 */
public final class Pull {

    private final Pages pages;
    private final Endings endings;
    private final Beginnings beginnings;
    private final Departures departures;
    private final Rounds rounds;
    private final Links links;
    private final Windows windows;
    private final Clock clock;

    public Pull(
            Pages pages,
            Endings endings,
            Beginnings beginnings,
            Departures departures,
            Rounds rounds,
            Links links,
            Clock clock) {
        this.pages = pages;
        this.endings = endings;
        this.beginnings = beginnings;
        this.departures = departures;
        this.rounds = rounds;
        this.links = links;
        this.windows = new Windows(clock);
        this.clock = clock;
    }

    /** Deletes what has left its calendar for good; needs no round. */
    public void settle(MappingRun run) {
        departures.settle(run);
    }

    /**
     * Whether the calendar is to be read now: its time has come, or the provider may be told what
     * it lacks. A round that answered the wish for that may have known an account that could only
     * read.
     */
    public boolean isDue(MappingRun run) {
        return !rounds.dueAt(run.mapping().id()).isAfter(clock.instant()) || endings.areOwed(run);
    }

    /**
     * Reads until the round has come to its end.
     *
     * @param between is done between two pages
     */
    public void run(MappingRun run, Grip grip, Duration pause, Runnable between) {
        pages.lookAgain(run, grip);
        var progress = rounds.progress(run.mapping().id());
        var round =
                progress.round()
                        .map(found -> resumed(run, found))
                        .orElseGet(() -> begin(run, progress, grip));
        var candidates = beginnings.candidates(run);
        new Reading(run, grip, progress.requested(), candidates, pause, between).read(round);
    }

    private Round begin(MappingRun run, Progress progress, Grip grip) {
        var id = run.run().id() + "@" + clock.instant().toEpochMilli();
        var kind = kind(run, progress, grip);
        var round = Round.begin(id, kind, clock.instant());
        if (kind == Round.Kind.DELTA) {
            rounds.begin(run.mapping().id(), round, progress.heard());
        } else {
            rounds.beginFull(
                    run.mapping().id(), round, progress.heard(), windows.everything(run).from());
        }
        return round;
    }

    /** Who never came behind the first page does not know what it showed, and lists anew. */
    private Round resumed(MappingRun run, Round found) {
        return found.page().isPresent() ? found : again(run, found);
    }

    private Round again(MappingRun run, Round round) {
        var again = round.again();
        rounds.save(run.mapping().id(), again);
        return again;
    }

    private Round.Kind kind(MappingRun run, Progress progress, Grip grip) {
        if (!run.mapping().linked()) {
            return beginnings.goesOn(run, grip) ? Round.Kind.FULL : Round.Kind.FIRST;
        }
        return progress.wantsFull()
                        || progress.cursor().isEmpty()
                        || windows.isOld(run, progress.windowStart())
                        || endings.areOwed(run)
                ? Round.Kind.FULL
                : Round.Kind.DELTA;
    }

    /** One call's way through a round. */
    private final class Reading {

        private final MappingRun run;
        private final Grip grip;
        private final long requested;
        private final Candidates candidates;
        private final Duration pause;
        private final Runnable between;

        Reading(
                MappingRun run,
                Grip grip,
                long requested,
                Candidates candidates,
                Duration pause,
                Runnable between) {
            this.run = run;
            this.grip = grip;
            this.requested = requested;
            this.candidates = candidates;
            this.pause = pause;
            this.between = between;
        }

        void read(Round first) {
            var round = first;
            var ahead = Ahead.onDemand(later(first));
            try {
                while (true) {
                    grip.keep();
                    var page = ahead.take();
                    if (page.isEmpty()) {
                        round = restarted(round);
                        ahead = Ahead.onDemand(later(round));
                        continue;
                    }
                    switch (page.get().continuation()) {
                        case More(var next) -> {
                            ahead = pages.ahead(later(round.at(next)));
                            round = applied(round, page.get()).at(next);
                            rounds.save(run.mapping().id(), round);
                            between.run();
                        }
                        case Done(var cursor) -> {
                            endings.end(
                                    run,
                                    grip,
                                    applied(round, page.get()),
                                    new Endings.Reached(cursor, requested, pause));
                            return;
                        }
                    }
                }
            } finally {
                ahead.close();
            }
        }

        private Supplier<Optional<ChangePage>> later(Round round) {
            return () -> page(round);
        }

        private Round applied(Round round, ChangePage page) {
            var tally = pages.apply(run, grip, candidates, page.changes());
            mark(round, page.changes());
            run.trace().flush();
            return round.after(tally, page.expected());
        }

        /** Empty where cursor or page have expired. */
        private Optional<ChangePage> page(Round round) {
            try {
                return Optional.of(run.provider().changes(run.calendar(), resume(round)));
            } catch (ProviderFailed failed) {
                if (failed.failure() instanceof ProviderFailure.CursorExpired
                        && !(resume(round) instanceof Resume.Everything)) {
                    return Optional.empty();
                }
                throw failed;
            }
        }

        private Resume resume(Round round) {
            if (round.page().isPresent()) {
                return new Resume.Next(round.page().get());
            }
            return round.kind() == Round.Kind.DELTA
                    ? rounds.progress(run.mapping().id())
                            .cursor()
                            .<Resume>map(Resume.Since::new)
                            .orElseGet(() -> windows.everything(run))
                    : windows.everything(run);
        }

        /** An expired page costs the round, an expired cursor everything. */
        private Round restarted(Round round) {
            if (round.page().isPresent()) {
                return again(run, round);
            }
            rounds.forgetCursor(run.mapping().id());
            return begin(run, rounds.progress(run.mapping().id()), grip);
        }

        private void mark(Round round, List<RemoteChange> changes) {
            if (round.isCompared()) {
                var seen =
                        changes.stream()
                                .filter(change -> !(change instanceof RemoteChange.Removed))
                                .map(RemoteChange::object)
                                .toList();
                links.seen(run.mapping().id(), seen, round.name());
            }
        }
    }

    /** When the mapping has to be looked at next, apart from pushes. */
    public Instant next(MappingRun run) {
        var due = rounds.dueAt(run.mapping().id());
        return departures.next(run.mapping().id()).filter(at -> at.isBefore(due)).orElse(due);
    }
}
