package almanac.query.rebuild;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Sorts.ascending;

import almanac.operation.ComparisonReport;
import almanac.operation.ComparisonReport.Difference;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Compares two generations of one read model, page by page in the order of their ids, while both
 * are written. What differs is looked at again: a document that is being written settles in a
 * moment, a difference stays.
 */
final class Comparison {

    /** The embedded store lets nobody write a collection while it reads a page of it. */
    private static final int PAGE = 200;

    private static final int EXAMPLES = 100;
    private static final int LOOKS = 10;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final String model;
    private final MongoCollection<Document> live;
    private final MongoCollection<Document> made;
    private final Function<Document, Optional<Document>> said;
    private final Runnable each;
    private final List<Difference> examples = new ArrayList<>();
    private long documents;
    private long different;
    private long missing;
    private long extra;

    /**
     * @param said what a document says, empty where that is nothing
     * @param each is run after each page, and may end the comparison by throwing
     */
    Comparison(
            String model,
            MongoCollection<Document> live,
            MongoCollection<Document> made,
            Function<Document, Optional<Document>> said,
            Runnable each) {
        this.model = model;
        this.live = live;
        this.made = made;
        this.said = said;
        this.each = each;
    }

    ComparisonReport run() {
        var last = Optional.<Object>empty();
        while (true) {
            var page = read(live, after(last));
            var full = page.size() == PAGE;
            var end = full ? Optional.of(lastOf(page)) : Optional.empty();
            pages(last, end, page);
            each.run();
            if (!full) {
                return new ComparisonReport(
                        documents, different, missing, extra, List.copyOf(examples));
            }
            last = end;
        }
    }

    /** Everything in both between two ids; of what only the made one has there may be much. */
    private void pages(Optional<Object> from, Optional<Object> to, Map<Object, Document> ofLive) {
        documents += ofLive.size();
        var left = new LinkedHashSet<>(ofLive.keySet());
        var last = from;
        while (true) {
            var page = read(made, between(last, to));
            for (var document : page.values()) {
                var id = Objects.requireNonNull(document.get("_id"));
                left.remove(id);
                check(id, Optional.ofNullable(ofLive.get(id)), Optional.of(document));
            }
            if (page.size() < PAGE) {
                left.forEach(
                        id -> check(id, Optional.ofNullable(ofLive.get(id)), Optional.empty()));
                return;
            }
            last = Optional.of(lastOf(page));
        }
    }

    private void check(Object id, Optional<Document> one, Optional<Document> other) {
        var ours = one.flatMap(said);
        var theirs = other.flatMap(said);
        for (var look = 0; !Canonical.same(ours, theirs); look++) {
            if (look == LOOKS) {
                differs(id, ours, theirs);
                return;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
            ours = Optional.ofNullable(live.find(eq("_id", id)).first()).flatMap(said);
            theirs = Optional.ofNullable(made.find(eq("_id", id)).first()).flatMap(said);
        }
    }

    private void differs(Object id, Optional<Document> ours, Optional<Document> theirs) {
        if (ours.isEmpty()) {
            extra++;
        } else if (theirs.isEmpty()) {
            missing++;
        } else {
            different++;
        }
        if (examples.size() < EXAMPLES) {
            examples.add(
                    new Difference(
                            model,
                            String.valueOf(id),
                            Canonical.paths(ours, theirs),
                            ours.map(Canonical::hash).orElse(""),
                            theirs.map(Canonical::hash).orElse("")));
        }
    }

    private static SequencedMap<Object, Document> read(
            MongoCollection<Document> from, Bson filter) {
        var found = new LinkedHashMap<Object, Document>();
        from.find(filter)
                .sort(ascending("_id"))
                .limit(PAGE)
                .batchSize(PAGE)
                .forEach(document -> found.put(document.get("_id"), document));
        return found;
    }

    private static Object lastOf(SequencedMap<Object, Document> page) {
        return page.lastEntry().getKey();
    }

    private static Bson after(Optional<Object> id) {
        return id.map(it -> gt("_id", it)).orElseGet(Document::new);
    }

    private static Bson between(Optional<Object> from, Optional<Object> to) {
        return to.map(end -> and(after(from), lte("_id", end))).orElseGet(() -> after(from));
    }

    /** One report of several read models. */
    static ComparisonReport sum(List<ComparisonReport> reports) {
        return new ComparisonReport(
                reports.stream().mapToLong(ComparisonReport::documents).sum(),
                reports.stream().mapToLong(ComparisonReport::different).sum(),
                reports.stream().mapToLong(ComparisonReport::missing).sum(),
                reports.stream().mapToLong(ComparisonReport::extra).sum(),
                reports.stream()
                        .flatMap(report -> report.examples().stream())
                        .limit(EXAMPLES)
                        .toList());
    }
}
