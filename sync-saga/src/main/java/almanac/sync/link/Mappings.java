package almanac.sync.link;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static java.util.Comparator.comparing;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.Pause;
import almanac.connection.ProviderKind;
import almanac.sync.store.Duplicates;
import almanac.sync.store.JsonText;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The mappings of all users; ended ones stay, since their links tell who was whose copy. */
public final class Mappings {

    private static final String STALE = "stale";
    private static final String CONFIRMED = "confirmedGone";

    private final MongoCollection<Document> mappings;
    private final JsonText<MappingTerms> terms;

    public Mappings(MongoDatabase database, ObjectMapper mapper) {
        this.mappings = database.getCollection("sync_mappings");
        this.terms = new JsonText<>(mapper, MappingTerms.class);
    }

    public void ensureIndexes() {
        mappings.createIndex(Indexes.ascending("connection"));
        mappings.createIndex(Indexes.ascending("calendar"));
        mappings.createIndex(Indexes.ascending("user"));
        mappings.createIndex(Indexes.ascending("ended"));
    }

    /** Where everything else about a mapping is kept, by its number. */
    public MongoCollection<Document> documents() {
        return mappings;
    }

    /** Ties a calendar. */
    public void tied(
            MappingId id,
            ConnectionId connection,
            UserId user,
            ProviderKind provider,
            MappingTerms its,
            long since) {
        Duplicates.upserted(() ->
                mappings.updateOne(
                        eq("_id", id.value()),
                        combine(
                                set("connection", connection.value()),
                                set("user", user.value()),
                                set("provider", provider.name()),
                                set("calendar", its.calendar().value()),
                                set("external", its.externalId()),
                                set("terms", terms.write(its)),
                                setOnInsert("since", since),
                                setOnInsert("arrearsSettled", 0L),
                                setOnInsert("ended", false),
                                setOnInsert("linked", false)),
                        new UpdateOptions().upsert(true)));
    }

    /** The terms changed, and with them perhaps the local calendar; only one that stands can. */
    public void changed(MappingId id, MappingTerms its) {
        changed(id, its, new Bson[0]);
    }

    private void changed(MappingId id, MappingTerms its, Bson... besides) {
        var terms =
                combine(
                        set("calendar", its.calendar().value()),
                        set("terms", this.terms.write(its)),
                        set("ended", false));
        mappings.updateOne(eq("_id", id.value()), combine(terms, combine(besides)));
    }

    /** From where on facts tell what comes to its calendar. */
    public void since(MappingId id, long position) {
        mappings.updateOne(eq("_id", id.value()), set("since", position));
    }

    /**
     * It has another calendar here, and begins anew from that position on. Its next step forgets
     * what it knew: one that runs now may still note things of the calendar before.
     */
    public void moved(MappingId id, MappingTerms its, long position) {
        changed(id, its, set("since", position), set("moved", true), set(STALE, true));
    }

    /** What it knew of the calendar before is forgotten. */
    public void fresh(MappingId id) {
        mappings.updateOne(eq("_id", id.value()), unset(STALE));
    }

    /** Nothing of it runs ever again. */
    public void ended(MappingId id) {
        mappings.updateOne(eq("_id", id.value()), set("ended", true));
    }

    /**
     * Nothing of it runs until {@link #resumed}. What was confirmed is void: it was said of what
     * was there then.
     */
    public void paused(MappingId id, Pause pause) {
        mappings.updateOne(
                eq("_id", id.value()), combine(PauseDocuments.write(pause), unset(CONFIRMED)));
    }

    public void resumed(MappingId id) {
        mappings.updateOne(eq("_id", id.value()), PauseDocuments.none());
    }

    /** It goes on, and the next look at everything may find so many gone: a person said so. */
    public void confirmed(MappingId id, int gone) {
        mappings.updateOne(
                eq("_id", id.value()), combine(PauseDocuments.none(), set(CONFIRMED, gone)));
    }

    /** What was confirmed has been done, and says nothing of what vanishes later. */
    public void confirmationUsed(MappingId id) {
        mappings.updateOne(eq("_id", id.value()), unset(CONFIRMED));
    }

    public Optional<LinkedMapping> find(MappingId id) {
        return Optional.ofNullable(mappings.find(eq("_id", id.value())).first()).map(this::read);
    }

    /** Those of a connection that have not ended. */
    public List<LinkedMapping> of(ConnectionId connection) {
        return all(and(eq("connection", connection.value()), ne("ended", true)));
    }

    /** All that a connection ever had. */
    public List<LinkedMapping> everOf(ConnectionId connection) {
        return all(eq("connection", connection.value()));
    }

    /** Those of a user that have not ended. */
    public List<LinkedMapping> of(UserId user) {
        return all(and(eq("user", user.value()), ne("ended", true)));
    }

    /** Those that tie this calendar and have not ended. */
    public List<LinkedMapping> on(CalendarId calendar) {
        return all(and(eq("calendar", calendar.value()), ne("ended", true)));
    }

    /** Those of these that have not ended. */
    public List<LinkedMapping> among(Collection<MappingId> ids) {
        return ids.isEmpty()
                ? List.of()
                : all(
                        and(
                                in("_id", ids.stream().map(MappingId::value).toList()),
                                ne("ended", true)));
    }

    /** Those that tied the same two calendars before this one. */
    public List<LinkedMapping> before(LinkedMapping mapping) {
        return all(
                and(
                        eq("connection", mapping.connection().value()),
                        eq("external", mapping.terms().externalId()),
                        eq("calendar", mapping.calendar().value()),
                        eq("ended", true)));
    }

    /** Those that tied the same calendar of the provider before, the latest first. */
    public List<LinkedMapping> endedOf(LinkedMapping mapping) {
        var ended =
                all(
                        and(
                                eq("connection", mapping.connection().value()),
                                eq("external", mapping.terms().externalId()),
                                eq("ended", true)));
        ended.sort(comparing((LinkedMapping each) -> each.id().value()).reversed());
        return ended;
    }

    /** The latest of these that have ended. */
    public Optional<LinkedMapping> lastEnded(Collection<MappingId> ids) {
        var numbers = ids.stream().map(MappingId::value).toList();
        return numbers.isEmpty()
                ? Optional.empty()
                : all(and(in("_id", numbers), eq("ended", true))).stream()
                        .max(comparing(each -> each.id().value()));
    }

    /** Whether there is any, or was. */
    public boolean any() {
        return mappings.find().projection(Projections.include("ended")).limit(1).first() != null;
    }

    private List<LinkedMapping> all(Bson filter) {
        return mappings.find(filter).map(this::read).into(new ArrayList<>());
    }

    private LinkedMapping read(Document document) {
        return new LinkedMapping(
                new MappingId(document.getLong("_id")),
                new ConnectionId(document.getLong("connection")),
                new UserId(document.getLong("user")),
                ProviderKind.valueOf(document.getString("provider")),
                terms.read(document.getString("terms")),
                document.getLong("since"),
                document.getBoolean("ended", false),
                PauseDocuments.read(document),
                document.getInteger(CONFIRMED, 0),
                document.getBoolean("linked", false),
                document.getBoolean("moved", false),
                document.getBoolean(STALE, false));
    }
}
