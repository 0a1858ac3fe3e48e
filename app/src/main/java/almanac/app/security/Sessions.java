package almanac.app.security;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import almanac.user.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Sessions with rotating refresh tokens. Only hashes of the tokens are stored; each token works
 * once, and one that comes back after its use ends the whole session, because either the client or
 * a thief has a copy (RFC 9700 4.14.2).
 */
final class Sessions {

    /** For so long another node may still take the access token of a session that was ended. */
    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(5);

    private static final String USER = "user";
    private static final String ENDED = "ended";
    private static final String SESSION = "session";
    private static final String USED = "used";
    private static final String EXPIRES = "expiresAt";
    private static final String STARTED = "startedAt";

    /** One step of a session: the token to refresh it with next. */
    record Step(UserId user, String session, String refreshToken, Instant expiresAt) {}

    private final MongoCollection<Document> sessions;
    private final MongoCollection<Document> tokens;
    private final Duration life;
    private final Clock clock;
    private final Cache<String, Boolean> open =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(REVOKED_WITHIN).build();

    Sessions(MongoDatabase database, Duration life, Clock clock) {
        this.sessions = database.getCollection("edge_sessions");
        this.tokens = database.getCollection("edge_refresh_tokens");
        this.life = life;
        this.clock = clock;
        sessions.createIndex(Indexes.ascending(EXPIRES));
        sessions.createIndex(Indexes.ascending(USER));
        tokens.createIndex(Indexes.ascending(EXPIRES));
    }

    Step begin(UserId user) {
        return step(user, open(user));
    }

    /** Opens a session that nothing refreshes: it ends after one life. */
    String open(UserId user) {
        var session = Secrets.random(12);
        var now = clock.instant();
        sessions.insertOne(
                new Document("_id", session)
                        .append(USER, user.value())
                        .append(ENDED, false)
                        .append(STARTED, Date.from(now))
                        .append(EXPIRES, Date.from(now.plus(life))));
        return session;
    }

    Duration life() {
        return life;
    }

    /** Those of the user that have not ended, the one that lasts longest first. */
    List<Accounts.OpenSession> openOf(UserId user) {
        var unended =
                and(
                        eq(USER, user.value()),
                        eq(ENDED, false),
                        gt(EXPIRES, Date.from(clock.instant())));
        return sessions.find(unended)
                .sort(Sorts.orderBy(Sorts.descending(EXPIRES), Sorts.ascending("_id")))
                .map(document ->
                        new Accounts.OpenSession(
                                document.getString("_id"),
                                Optional.ofNullable(document.getDate(STARTED)).map(Date::toInstant),
                                document.getDate(EXPIRES).toInstant()))
                .into(new ArrayList<>());
    }

    /** Trades a refresh token for the next; empty when it is unknown, used, ended or expired. */
    Optional<Step> refresh(String token) {
        var hash = Secrets.hash(token);
        var unused =
                tokens.findOneAndUpdate(
                        and(eq("_id", hash), eq(USED, false)),
                        Updates.set(USED, true),
                        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.BEFORE));
        if (unused == null) {
            Optional.ofNullable(tokens.find(eq("_id", hash)).first())
                    .ifPresent(reused -> end(reused.getString(SESSION)));
            return Optional.empty();
        }
        var session = unused.getString(SESSION);
        var expired = unused.getDate(EXPIRES).toInstant().isBefore(clock.instant());
        return expired ? Optional.empty() : userOf(session).map(user -> extended(user, session));
    }

    /** Ends the session, with every token of it. */
    void end(String session) {
        sessions.updateOne(eq("_id", session), Updates.set(ENDED, true));
        open.invalidate(session);
    }

    /** Ends all sessions of the user. */
    void endAll(UserId user) {
        of(user).forEach(this::end);
    }

    private List<String> of(UserId user) {
        return sessions.find(eq(USER, user.value()))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** Ends all sessions of the user and forgets them; answers how many there were. */
    long forget(UserId user) {
        var ids = of(user);
        for (var session : ids) {
            end(session);
            tokens.deleteMany(eq(SESSION, session));
            sessions.deleteOne(eq("_id", session));
        }
        return ids.size();
    }

    /** The session that a refresh token belongs to, used or not. */
    Optional<String> sessionOf(String token) {
        return Optional.ofNullable(tokens.find(eq("_id", Secrets.hash(token))).first())
                .map(document -> document.getString(SESSION));
    }

    boolean isOpen(String session) {
        return open.get(session, id -> userOf(id).isPresent());
    }

    /** Forgets what expired. */
    void sweep() {
        var now = Date.from(clock.instant());
        tokens.deleteMany(lt(EXPIRES, now));
        sessions.deleteMany(lt(EXPIRES, now));
    }

    private Optional<UserId> userOf(String session) {
        return Optional.ofNullable(sessions.find(eq("_id", session)).first())
                .filter(document -> !document.getBoolean(ENDED))
                .map(document -> new UserId(document.get(USER, Number.class).longValue()));
    }

    private Step extended(UserId user, String session) {
        sessions.updateOne(
                eq("_id", session), Updates.set(EXPIRES, Date.from(clock.instant().plus(life))));
        return step(user, session);
    }

    private Step step(UserId user, String session) {
        var token = "rt_" + Secrets.random(32);
        var expires = clock.instant().plus(life);
        tokens.insertOne(
                new Document("_id", Secrets.hash(token))
                        .append(SESSION, session)
                        .append(USED, false)
                        .append(EXPIRES, Date.from(expires)));
        return new Step(user, session, token, expires);
    }
}
