package almanac.query.history;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Lines that have any of some names, each once. Every name is looked up by itself, so that the
 * index gives the order: a page costs what it passes over, for each name, whatever there is beyond.
 *
 * @param after only positions after this one
 * @param before only positions before this one
 * @param wanted what else they have to be
 */
record OwnLines(
        MongoCollection<Document> lines, List<String> names, long after, long before, Bson wanted) {

    OwnLines {
        names = List.copyOf(names);
    }

    /** Newest first. */
    List<Document> newest(long offset, int limit) {
        var page = positions(offset + limit).stream().skip(offset).limit(limit).toList();
        return lines.find(in("_id", page)).sort(descending("_id")).into(new ArrayList<>());
    }

    private Collection<Long> positions(long needed) {
        var newest = new TreeSet<Long>(Comparator.reverseOrder());
        for (var name : names) {
            var floor = newest.size() < needed ? after : newest.last();
            lines.find(under(name, floor))
                    .projection(include("_id"))
                    .sort(descending("_id"))
                    .limit((int) Math.min(needed, Integer.MAX_VALUE))
                    .forEach(line -> newest.add(line.getLong("_id")));
            while (newest.size() > needed) {
                newest.pollLast();
            }
        }
        return newest;
    }

    /** Shows all of them, in no order and with stream and type only. */
    void each(Consumer<Document> seen) {
        for (var i = 0; i < names.size(); i++) {
            lines.find(and(under(names.get(i), after), nin(HistoryLog.KEYS, names.subList(0, i))))
                    .projection(include(HistoryLog.STREAM, HistoryLog.TYPE))
                    .forEach(seen);
        }
    }

    private Bson under(String name, long floor) {
        return and(eq(HistoryLog.KEYS, name), gt("_id", floor), lt("_id", before), wanted);
    }
}
