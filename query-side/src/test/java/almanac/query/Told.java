package almanac.query;

import almanac.query.past.FactLog;
import almanac.query.past.Recorded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/** The history of a test as the store would have it; the list may grow. */
record Told(List<DomainEventMessage<?>> history) implements FactLog {

    @Override
    public Stream<Recorded> of(String stream) {
        return all().filter(recorded -> recorded.stream().equals(stream));
    }

    private Stream<Recorded> all() {
        var all = new ArrayList<Recorded>();
        for (var message : List.copyOf(history)) {
            all.add(
                    new Recorded(
                            all.size(),
                            message.getAggregateIdentifier(),
                            message.getSequenceNumber(),
                            message.getTimestamp(),
                            message.getIdentifier(),
                            message.getMetaData(),
                            message.getPayload()));
        }
        return all.stream();
    }

    @Override
    public long lastBefore(Instant limit) {
        return all().takeWhile(recorded -> recorded.at().isBefore(limit)).count() - 1;
    }

    @Override
    public long head() {
        return history.size() - 1L;
    }

    /** Worlds show each fact at once. */
    @Override
    public void awaitProjected(long position) {}
}
