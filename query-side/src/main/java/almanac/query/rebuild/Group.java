package almanac.query.rebuild;

import com.mongodb.MongoException;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The read models of one processing group on this node: which generation is read, and which are
 * kept up together with it.
 *
 * <p>Every generation that is kept up takes each batch before the processor's token moves on. So a
 * reader that still looks at another generation than the next reader sees no less.
 */
final class Group {

    private static final Logger LOG = LoggerFactory.getLogger(Group.class);

    /** How long a node may go on without asking how things stand. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final String name;
    private final Standings standings;
    private final List<Making<?>> makings = new ArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicLong forgotten = new AtomicLong();
    private volatile View view = View.NONE;
    private volatile Supplier<Set<Integer>> segments = Set::of;
    private volatile CatchUp catchUp = (group, generation, after) -> after;

    private record View(Standing standing, long since, boolean valid) {
        static final View NONE = new View(Standing.FIRST, 0, false);

        boolean fresh(long now) {
            return valid && now - since < FRESH_NANOS;
        }
    }

    /** Brings a generation from a position to the end of history; answers where that is. */
    interface CatchUp {
        long run(Group group, int generation, long after);
    }

    Group(String name, Standings standings) {
        this.name = name;
        this.standings = standings;
    }

    String name() {
        return name;
    }

    /** The read models are known once they are made; before anything else happens. */
    void add(Making<?> making) {
        makings.add(making);
    }

    List<Making<?>> makings() {
        return List.copyOf(makings);
    }

    /**
     * What this group needs to keep up what is being made.
     *
     * @param held the segments of the processor that this node holds
     */
    void keep(Supplier<Set<Integer>> held, CatchUp from) {
        this.segments = held;
        this.catchUp = from;
    }

    int live() {
        return standing().live();
    }

    /** How things stand, at most a moment ago. */
    Standing standing() {
        var seen = view;
        return seen.fresh(System.nanoTime()) ? seen.standing() : look();
    }

    private Standing look() {
        var known = forgotten.get();
        var asked = System.nanoTime();
        var standing = standings.of(name);
        told(standing, asked, known);
        return standing;
    }

    /** Takes an answer for all groups to a question that is about to be asked. */
    Consumer<Map<String, Standing>> asking() {
        var known = forgotten.get();
        var asked = System.nanoTime();
        return all -> told(all.getOrDefault(name, Standing.FIRST), asked, known);
    }

    /** A change that was made meanwhile is younger than the answer. */
    private void told(Standing standing, long asked, long known) {
        var seen = view;
        if (forgotten.get() == known && (!seen.valid() || seen.since() - asked < 0)) {
            view = new View(standing, asked, true);
        }
    }

    /** What this node knew is worth nothing, nor what it is just told: it took over a segment. */
    void forget() {
        forgotten.incrementAndGet();
        view = View.NONE;
    }

    /** Changes how things stand, for all nodes. */
    Standing change(UnaryOperator<Standing> change) {
        var asked = System.nanoTime();
        var standing = standings.change(name, change);
        view = new View(standing, asked, true);
        return standing;
    }

    /** Takes the next facts of the processor into all generations that are kept up. */
    <F> void write(Making<F> making, List<Stamped<F>> facts) {
        writing.lock();
        try {
            var standing = settled();
            making.write(standing.live(), facts);
            for (var other : standing.followers(held()).toArray()) {
                follow(other, () -> making.write(other, facts));
            }
        } finally {
            writing.unlock();
        }
    }

    /** Begins to keep up what is being made, where this node is to; between two batches. */
    void settle() {
        if (standing().awaits(held())) {
            writing.lock();
            try {
                settled();
            } finally {
                writing.unlock();
            }
        }
    }

    private Standing settled() {
        var standing = standing();
        var held = held();
        if (!standing.awaits(held)) {
            return standing;
        }
        var shadow = standing.shadow().orElseThrow();
        follow(
                shadow.generation(),
                () -> catchUp.run(this, shadow.generation(), shadow.replayed()));
        return change(now -> joined(now, shadow.generation(), held));
    }

    private static Standing joined(Standing now, int generation, Set<Integer> held) {
        return now.with(
                now.shadow()
                        .map(its ->
                                its.generation() == generation && its.broken().isEmpty()
                                        ? new Standing.Shadow(
                                                generation,
                                                its.replayed(),
                                                its.joining(),
                                                union(its.joined(), held),
                                                its.broken())
                                        : its));
    }

    private static Set<Integer> union(Set<Integer> some, Set<Integer> more) {
        var all = new HashSet<>(some);
        all.addAll(more);
        return Set.copyOf(all);
    }

    /** What is not read must not hold up what is: it is given up when it cannot take a fact. */
    private void follow(int generation, Runnable work) {
        try {
            work.run();
        } catch (ConcurrentModificationException | MongoException passing) {
            throw passing;
        } catch (RuntimeException defect) {
            LOG.warn("{}: generation {} cannot be kept up", name, generation, defect);
            var reason = defect.getClass().getSimpleName();
            change(now -> broken(now, generation, reason));
        }
    }

    private static Standing broken(Standing now, int generation, String reason) {
        if (now.kept().isPresent() && now.kept().getAsInt() == generation) {
            return now.dropped();
        }
        return now.with(
                now.shadow()
                        .map(its ->
                                its.generation() == generation
                                        ? new Standing.Shadow(
                                                generation,
                                                its.replayed(),
                                                its.joining(),
                                                its.joined(),
                                                Optional.of(reason))
                                        : its));
    }

    /** Makes the documents of one stream again, in all generations that are kept up. */
    <F> void again(StreamMaking<F> making, Supplier<List<Stamped<F>>> facts) {
        writing.lock();
        try {
            var standing = settled();
            var all = facts.get();
            making.again(standing.live(), all);
            for (var other : standing.followers(held()).toArray()) {
                follow(other, () -> making.again(other, all));
            }
        } finally {
            writing.unlock();
        }
    }

    Set<Integer> held() {
        return segments.get();
    }
}
