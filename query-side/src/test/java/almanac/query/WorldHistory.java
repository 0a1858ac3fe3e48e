package almanac.query;

import almanac.query.rebuild.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** The history of a world in memory, read in small pages; something may happen between two. */
public final class WorldHistory implements History {

    private static final int STREAMS = 3;
    private static final int FACTS = 7;

    private final World world;
    private final List<Runnable> meanwhile = new ArrayList<>();
    private boolean keeps = true;

    public WorldHistory(World world) {
        this.world = world;
    }

    /** Happens before the next page is read. */
    public void meanwhile(Runnable event) {
        meanwhile.add(event);
    }

    /** Whether this node keeps the live documents. */
    public void keeps(boolean yes) {
        keeps = yes;
    }

    @Override
    public long lastPosition() {
        return world.history().size() - 1L;
    }

    @Override
    public long commits(String streams) {
        return all().filter(fact -> stream(fact).startsWith(streams)).count();
    }

    @Override
    public Page page(String streams, String after, long upTo) {
        if (!meanwhile.isEmpty()) {
            meanwhile.removeFirst().run();
        }
        var names =
                all().map(WorldHistory::stream)
                        .filter(name -> name.startsWith(streams) && name.compareTo(after) > 0)
                        .distinct()
                        .sorted()
                        .limit(STREAMS)
                        .toList();
        var facts =
                all().filter(fact -> names.contains(stream(fact)))
                        .filter(fact -> position(fact) <= upTo)
                        .sorted(
                                Comparator.<TrackedEventMessage<?>, String>comparing(
                                                WorldHistory::stream)
                                        .thenComparing(WorldHistory::position))
                        .toList();
        return new Page(
                facts,
                names.isEmpty() ? after : names.getLast(),
                facts.size(),
                names.size() < STREAMS);
    }

    @Override
    public List<? extends TrackedEventMessage<?>> from(long position) {
        return all().skip(position).limit(FACTS).toList();
    }

    @Override
    public List<? extends TrackedEventMessage<?>> of(String stream) {
        return all().filter(fact -> stream(fact).equals(stream)).toList();
    }

    @Override
    public Set<Integer> segments(String processor) {
        return Set.of(0);
    }

    @Override
    public Set<Integer> held(String processor) {
        return keeps ? Set.of(0) : Set.of();
    }

    private Stream<TrackedEventMessage<?>> all() {
        return world.history().stream().map(fact -> (GenericTrackedDomainEventMessage<?>) fact);
    }

    private static String stream(TrackedEventMessage<?> fact) {
        return ((DomainEventMessage<?>) fact).getAggregateIdentifier();
    }

    private static long position(TrackedEventMessage<?> fact) {
        return fact.trackingToken().position().orElseThrow();
    }
}
