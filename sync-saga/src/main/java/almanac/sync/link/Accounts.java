package almanac.sync.link;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.ProviderKind;
import almanac.sync.store.Duplicates;
import almanac.sync.store.JsonText;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The connections of all users, as the sync side follows their facts. */
public final class Accounts {

    private static final String READ_ONLY = "readOnly";

    private final MongoCollection<Document> accounts;
    private final JsonText<ExternalCalendar[]> calendars;

    public Accounts(MongoDatabase database, ObjectMapper mapper) {
        this.accounts = database.getCollection("sync_accounts");
        this.calendars = new JsonText<>(mapper, ExternalCalendar[].class);
    }

    /** Puts a connection there, or brings it back to life. */
    public void connected(
            ConnectionId id, UserId user, ProviderKind provider, String email, boolean readOnly) {
        upsert(
                id,
                combine(
                        set("user", user.value()),
                        set("provider", provider.name()),
                        set("email", email),
                        set(READ_ONLY, readOnly),
                        set("state", LinkedAccount.State.ACTIVE.name()),
                        setOnInsert("calendars", "[]"),
                        setOnInsert("refreshFailures", 0)));
    }

    public void reconnected(ConnectionId id, String email, boolean readOnly) {
        accounts.updateOne(
                eq("_id", id.value()),
                combine(
                        set("email", email),
                        set(READ_ONLY, readOnly),
                        set("state", LinkedAccount.State.ACTIVE.name())));
    }

    /** Changes the state of one that has not ended. */
    public void become(ConnectionId id, LinkedAccount.State state) {
        accounts.updateOne(
                and(eq("_id", id.value()), ne("state", LinkedAccount.State.ENDED.name())),
                set("state", state.name()));
    }

    public void listed(ConnectionId id, List<ExternalCalendar> all) {
        accounts.updateOne(
                eq("_id", id.value()),
                set("calendars", calendars.write(all.toArray(ExternalCalendar[]::new))));
    }

    public Optional<LinkedAccount> find(ConnectionId id) {
        return Optional.ofNullable(accounts.find(eq("_id", id.value())).first())
                .filter(found -> found.containsKey("state"))
                .map(this::read);
    }

    private LinkedAccount read(Document document) {
        return new LinkedAccount(
                new ConnectionId(document.getLong("_id")),
                new UserId(document.getLong("user")),
                ProviderKind.valueOf(document.getString("provider")),
                document.getString("email"),
                LinkedAccount.State.valueOf(document.getString("state")),
                document.getBoolean(READ_ONLY, false),
                List.of(calendars.read(document.getString("calendars"))));
    }

    /** Notes how the last token refresh went. */
    public void refreshed(ConnectionId id, Instant at, boolean succeeded) {
        upsert(
                id,
                succeeded
                        ? combine(set("refreshedAt", Date.from(at)), set("refreshFailures", 0))
                        : inc("refreshFailures", 1));
    }

    private void upsert(ConnectionId id, Bson update) {
        Duplicates.upserted(() ->
                accounts.updateOne(
                        eq("_id", id.value()), update, new UpdateOptions().upsert(true)));
    }

    /**
     * How the tokens of a connection are doing.
     *
     * @param failures in a row
     */
    public record Refreshes(Optional<Instant> lastAt, int failures) {}

    public Refreshes refreshes(ConnectionId id) {
        return Optional.ofNullable(accounts.find(eq("_id", id.value())).first())
                .map(found ->
                        new Refreshes(
                                Optional.ofNullable(found.getDate("refreshedAt"))
                                        .map(Date::toInstant),
                                found.getInteger("refreshFailures", 0)))
                .orElse(new Refreshes(Optional.empty(), 0));
    }
}
