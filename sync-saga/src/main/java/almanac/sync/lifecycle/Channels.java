package almanac.sync.lifecycle;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.sync.oauth.Hashes;
import almanac.sync.provider.Channel;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Push channels, those that are to be ended too. Of their secrets only hashes are kept. */
public final class Channels {

    private final MongoCollection<Document> channels;
    private final Clock clock;

    /**
     * @param renewAt when its half is over
     * @param endAt when it is to be ended, since another took its place
     */
    record Watched(
            Channel channel,
            ProviderKind provider,
            MappingId mapping,
            ConnectionId connection,
            String secretHash,
            Instant renewAt,
            Optional<Instant> endAt) {

        Watched endingAt(Instant at) {
            return new Watched(
                    channel, provider, mapping, connection, secretHash, renewAt, Optional.of(at));
        }

        boolean knows(String secret) {
            return Hashes.same(secretHash, Hashes.sha256(secret));
        }
    }

    Channels(MongoDatabase database, Clock clock) {
        this.channels = database.getCollection("sync_channels");
        this.clock = clock;
    }

    void ensureIndexes() {
        channels.createIndex(Indexes.ascending("mapping"));
        channels.createIndex(Indexes.ascending("connection"));
    }

    private static String id(ProviderKind provider, String channel) {
        return provider.word() + "/" + channel;
    }

    void save(Watched watched) {
        var channel = watched.channel();
        var document =
                new Document("_id", id(watched.provider(), channel.id()))
                        .append("provider", watched.provider().name())
                        .append("channel", channel.id())
                        .append("resource", channel.resource())
                        .append("expiresAt", Date.from(channel.expiresAt()))
                        .append("mapping", watched.mapping().value())
                        .append("connection", watched.connection().value())
                        .append("secretHash", watched.secretHash())
                        .append("renewAt", Date.from(watched.renewAt()));
        watched.endAt().ifPresent(at -> document.append("endAt", Date.from(at)));
        channels.replaceOne(
                eq("_id", document.getString("_id")), document, new ReplaceOptions().upsert(true));
    }

    void remove(Watched watched) {
        channels.deleteOne(eq("_id", id(watched.provider(), watched.channel().id())));
    }

    Optional<Watched> find(ProviderKind provider, String channel) {
        return Optional.ofNullable(channels.find(eq("_id", id(provider, channel))).first())
                .map(Channels::read);
    }

    List<Watched> of(MappingId mapping) {
        return channels.find(eq("mapping", mapping.value()))
                .map(Channels::read)
                .into(new ArrayList<>());
    }

    List<Watched> of(ConnectionId connection) {
        return channels.find(eq("connection", connection.value()))
                .map(Channels::read)
                .into(new ArrayList<>());
    }

    /** Whether the provider tells of changes of the mapping's calendar now. */
    boolean live(MappingId mapping) {
        return channels.find(
                                and(
                                        eq("mapping", mapping.value()),
                                        gt("expiresAt", Date.from(clock.instant()))))
                        .first()
                != null;
    }

    /** Lets a channel be renewed at once. */
    void renewNow(Watched watched) {
        channels.updateOne(
                eq("_id", id(watched.provider(), watched.channel().id())),
                Updates.set("renewAt", Date.from(clock.instant())));
    }

    private static Watched read(Document document) {
        return new Watched(
                new Channel(
                        document.getString("channel"),
                        document.getString("resource"),
                        document.getDate("expiresAt").toInstant()),
                ProviderKind.valueOf(document.getString("provider")),
                new MappingId(document.getLong("mapping")),
                new ConnectionId(document.getLong("connection")),
                document.getString("secretHash"),
                document.getDate("renewAt").toInstant(),
                Optional.ofNullable(document.getDate("endAt")).map(Date::toInstant));
    }
}
