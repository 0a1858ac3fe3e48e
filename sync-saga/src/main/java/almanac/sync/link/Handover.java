package almanac.sync.link;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import almanac.connection.MappingId;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * Gives the links of a mapping that has ended to one that goes on with them. What each of them says
 * stays as it is, except where its object went: that is found out anew.
 */
public final class Handover {

    private static final int AT_ONCE = 500;

    private final MongoCollection<Document> links;

    public Handover(MongoDatabase database) {
        this.links = database.getCollection("sync_links");
    }

    /**
     * Gives some, of which the other keeps those whose part and object it does not know yet;
     * answers whether there were any. May be repeated after a crash: each link is there before it
     * goes here.
     */
    public boolean some(MappingId from, MappingId to) {
        var given = links.find(eq("mapping", from.value())).limit(AT_ONCE).into(new ArrayList<>());
        if (given.isEmpty()) {
            return false;
        }
        var names = values("_id", given);
        given.forEach(link -> become(link, to));
        var parts = known("_id", given);
        var objects = known("remote", given);
        var kept =
                given.stream()
                        .filter(link -> !parts.contains(link.getString("_id")))
                        .filter(link -> !objects.contains(link.get("remote")))
                        .map(Handover::written)
                        .toList();
        if (!kept.isEmpty()) {
            links.bulkWrite(kept);
        }
        links.deleteMany(in("_id", names));
        return true;
    }

    private static void become(Document link, MappingId to) {
        var left = link.getString("_id").indexOf('/');
        link.put("_id", to.value() + link.getString("_id").substring(left));
        link.put("mapping", to.value());
        if (link.get("object") instanceof String object) {
            link.put("remote", LinkDocuments.remoteKey(to, object));
        }
        if (Link.State.LEAVING.name().equals(link.get("state"))) {
            link.put("state", Link.State.LIVE.name());
        }
        link.remove("leavesAt");
        link.remove("seen");
    }

    private Set<Object> known(String field, Collection<Document> among) {
        var found = new HashSet<Object>();
        links.find(in(field, values(field, among)))
                .projection(Projections.include(field))
                .forEach(each -> found.add(each.getString(field)));
        return found;
    }

    private static List<String> values(String field, Collection<Document> of) {
        return of.stream()
                .filter(each -> each.containsKey(field))
                .map(each -> each.getString(field))
                .toList();
    }

    private static ReplaceOneModel<Document> written(Document link) {
        return new ReplaceOneModel<>(
                eq("_id", link.getString("_id")), link, new ReplaceOptions().upsert(true));
    }
}
