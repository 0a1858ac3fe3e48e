package almanac.query.rebuild;

import com.mongodb.client.MongoCollection;
import java.util.Collection;
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

    /**
     * @param streams how the names of the aggregates' streams begin
     * @param indexes creates those that are missing
     */
    public FoldedModel(
            Place place,
            Class<F> facts,
            String streams,
            Folding<F, S> folding,
            Consumer<MongoCollection<Document>> indexes) {
        this.place = place;
        this.facts = facts;
        this.streams = streams;
        this.folding = folding;
        this.indexes = indexes;
        this.reads = new GroupRead<>(ids -> FoldedCollection.byId(documents(), ids));
    }

    /** What is read now; to be asked for again at every question. */
    public MongoCollection<Document> documents() {
        return place.live();
    }

    /** What is read now of one aggregate. */
    public Optional<Row<S>> row(long id) {
        return reads.one(id).map(this::row);
    }

    /** What is read now of these aggregates, in no order. */
    public List<Row<S>> rows(Collection<Long> ids) {
        return reads.all(ids).values().stream().map(this::row).toList();
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
        in(generation).write(next);
    }

    @Override
    public void begin(int generation, List<Stamped<F>> whole) {
        in(generation).write(whole);
    }

    @Override
    public void again(int generation, List<Stamped<F>> whole) {
        in(generation).again(whole);
    }

    private FoldedCollection<F, S> in(int generation) {
        return made.computeIfAbsent(
                generation, number -> new FoldedCollection<>(place.in(number), folding));
    }
}
