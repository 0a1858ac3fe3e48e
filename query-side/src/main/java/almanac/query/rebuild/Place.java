package almanac.query.rebuild;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** Where one read model lies: a collection for each generation of its making. */
public final class Place {

    private final MongoDatabase database;
    private final ReadModel model;
    private final Group group;
    private final boolean lone;

    Place(MongoDatabase database, ReadModel model, Group group, boolean lone) {
        this.database = database;
        this.model = model;
        this.group = group;
        this.lone = lone;
    }

    /** What is read now; to be asked for again at every question. */
    public MongoCollection<Document> live() {
        return in(generation());
    }

    /** The generation that is read now. */
    int generation() {
        return group.live();
    }

    /** Whether no other process can write here. */
    boolean lone() {
        return lone;
    }

    /** One generation, whether or not it is there. */
    public MongoCollection<Document> in(int generation) {
        return database.getCollection(model.collection(generation));
    }

    void drop(int generation) {
        var name = model.collection(generation);
        if (database.listCollectionNames().into(new ArrayList<>()).contains(name)) {
            in(generation).drop();
        }
    }

    /** Takes the next facts into every generation that is kept up. */
    public <F> void write(Making<F> making, List<Stamped<F>> facts) {
        group.write(making, facts);
    }

    /** Creates the indexes of what is read now. */
    public void ensureIndexes(Making<?> making) {
        making.ensureIndexes(group.live());
    }

    ReadModel model() {
        return model;
    }

    Group group() {
        return group;
    }
}
