package almanac.sync.inbound;

import almanac.sync.exchange.MappingRun;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A round over a calendar that has not come to its end: where it is survives a crash.
 *
 * @param attempt how often it has begun
 * @param kind what it covers
 * @param page from where it goes on; empty at its beginning
 * @param done objects handled so far
 * @param expected objects in all, where the provider tells
 * @param imported entries that were new here
 * @param updated entries that were here and changed
 */
record Round(
        String id,
        int attempt,
        Kind kind,
        Optional<String> page,
        Instant startedAt,
        int done,
        OptionalInt expected,
        int imported,
        int updated) {

    /** What a round covers. */
    enum Kind {
        /** Everything, for the first time. */
        FIRST,
        /** Everything, compared with what is linked. */
        FULL,
        /** What changed since the last round. */
        DELTA
    }

    static Round begin(String id, Kind kind, Instant at) {
        return new Round(id, 1, kind, Optional.empty(), at, 0, OptionalInt.empty(), 0, 0);
    }

    /** After one more page. */
    Round after(Tally tally, OptionalInt told) {
        return new Round(
                id,
                attempt,
                kind,
                page,
                startedAt,
                done + tally.done(),
                told.isPresent() ? told : expected,
                imported + tally.imported(),
                updated + tally.updated());
    }

    Round at(String nextPage) {
        return new Round(
                id,
                attempt,
                kind,
                Optional.of(nextPage),
                startedAt,
                done,
                expected,
                imported,
                updated);
    }

    /**
     * The same round from its beginning, since its pages have expired or it never came behind the
     * first one.
     */
    Round again() {
        return new Round(
                id, attempt + 1, kind, Optional.empty(), startedAt, 0, expected, imported, updated);
    }

    /** Under which it notes what it sees: what an earlier attempt saw may be gone by now. */
    String name() {
        return id + "/" + attempt;
    }

    /**
     * Whether what is linked has to show in it, and is looked for otherwise. Nothing is linked when
     * the first round begins; what was when it had to begin again may be gone.
     */
    boolean isCompared() {
        return switch (kind) {
            case FULL -> true;
            case FIRST -> attempt > 1;
            case DELTA -> false;
        };
    }

    /** Whether it is the first of a mapping that goes on with the links of another one. */
    boolean goesOn(MappingRun run) {
        return kind == Kind.FULL && !run.mapping().linked();
    }

    /** What became of a page. */
    record Tally(int done, int imported, int updated) {

        static final Tally NOTHING = new Tally(0, 0, 0);

        Tally plus(Tally other) {
            return new Tally(done + other.done, imported + other.imported, updated + other.updated);
        }
    }
}
