package almanac.query.entry;

import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import org.bson.Document;

/** The fold of a build with a defect: what is changed of an entry is lost on it. */
public final class ForgetfulFolding implements Folding<EntryFact, EntryState> {

    private final EntryFolding right;

    private ForgetfulFolding(ObjectMapper mapper) {
        this.right = new EntryFolding(mapper);
    }

    /** The projection of entries as that build has it. */
    public static Rebuildable projection(MongoDatabase database, ObjectMapper mapper) {
        return new Entries(new ReadModels(database, true), new ForgetfulFolding(mapper))
                .projection();
    }

    @Override
    public long id(EntryFact fact) {
        return right.id(fact);
    }

    @Override
    public boolean begins(EntryFact fact) {
        return right.begins(fact);
    }

    @Override
    public EntryState next(Optional<EntryState> state, Stamped<EntryFact> fact) {
        return fact.fact() instanceof EntryFact.EntryUpdated && state.isPresent()
                ? state.get()
                : right.next(state, fact);
    }

    @Override
    public Document write(EntryState state) {
        return right.write(state);
    }

    @Override
    public EntryState read(Document document) {
        return right.read(document);
    }
}
