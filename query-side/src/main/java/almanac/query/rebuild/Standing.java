package almanac.query.rebuild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which generations of a group's read models there are, as all nodes see it.
 *
 * @param stamp rises with every change
 * @param live the generation that is read
 * @param next the number of the generation after all others
 * @param kept an earlier one that is kept up, to go back to
 * @param shadow one that is being made
 * @param leaving those that nobody is to write any more, to be dropped
 * @param job the rebuild under way
 * @param rebuiltAt when the live one took its place; empty for the first
 */
record Standing(
        long stamp,
        int live,
        int next,
        OptionalInt kept,
        Optional<Shadow> shadow,
        List<Leaving> leaving,
        OptionalLong job,
        Optional<Instant> rebuiltAt) {

    static final Standing FIRST =
            new Standing(
                    0,
                    0,
                    1,
                    OptionalInt.empty(),
                    Optional.empty(),
                    List.of(),
                    OptionalLong.empty(),
                    Optional.empty());

    /**
     * A generation that is being made.
     *
     * @param replayed the position of the last fact in it, as far as its rebuild says
     * @param joining whether whoever keeps the live one is to keep this one too, from where it is
     * @param joined the segments whose keeper does
     * @param broken why it cannot be kept up
     */
    record Shadow(
            int generation,
            long replayed,
            boolean joining,
            Set<Integer> joined,
            Optional<String> broken) {}

    /**
     * A generation that goes.
     *
     * @param since when it was seen that it does; the epoch until somebody looked
     */
    record Leaving(int generation, Instant since) {

        boolean seen() {
            return !since.equals(Instant.EPOCH);
        }
    }

    Standing with(Optional<Shadow> other) {
        return new Standing(stamp, live, next, kept, other, leaving, job, rebuiltAt);
    }

    /** Whether this rebuild is under way. */
    boolean isOf(long rebuild) {
        return job.isPresent() && job.getAsLong() == rebuild;
    }

    /** A rebuild begins: a new generation is made; one can still go back to what is kept. */
    Standing begun(long rebuild) {
        return new Standing(
                stamp,
                live,
                next + 1,
                kept,
                Optional.of(new Shadow(next, -1, false, Set.of(), Optional.empty())),
                leaving,
                OptionalLong.of(rebuild),
                rebuiltAt);
    }

    /** The rebuild under way is over. */
    Standing over() {
        return new Standing(
                stamp, live, next, kept, shadow, leaving, OptionalLong.empty(), rebuiltAt);
    }

    /**
     * What was made takes the place of the live one, which is kept instead of what was; the rebuild
     * is not over.
     */
    Standing swapped(Instant now) {
        var made = shadow.orElseThrow().generation();
        return new Standing(
                stamp,
                made,
                next,
                OptionalInt.of(live),
                Optional.empty(),
                left(kept),
                job,
                Optional.of(now));
    }

    /** What was made goes. */
    Standing abandoned() {
        var made = shadow.map(Shadow::generation).map(OptionalInt::of).orElse(OptionalInt.empty());
        return new Standing(
                stamp,
                live,
                next,
                kept,
                Optional.empty(),
                left(made),
                OptionalLong.empty(),
                rebuiltAt);
    }

    /** The live one and the kept one change places. */
    Standing rolledBack(Instant now) {
        return new Standing(
                stamp,
                kept.orElseThrow(),
                next,
                OptionalInt.of(live),
                shadow,
                leaving,
                job,
                Optional.of(now));
    }

    /** What was kept goes. */
    Standing dropped() {
        return new Standing(
                stamp, live, next, OptionalInt.empty(), shadow, left(kept), job, rebuiltAt);
    }

    /** Those that go are seen to, from now on. */
    Standing seenLeaving(Instant now) {
        return new Standing(
                stamp,
                live,
                next,
                kept,
                shadow,
                leaving.stream()
                        .map(each -> each.seen() ? each : new Leaving(each.generation(), now))
                        .toList(),
                job,
                rebuiltAt);
    }

    /** A generation is gone. */
    Standing without(int gone) {
        return new Standing(
                stamp,
                live,
                next,
                kept,
                shadow,
                leaving.stream().filter(each -> each.generation() != gone).toList(),
                job,
                rebuiltAt);
    }

    private List<Leaving> left(OptionalInt generation) {
        var all = new ArrayList<>(leaving);
        generation.ifPresent(number -> all.add(new Leaving(number, Instant.EPOCH)));
        return List.copyOf(all);
    }

    /** The generations besides the live one that whoever holds these segments keeps up. */
    IntStream followers(Set<Integer> segments) {
        var made =
                shadow.filter(its -> joinedBy(its, segments) && its.broken().isEmpty())
                        .map(its -> IntStream.of(its.generation()))
                        .orElse(IntStream.empty());
        return IntStream.concat(kept.stream(), made);
    }

    /** Whether whoever holds these segments is to begin to keep the shadow. */
    boolean awaits(Set<Integer> segments) {
        return shadow.filter(its ->
                        its.joining()
                                && its.broken().isEmpty()
                                && !segments.isEmpty()
                                && !joinedBy(its, segments))
                .isPresent();
    }

    private static boolean joinedBy(Shadow shadow, Set<Integer> segments) {
        return shadow.joining() && !segments.isEmpty() && shadow.joined().containsAll(segments);
    }
}
