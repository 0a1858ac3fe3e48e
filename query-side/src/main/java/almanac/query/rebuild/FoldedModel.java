package almanac.query.rebuild;

import com.mongodb.client.MongoCollection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.bson.Document;

/** A read model of one folded document for each aggregate. */
public final class FoldedModel<F, S> implements StreamMaking<F> {

    private final Place place;
    private final Class<F> facts;
    private final String streams;
    private final Folding<F, S> folding;
    private final Consumer<MongoCollection<Document>> indexes;
    private final Map<Integer, FoldedCollection<F, S>> made = new ConcurrentHashMap<>();
    private final GroupRead<Document> reads;
    private final Optional<KeptRows<S>> kept;

    /**
     * One whose rows are read anew for each question.
     *
     * @param streams how the names of the aggregates' streams begin
     * @param indexes creates those that are missing
     */
    public FoldedModel(
            Place place,
            Class<F> facts,
            String streams,
            Folding<F, S> folding,
            Consumer<MongoCollection<Document>> indexes) {
        this(place, facts, streams, folding, indexes, Optional.empty());
    }

    /**
     * One that remembers rows where no other process writes them.
     *
     * @param streams how the names of the aggregates' streams begin
     * @param indexes creates those that are missing
     * @param mostKept how many rows are remembered then
     */
    public FoldedModel(
            Place place,
            Class<F> facts,
            String streams,
            Folding<F, S> folding,
            Consumer<MongoCollection<Document>> indexes,
            int mostKept) {
        this(
                place,
                facts,
                streams,
                folding,
                indexes,
                Optional.of(new KeptRows<S>(place::generation, mostKept))
                        .filter(rows -> place.lone()));
    }

    private FoldedModel(
            Place place,
            Class<F> facts,
            String streams,
            Folding<F, S> folding,
            Consumer<MongoCollection<Document>> indexes,
            Optional<KeptRows<S>> kept) {
        this.place = place;
        this.facts = facts;
        this.streams = streams;
        this.folding = folding;
        this.indexes = indexes;
        this.reads = new GroupRead<>(ids -> FoldedCollection.byId(documents(), ids));
        this.kept = kept;
    }

    /** What is read now; to be asked for again at every question. */
    public MongoCollection<Document> documents() {
        return place.live();
    }

    /** What is read now of one aggregate. */
    public Optional<Row<S>> row(long id) {
        return Optional.ofNullable(all(List.of(id)).get(id));
    }

    /** What is read now of these aggregates, in no order. */
    public List<Row<S>> rows(Collection<Long> ids) {
        return List.copyOf(all(ids).values());
    }

    private Map<Long, Row<S>> all(Collection<Long> ids) {
        return kept.isPresent() ? kept.get().all(ids, this::read) : read(ids);
    }

    private Map<Long, Row<S>> read(Collection<Long> ids) {
        var rows = new HashMap<Long, Row<S>>();
        reads.all(ids).forEach((id, document) -> rows.put(id, row(document)));
        return rows;
    }

    /** The row of a document. */
    public Row<S> row(Document document) {
        return FoldedCollection.row(folding, document);
    }

    /** How the documents come to be. */
    public Folding<F, S> folding() {
        return folding;
    }

    /** Takes the next facts into every generation that is kept up. */
    public void write(List<Stamped<F>> next) {
        place.write(this, next);
    }

    /** Creates the indexes of what is read now. */
    public void ensureIndexes() {
        place.ensureIndexes(this);
    }

    /** Forgets every document of what is read now; the indexes stay. */
    public void clear() {
        documents().deleteMany(new Document());
        kept.ifPresent(KeptRows::allWritten);
    }

    @Override
    public Class<F> facts() {
        return facts;
    }

    @Override
    public String streams() {
        return streams;
    }

    @Override
    public List<Place> places() {
        return List.of(place);
    }

    @Override
    public void ensureIndexes(int generation) {
        indexes.accept(place.in(generation));
    }

    @Override
    public void write(int generation, List<Stamped<F>> next) {
        writing(next, () -> in(generation).write(next));
    }

    @Override
    public void begin(int generation, List<Stamped<F>> whole) {
        writing(whole, () -> in(generation).write(whole));
    }

    @Override
    public void again(int generation, List<Stamped<F>> whole) {
        writing(whole, () -> in(generation).again(whole));
    }

    /** A write that fails may have written some. */
    private void writing(List<Stamped<F>> facts, Runnable write) {
        try {
            write.run();
        } finally {
            kept.ifPresent(rows -> rows.written(ids(facts)));
        }
    }

    private List<Long> ids(List<Stamped<F>> facts) {
        return facts.stream().map(each -> folding.id(each.fact())).toList();
    }

    private FoldedCollection<F, S> in(int generation) {
        return made.computeIfAbsent(
                generation, number -> new FoldedCollection<>(place.in(number), folding));
    }
}
