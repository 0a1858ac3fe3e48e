package almanac.entry;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names one occurrence of a series for ever: the number of steps from the series' anchor to the
 * occurrence's original start (RFC 5545 RECURRENCE-ID), whatever happened to the series since.
 */
public record OccurrenceKey(@JsonValue long slot) implements Comparable<OccurrenceKey> {

    public static final OccurrenceKey FIRST = new OccurrenceKey(Long.MIN_VALUE);

    @JsonCreator
    public OccurrenceKey {}

    @Override
    public int compareTo(OccurrenceKey other) {
        return Long.compare(slot, other.slot);
    }
}
