package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import almanac.sync.inbound.Round.Kind;
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
     * What is to be read now: the calendar's time has come, or the provider may be told what it
     * lacks. A round that answered the wish for that may have known an account that could only
     * read.
     */
    public Optional<Due> due(MappingRun run) {
        var progress = rounds.progress(run.mapping().id());
        var owed = endings.areOwed(run);
        return owed || !progress.dueAt().isAfter(clock.instant())
                ? Optional.of(new Due(run, progress, owed))
                : Optional.empty();
    }

    /** A round that is due. */
    public final class Due {

        private final MappingRun run;
        private final Progress progress;
        private final boolean owed;

        private Due(MappingRun run, Progress progress, boolean owed) {
            this.run = run;
            this.progress = progress;
            this.owed = owed;
        }

        /**
         * Reads until it has come to its end.
         *
         * @param pause until the next one
         * @param between is done between two pages
         */
        public void read(Grip grip, Duration pause, Runnable between) {
            pages.lookAgain(run, grip);
            new Reading(this, grip, pause, between).read();
        }
    }

    /** One call's way through a round. */
    private final class Reading {

        private final MappingRun run;
        private final boolean owed;
        private final Grip grip;
        private final Duration pause;
        private final Runnable between;
        private Progress from;

        Reading(Due due, Grip grip, Duration pause, Runnable between) {
            this.run = due.run;
            this.owed = due.owed;
            this.grip = grip;
            this.pause = pause;
            this.between = between;
            this.from = due.progress;
        }

        void read() {
            var round = from.round().map(this::resumed).orElseGet(this::begin);
            read(round, beginnings.candidates(run));
        }

        /** Who never came behind the first page does not know what it showed, and lists anew. */
        private Round resumed(Round found) {
            return found.page().isPresent() ? found : again(found);
        }

        private Round again(Round round) {
            var again = round.again();
            rounds.save(run.mapping().id(), again);
            return again;
        }

        private Round begin() {
            var mapping = run.mapping().id();
            var id = run.run().id() + "@" + clock.instant().toEpochMilli();
            var round = Round.begin(id, kind(), clock.instant());
            if (round.kind() == Kind.DELTA) {
                rounds.begin(mapping, round, from.heard());
            } else {
                rounds.beginFull(mapping, round, from.heard(), windows.everything(run).from());
            }
            return round;
        }

        private Kind kind() {
            if (!run.mapping().linked()) {
                return beginnings.goesOn(run, grip) ? Kind.FULL : Kind.FIRST;
            }
            return owed
                            || from.wantsFull()
                            || from.cursor().isEmpty()
                            || windows.isOld(run, from.windowStart())
                    ? Kind.FULL
                    : Kind.DELTA;
        }

        private void read(Round first, Candidates candidates) {
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
                            round = applied(round, page.get(), candidates).at(next);
                            rounds.save(run.mapping().id(), round);
                            between.run();
                        }
                        case Done(var cursor) -> {
                            endings.end(
                                    run,
                                    grip,
                                    applied(round, page.get(), candidates),
                                    new Endings.Reached(from, cursor, pause));
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

        private Round applied(Round round, ChangePage page, Candidates candidates) {
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
            return windows.resume(run, round, from.cursor());
        }

        /** An expired page costs the round, an expired cursor everything. */
        private Round restarted(Round round) {
            if (round.page().isPresent()) {
                return again(round);
            }
            rounds.forgetCursor(run.mapping().id());
            from = rounds.progress(run.mapping().id());
            return begin();
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
