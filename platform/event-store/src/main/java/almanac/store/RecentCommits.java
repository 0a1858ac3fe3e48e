package almanac.store;

import almanac.store.Commit.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The commits this node stored last, so that its own tailing processors need not read them back.
 * Bounded by their characters; where other nodes wrote in between there are holes, and a run ends
 * at a hole.
 */
final class RecentCommits {

    private final long mostCharacters;
    private final ConcurrentSkipListMap<Long, Placed> byPosition = new ConcurrentSkipListMap<>();
    private long characters;

    RecentCommits(long mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    /** Called by one thread at a time, the one that leads the writes. */
    void add(Placed placed) {
        if (byPosition.put(placed.position(), placed) == null) {
            characters += weight(placed);
        }
        while (characters > mostCharacters && !byPosition.isEmpty()) {
            characters -= weight(byPosition.pollFirstEntry().getValue());
        }
    }

    /** The gap-free run that starts with the fact at this position; empty if that is not kept. */
    List<Placed> run(long position, int most) {
        Map.Entry<Long, Placed> start = byPosition.floorEntry(position);
        if (start == null || start.getValue().end() <= position) {
            return List.of();
        }
        List<Placed> run = new ArrayList<>();
        long due = start.getKey();
        for (Placed placed : byPosition.tailMap(due).values()) {
            if (placed.position() != due || run.size() == most) {
                break;
            }
            run.add(placed);
            due = placed.end();
        }
        return run;
    }

    private static long weight(Placed placed) {
        return placed.commit().characters() + 512L * placed.commit().size();
    }
}
