package almanac.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one unit of work appends: the facts of at most one stream, in order. {@code first} and
 * {@code last} are the sequence numbers it occupies in that stream, both inclusive.
 */
record Commit(String id, String stream, long first, long last, List<Line> lines) {

    /** One fact as it is stored. A line without a sequence belongs to no aggregate. */
    record Line(
            String id,
            String at,
            String name,
            Optional<String> revision,
            Optional<String> aggregateType,
            OptionalLong sequence,
            String payload,
            String metaData) {

        Instant instant() {
            return Instant.parse(at);
        }
    }

    int size() {
        return lines.size();
    }

    Instant latest() {
        return lines.stream().map(Line::instant).max(Instant::compareTo).orElse(Instant.MIN);
    }

    int characters() {
        return lines.stream().mapToInt(l -> l.payload().length() + l.metaData().length()).sum();
    }

    /** This commit where the store keeps it. */
    Placed at(long position) {
        return new Placed(this, position);
    }

    /** A commit with the global position of its first fact. */
    record Placed(Commit commit, long position) {

        /** The position right after its last fact, which is where the next commit begins. */
        long end() {
            return position + commit.size();
        }
    }
}
