package almanac.sync.lifecycle;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.sync.exchange.Outbox;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.user.UserId;
import almanac.webhook.EndpointId;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.conversions.Bson;

/** What sync still has to tell providers of a person's calendars, and what it keeps of them. */
public final class Remains {

    private static final List<String> OF_MAPPINGS =
            List.of("sync_links", "sync_outbox", "sync_unreadable", "sync_channels");

    private final MongoDatabase database;
    private final Mappings mappings;
    private final Links links;
    private final Outbox outbox;
    private final Known known;
    private final Disconnecting disconnecting;

    /**
     * Edits that have not reached the providers.
     *
     * @param waiting that go out by themselves
     * @param parked that wait for a person
     */
    public record Left(long waiting, long parked) {}

    Remains(
            MongoDatabase database,
            Mappings mappings,
            Links links,
            Outbox outbox,
            Known known,
            Disconnecting disconnecting) {
        this.database = database;
        this.mappings = mappings;
        this.links = links;
        this.outbox = outbox;
        this.known = known;
        this.disconnecting = disconnecting;
    }

    /** What of this calendar has not reached the providers that it is mirrored to. */
    public Left left(CalendarId calendar) {
        var ids = mappings.on(calendar).stream().map(LinkedMapping::id).toList();
        return new Left(
                ids.stream().mapToLong(outbox::waitingIn).sum(),
                ids.stream().mapToLong(outbox::parkedIn).sum());
    }

    /** How many copies of entries of ours may be at the provider in this mapping. */
    public long copies(MappingId mapping) {
        return links.countMade(mapping);
    }

    /**
     * Lets an account of the user go: nothing is pushed any more, its channels and its grant end as
     * far as the provider listens. What opens it is kept until {@link #forget}, so this may be
     * repeated, also for an account that was let go before.
     *
     * @param last whether nobody tries again: else the grant stands until the channels have ended
     * @throws almanac.message.Rejected with NotFound where sync knows no such account
     */
    public Parting part(UserId user, ConnectionId connection, boolean last) {
        return disconnecting.part(known.account(user, connection), last);
    }

    /**
     * Forgets all that is kept of these connections of the user, which have ended, and of what the
     * user wrote. May be repeated.
     *
     * @param entries that have words of the user in their history
     * @return how much of what
     */
    public Map<String, Long> forget(
            UserId user, Collection<ConnectionId> connections, Set<EntryId> entries) {
        var counts = new LinkedHashMap<String, Long>();
        var ours = connections.stream().map(ConnectionId::value).toList();
        var tied = ids("sync_mappings", eq("user", user.value()));
        for (var collection : OF_MAPPINGS) {
            counts.put(collection, delete(collection, in("mapping", tied)));
        }
        counts.put("sync_trace", delete("sync_trace", in("connection", ours)));
        counts.merge("sync_trace", deleteOf("sync_trace", entries), Long::sum);
        counts.put("sync_mappings", delete("sync_mappings", eq("user", user.value())));
        counts.put("sync_identities", delete("sync_identities", in("connection", ours)));
        counts.put("sync_vault", delete("sync_vault", in("_id", ours)));
        counts.put("sync_accounts", delete("sync_accounts", eq("user", user.value())));
        counts.put("sync_pending", delete("sync_pending", eq("user", user.value())));
        counts.put("sync_mails", mails(user));
        counts.put("sync_endpoints", endpoints(user));
        counts.put("tombstones", tombstones(entries));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private List<Long> ids(String collection, Bson filter) {
        return database.getCollection(collection)
                .find(filter)
                .projection(Projections.include("_id"))
                .map(found -> found.getLong("_id"))
                .into(new ArrayList<>());
    }

    private long delete(String collection, Bson filter) {
        return database.getCollection(collection).deleteMany(filter).getDeletedCount();
    }

    private long deleteOf(String collection, Set<EntryId> entries) {
        var count = 0L;
        for (var entry : entries) {
            count += delete(collection, eq("entry", entry.value()));
        }
        return count;
    }

    /** Those that the user caused, sent or not: they name whom the user invited. */
    private long mails(UserId user) {
        var mark = "\"writer\":" + user.value();
        var theirs = new ArrayList<Object>();
        for (var found : database.getCollection("sync_mails").find()) {
            var content = found.getString("content");
            if (content.contains(mark + ",") || content.contains(mark + "}")) {
                theirs.add(found.get("_id"));
            }
        }
        return delete("sync_mails", in("_id", theirs));
    }

    private long endpoints(UserId user) {
        var count = 0L;
        for (var id : ids("sync_endpoints", eq("owner", user.value()))) {
            var name = new EndpointId(id).toString();
            delete("sync_signing_secrets", eq("_id", name));
            count += delete("sync_endpoints", eq("_id", id));
        }
        return count;
    }

    /** What others' mappings remember of objects that are gone; late news of them are rare. */
    private long tombstones(Set<EntryId> entries) {
        var count = 0L;
        for (var entry : entries) {
            count +=
                    delete(
                            "sync_links",
                            and(eq("entry", entry.value()), in("state", "TOMBSTONE", "DETACHED")));
        }
        return count;
    }
}
