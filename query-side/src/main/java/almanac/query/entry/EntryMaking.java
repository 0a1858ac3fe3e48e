package almanac.query.entry;

import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Indexes.ascending;

import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.query.rebuild.FoldedCollection;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.Place;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Stamped;
import almanac.query.rebuild.StreamMaking;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;

/** Entries, and before each change to them their tallies. */
final class EntryMaking implements StreamMaking<EntryFact> {

    private final Place place;
    private final Tallies tallies;
    private final Folding<EntryFact, EntryState> folding;
    private final Map<Integer, FoldedCollection<EntryFact, EntryState>> counted =
            new ConcurrentHashMap<>();

    EntryMaking(Place place, Tallies tallies, Folding<EntryFact, EntryState> folding) {
        this.place = place;
        this.tallies = tallies;
        this.folding = folding;
    }

    @Override
    public Class<EntryFact> facts() {
        return EntryFact.class;
    }

    @Override
    public String streams() {
        return "entry-";
    }

    @Override
    public List<Place> places() {
        return List.of(place, tallies.place());
    }

    @Override
    public void ensureIndexes(int generation) {
        var documents = place.in(generation);
        documents.createIndex(ascending(EntryFolding.CALENDAR, EntryFolding.CELL));
        documents.createIndex(ascending(EntryFolding.CALENDAR, "_id"));
        documents.createIndex(ascending(EntryFolding.SHELVES, EntryFolding.AT, "_id"));
    }

    @Override
    public void write(int generation, List<Stamped<EntryFact>> facts) {
        counted.computeIfAbsent(
                        generation,
                        number ->
                                new FoldedCollection<>(
                                        place.in(number),
                                        folding,
                                        steps -> tallies.count(number, steps)))
                .write(facts);
    }

    /** Tallies count facts in the order of their positions, so they are made afterwards. */
    @Override
    public void begin(int generation, List<Stamped<EntryFact>> facts) {
        uncounted(generation).write(facts);
    }

    @Override
    public void begun(int generation, long position) {
        tallies.countAll(generation, place.in(generation), position);
    }

    @Override
    public void again(int generation, List<Stamped<EntryFact>> facts) {
        var ids = facts.stream().map(fact -> folding.id(fact.fact())).distinct().toList();
        var documents = place.in(generation);
        var shelves = shelves(documents, ids);
        uncounted(generation).again(facts);
        shelves.addAll(shelves(documents, ids));
        tallies.countAgain(generation, documents, shelves);
    }

    @Override
    public Optional<Document> said(ReadModel model, Document document) {
        return model.equals(Tallies.MODEL) ? Tallies.said(document) : Optional.of(document);
    }

    private FoldedCollection<EntryFact, EntryState> uncounted(int generation) {
        return new FoldedCollection<>(place.in(generation), folding);
    }

    private static Set<String> shelves(MongoCollection<Document> documents, List<Long> ids) {
        var shelves = new TreeSet<String>();
        documents
                .find(in("_id", ids))
                .projection(Projections.include(EntryFolding.SHELVES))
                .forEach(found -> shelves.addAll(Shelves.named(found)));
        return shelves;
    }
}
