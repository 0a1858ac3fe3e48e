package almanac.query.rebuild;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;

/** Where each group's standing is kept for all nodes. */
final class Standings {

    private static final int DUPLICATE_KEY = 11_000;

    private final MongoCollection<Document> documents;

    Standings(MongoDatabase database) {
        this.documents = database.getCollection("projection_standings");
    }

    Standing of(String group) {
        return Optional.ofNullable(documents.find(eq("_id", group)).first())
                .map(StandingCodec::of)
                .orElse(Standing.FIRST);
    }

    /** Of all groups that ever changed. */
    Map<String, Standing> all() {
        var all = new HashMap<String, Standing>();
        documents.find().forEach(it -> all.put(it.getString("_id"), StandingCodec.of(it)));
        return all;
    }

    /**
     * Changes a standing, seeing what others changed before.
     *
     * @param change of the standing as it is then; may be asked several times
     */
    Standing change(String group, UnaryOperator<Standing> change) {
        while (true) {
            var old = of(group);
            var wanted = change.apply(old);
            if (wanted.equals(old)) {
                return old;
            }
            var fresh = stamped(wanted, old.stamp() + 1);
            if (old.stamp() == 0 ? inserted(group, fresh) : replaced(group, old, fresh)) {
                return fresh;
            }
        }
    }

    private static Standing stamped(Standing its, long stamp) {
        return new Standing(
                stamp,
                its.live(),
                its.next(),
                its.kept(),
                its.shadow(),
                its.leaving(),
                its.job(),
                its.rebuiltAt());
    }

    private boolean replaced(String group, Standing old, Standing fresh) {
        return documents
                        .replaceOne(
                                and(eq("_id", group), eq("stamp", old.stamp())),
                                StandingCodec.document(group, fresh))
                        .getMatchedCount()
                == 1;
    }

    private boolean inserted(String group, Standing fresh) {
        try {
            documents.insertOne(StandingCodec.document(group, fresh));
            return true;
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DUPLICATE_KEY) {
                throw taken;
            }
            return false;
        }
    }
}
