package almanac.app.history;

import almanac.app.web.Queries;
import almanac.history.HistoryFilter;
import almanac.history.HistoryQuery;
import almanac.query.past.FactLog;
import almanac.store.RawFacts;
import almanac.store.RawFacts.RawFact;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Writes history as lines of JSON (NDJSON), each fact as it was written. Takes no more memory for a
 * long history than for a short one.
 */
public final class FactExport {

    private static final int PAGE = 1_000;

    private final RawFacts facts;
    private final FactLog log;
    private final Queries queries;

    /**
     * @param queries tell where the facts lie that a filter lets through
     */
    public FactExport(RawFacts facts, FactLog log, Queries queries) {
        this.facts = facts;
        this.log = log;
        this.queries = queries;
    }

    /** Writes what the filter lets through of all that is stored by now, oldest first. */
    public void write(HistoryFilter filter, OutputStream out) throws IOException {
        var head = log.head();
        var last = filter.to().map(to -> Math.min(head, log.lastBefore(to))).orElse(head);
        var wanted = wanted(filter, last).iterator();
        if (!wanted.hasNext()) {
            return;
        }
        var next = wanted.next();
        var all = facts.from(next).iterator();
        var line = new StringBuilder();
        while (all.hasNext()) {
            var fact = all.next();
            if (fact.position() < next) {
                continue;
            }
            line.setLength(0);
            append(fact, line);
            out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            if (!wanted.hasNext()) {
                return;
            }
            next = wanted.next();
        }
    }

    /** The positions of it in order; without a selection no read model has to be asked. */
    private Stream<Long> wanted(HistoryFilter filter, long last) {
        if (!filter.selects()) {
            var first = filter.from().map(from -> log.lastBefore(from) + 1).orElse(0L);
            return LongStream.rangeClosed(first, last).boxed();
        }
        return Stream.iterate(
                        page(filter, -1),
                        page -> !page.isEmpty(),
                        page -> page(filter, page.getLast()))
                .flatMap(List::stream)
                .takeWhile(position -> position <= last);
    }

    private List<Long> page(HistoryFilter filter, long after) {
        return queries.list(new HistoryQuery.Positions(filter, after, PAGE), Long.class);
    }

    /** Names, streams and ids are ours and need no escapes. */
    private static void append(RawFact fact, StringBuilder line) {
        line.append("{\"position\":").append(fact.position());
        line.append(",\"at\":\"").append(fact.at());
        line.append("\",\"type\":\"").append(fact.name()).append('"');
        fact.revision().ifPresent(it -> line.append(",\"revision\":\"").append(it).append('"'));
        line.append(",\"resource\":\"").append(fact.stream()).append('"');
        fact.sequence().ifPresent(it -> line.append(",\"sequence\":").append(it));
        line.append(",\"id\":\"").append(fact.id());
        line.append("\",\"metaData\":").append(fact.metaData());
        line.append(",\"data\":").append(fact.payload()).append("}\n");
    }
}
