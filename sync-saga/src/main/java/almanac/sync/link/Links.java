package almanac.sync.link;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.set;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * All links. Only the step that holds a mapping's lease writes those of the mapping; unique keys
 * tell two links of one object, and two of one part, whoever writes.
 */
public final class Links {

    private static final int AT_ONCE = 100;

    private final MongoCollection<Document> links;
    private final LinkDocuments documents;

    public Links(MongoDatabase database, ObjectMapper mapper) {
        this.links = database.getCollection("sync_links");
        this.documents = new LinkDocuments(mapper);
    }

    public void ensureIndexes() {
        links.createIndex(
                Indexes.ascending("remote"), new IndexOptions().unique(true).sparse(true));
        links.createIndex(Indexes.ascending("mapping", "state"));
        // with the mapping, so that no plan prefers to read all links of a mapping for one of them
        links.createIndex(Indexes.ascending("entry", "mapping"));
        links.createIndex(Indexes.ascending("uid", "mapping", "state"));
        links.createIndex(Indexes.ascending("operation", "mapping"));
    }

    public void save(Link link) {
        saveAll(List.of(link));
    }

    public void saveAll(Collection<Link> all) {
        if (all.isEmpty()) {
            return;
        }
        var writes =
                all.stream()
                        .map(documents::write)
                        .map(document ->
                                new ReplaceOneModel<>(
                                        eq("_id", document.getString("_id")),
                                        document,
                                        new ReplaceOptions().upsert(true)))
                        .toList();
        links.bulkWrite(writes, new BulkWriteOptions().ordered(true));
    }

    /** Forgets one link for another of the same object. */
    public void replace(Link.Key old, Link link) {
        var document = documents.write(link);
        links.bulkWrite(
                List.of(
                        new DeleteOneModel<>(eq("_id", old.toString())),
                        new ReplaceOneModel<>(
                                eq("_id", document.getString("_id")),
                                document,
                                new ReplaceOptions().upsert(true))),
                new BulkWriteOptions().ordered(true));
    }

    public void remove(Link.Key key) {
        links.deleteOne(eq("_id", key.toString()));
    }

    public Optional<Link> find(Link.Key key) {
        return Optional.ofNullable(links.find(eq("_id", key.toString())).first())
                .map(documents::read);
    }

    /** The link of an object in a mapping. */
    public Optional<Link> ofObject(MappingId mapping, String object) {
        return Optional.ofNullable(ofObjects(mapping, Set.of(object)).get(object));
    }

    /** The links of these objects in a mapping, by object. */
    public Map<String, Link> ofObjects(MappingId mapping, Collection<String> objects) {
        var found = new HashMap<String, Link>();
        var keys = objects.stream().map(each -> LinkDocuments.remoteKey(mapping, each)).toList();
        for (var from = 0; from < keys.size(); from += AT_ONCE) {
            var some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
            links.find(in("remote", some))
                    .map(documents::read)
                    .forEach(link -> link.object().ifPresent(object -> found.put(object, link)));
        }
        return found;
    }

    /** The links of an entry's parts in a mapping. */
    public List<Link> of(MappingId mapping, EntryId entry) {
        return all(and(eq("entry", entry.value()), eq("mapping", mapping.value())));
    }

    /** The links of an entry in all mappings. */
    public List<Link> of(EntryId entry) {
        return all(eq("entry", entry.value()));
    }

    /** The links of these entries that stand. */
    public List<Link> ofAll(Set<EntryId> entries) {
        return all(
                and(
                        in("entry", entries.stream().map(EntryId::value).toList()),
                        eq("state", Link.State.LIVE.name())));
    }

    /** In which mappings an entry has a link, standing or gone. */
    public Set<MappingId> mappingsOf(EntryId entry) {
        var found = new LinkedHashSet<MappingId>();
        links.find(eq("entry", entry.value()))
                .projection(Projections.include("mapping"))
                .forEach(each -> found.add(new MappingId(each.getLong("mapping"))));
        return found;
    }

    /** All links of a mapping in a state. */
    public List<Link> of(MappingId mapping, Link.State state) {
        return all(and(eq("mapping", mapping.value()), eq("state", state.name())));
    }

    /** Which entries have a link in the mapping. */
    public Set<EntryId> linked(MappingId mapping) {
        return linked(eq("mapping", mapping.value()));
    }

    /** Which entries of these have a link in the mapping. */
    public Set<EntryId> linked(MappingId mapping, Collection<EntryId> among) {
        var these = in("entry", among.stream().map(EntryId::value).toList());
        return linked(and(these, eq("mapping", mapping.value())));
    }

    private Set<EntryId> linked(Bson which) {
        var found = new LinkedHashSet<EntryId>();
        links.find(and(which, ne("state", Link.State.TOMBSTONE.name())))
                .projection(Projections.include("entry"))
                .forEach(each -> found.add(new EntryId(each.getLong("entry"))));
        return found;
    }

    /**
     * Links of these UIDs in these mappings, by UID: of objects in the making too, and gone ones.
     */
    public Map<String, List<Link>> ofUids(List<String> uids, Collection<MappingId> mappings) {
        var found = new HashMap<String, List<Link>>();
        if (mappings.isEmpty()) {
            return found;
        }
        var within = in("mapping", mappings.stream().map(MappingId::value).toList());
        var states =
                in(
                        "state",
                        Link.State.CREATING.name(),
                        Link.State.LIVE.name(),
                        Link.State.LEAVING.name(),
                        Link.State.TOMBSTONE.name());
        for (var from = 0; from < uids.size(); from += AT_ONCE) {
            var some = uids.subList(from, Math.min(uids.size(), from + AT_ONCE));
            links.find(and(in("uid", some), within, states))
                    .forEach(document ->
                            found.computeIfAbsent(
                                            document.getString("uid"), any -> new ArrayList<>())
                                    .add(documents.read(document)));
        }
        return found;
    }

    /** The link whose object a creation of this name made, or will have made. */
    public Optional<Link> ofOperation(MappingId mapping, String operation) {
        return all(and(eq("operation", operation), eq("mapping", mapping.value()))).stream()
                .findFirst();
    }

    /** Forgets all of a mapping. */
    public void removeAll(MappingId mapping) {
        links.deleteMany(eq("mapping", mapping.value()));
    }

    public long count(MappingId mapping, Link.State state) {
        return links.countDocuments(and(eq("mapping", mapping.value()), eq("state", state.name())));
    }

    /** How many objects that we created may still be there. */
    public long countMade(MappingId mapping) {
        return links.countDocuments(
                and(
                        eq("mapping", mapping.value()),
                        in("state", Link.State.LIVE.name(), Link.State.CREATING.name()),
                        ne("operation", "")));
    }

    /** Marks what a full round saw. */
    public void seen(MappingId mapping, Collection<String> objects, String round) {
        if (!objects.isEmpty()) {
            links.updateMany(
                    in(
                            "remote",
                            objects.stream()
                                    .map(each -> LinkDocuments.remoteKey(mapping, each))
                                    .toList()),
                    set("seen", round));
        }
    }

    /** The standing links that a full round did not see. */
    public List<Link> unseen(MappingId mapping, String round) {
        return all(
                and(
                        eq("mapping", mapping.value()),
                        eq("state", Link.State.LIVE.name()),
                        ne("seen", round)));
    }

    private List<Link> all(Bson filter) {
        return links.find(filter).map(documents::read).into(new ArrayList<>());
    }
}
