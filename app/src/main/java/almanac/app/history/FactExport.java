package almanac.app.history;

import almanac.history.HistoryFilter;
import almanac.message.Actor;
import almanac.query.past.FactLog;
import almanac.store.RawFacts;
import almanac.store.RawFacts.RawFact;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes history as lines of JSON (NDJSON), each fact as it was written. Takes no more memory for a
 * long history than for a short one.
 */
public final class FactExport {

    private final RawFacts facts;
    private final FactLog log;
    private final JsonMapper json;

    public FactExport(RawFacts facts, FactLog log, JsonMapper json) {
        this.facts = facts;
        this.log = log;
        this.json = json;
    }

    /** Writes what the filter lets through of all that is stored by now, oldest first. */
    public void write(HistoryFilter filter, OutputStream out) throws IOException {
        var first = filter.from().map(from -> log.lastBefore(from) + 1).orElse(0L);
        var head = log.head();
        var last = filter.to().map(to -> Math.min(head, log.lastBefore(to))).orElse(head);
        var wanted = wanted(filter);
        var line = new StringBuilder();
        var all = facts.from(first).iterator();
        while (all.hasNext()) {
            var fact = all.next();
            if (fact.position() > last) {
                return;
            }
            if (wanted.test(fact)) {
                line.setLength(0);
                append(fact, line);
                out.write(line.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private Predicate<RawFact> wanted(HistoryFilter filter) {
        Predicate<RawFact> all = fact -> true;
        var byType =
                filter.type()
                        .<Predicate<RawFact>>map(type -> fact -> fact.name().equals(type))
                        .orElse(all);
        var byResource =
                filter.resource()
                        .<Predicate<RawFact>>map(stream -> fact -> fact.stream().equals(stream))
                        .orElse(all);
        var byActor =
                filter.actor()
                        .<Predicate<RawFact>>map(user -> fact -> acted(fact, Long.toString(user)))
                        .orElse(all);
        var byOrigin =
                filter.origin()
                        .<Predicate<RawFact>>map(origin -> fact -> through(fact, origin))
                        .orElse(all);
        return byType.and(byResource).and(byActor).and(byOrigin);
    }

    private boolean acted(RawFact fact, String user) {
        return meta(fact).path(Actor.USER_KEY).asString("").equals(user);
    }

    /** An origin with its number, or any of its kind. */
    private boolean through(RawFact fact, String origin) {
        var found = meta(fact).path(Actor.ORIGIN_KEY).asString("");
        return found.equals(origin) || found.startsWith(origin + ":");
    }

    private JsonNode meta(RawFact fact) {
        return json.readTree(fact.metaData());
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
