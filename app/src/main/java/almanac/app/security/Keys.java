package almanac.app.security;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import almanac.user.ApiKeyId;
import almanac.user.ApiKeyTerms;
import almanac.user.KeyScope;
import almanac.user.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * API keys: the prefix is public and finds the key, of the secret only a hash is kept. Some have a
 * second secret, their session, which opens the same and ends with them.
 */
final class Keys {

    /** For so long another node may still take a key that was revoked. */
    private static final Duration REVOKED_WITHIN = Duration.ofSeconds(2);

    private static final Pattern FORM =
            Pattern.compile("((?:pk|sk_live|sk_test)_[a-f0-9]{12})_([A-Za-z0-9_-]{20,})");
    private static final Pattern SESSION_FORM =
            Pattern.compile("us_([a-f0-9]{12})_([A-Za-z0-9_-]{20,})");
    private static final Pattern PREFIX = Pattern.compile("(?:pk|sk_live|sk_test)_[a-f0-9]{12}");
    private static final String OWNER = "pk_";
    private static final String SESSION = "session";

    /** A key that may be used. */
    record Usable(ApiKeyId id, UserId user, Set<KeyScope> scopes, String tier) {}

    /** How much a key was used. */
    record Use(Optional<Instant> last, long count) {}

    private record Stored(
            String prefix,
            Usable key,
            String hash,
            Optional<String> session,
            boolean active,
            Optional<Instant> expiresAt) {}

    private final MongoCollection<Document> keys;
    private final KeyUse uses;
    private final Clock clock;
    private final Cache<String, Optional<Stored>> known =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(REVOKED_WITHIN).build();

    Keys(MongoCollection<Document> keys, KeyUse uses, Clock clock) {
        this.keys = keys;
        this.uses = uses;
        this.clock = clock;
        keys.createIndex(Indexes.ascending("user"));
    }

    static boolean looksLikeOne(String credential) {
        return FORM.matcher(credential).matches() || SESSION_FORM.matcher(credential).matches();
    }

    /** The public part of a whole key. */
    static String prefix(String wholeKey) {
        var form = FORM.matcher(wholeKey);
        if (!form.matches()) {
            throw new IllegalArgumentException("not a whole key");
        }
        return form.group(1);
    }

    /** Keeps a new secret under the prefix of the terms; answers the whole key, this once. */
    String add(UserId user, ApiKeyId id, ApiKeyTerms terms) {
        var secret = Secrets.random(24);
        var document =
                new Document("_id", terms.prefix())
                        .append("user", user.value())
                        .append("key", id.value())
                        .append("hash", Secrets.hash(secret))
                        .append("scopes", terms.scopes().stream().map(Enum::name).toList())
                        .append("tier", terms.tier())
                        .append("active", true)
                        .append("uses", 0L);
        terms.expiresAt().ifPresent(at -> document.append("expiresAt", Date.from(at)));
        keys.insertOne(document);
        return terms.prefix() + "_" + secret;
    }

    /** Gives a user's key a session in place of any before; answers it, this once. */
    String addSession(String prefix) {
        var secret = Secrets.random(24);
        keys.updateOne(eq("_id", prefix), Updates.set(SESSION, Secrets.hash(secret)));
        known.invalidate(prefix);
        return "us_" + prefix.substring(OWNER.length()) + "_" + secret;
    }

    /** The prefixes of the secrets of the key that were not revoked. */
    List<String> prefixesOf(UserId user, ApiKeyId key) {
        return keys.find(and(eq("user", user.value()), eq("key", key.value()), eq("active", true)))
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    /** From now on the secrets under these prefixes open nothing. */
    void revoke(UserId user, List<String> prefixes) {
        for (var prefix : prefixes) {
            keys.updateOne(
                    and(eq("_id", prefix), eq("user", user.value())), Updates.set("active", false));
            known.invalidate(prefix);
        }
    }

    /** The same of all secrets of the key. */
    void revoke(UserId user, ApiKeyId key) {
        revoke(user, prefixesOf(user, key));
    }

    /** From now on no key of the user opens anything; answers how many there were. */
    long forget(UserId user) {
        var count = 0L;
        for (var prefix : usesOf(user).keySet()) {
            count += keys.deleteOne(eq("_id", prefix)).getDeletedCount();
            known.invalidate(prefix);
        }
        return count;
    }

    /** The key of this credential, when it is right, active and not expired; counts the use. */
    Optional<Usable> open(String credential) {
        var opened = valid(credential);
        opened.ifPresent(key -> uses.count(key.prefix()));
        return opened.map(Stored::key);
    }

    /** Whether the credential would open; counts nothing. */
    boolean stands(String credential) {
        return valid(credential).isPresent();
    }

    /** The key of that prefix while it is active and not expired, whoever asks. */
    Optional<Usable> named(String prefix) {
        return PREFIX.matcher(prefix).matches()
                ? usable(prefix).map(Stored::key)
                : Optional.empty();
    }

    /** The key of that prefix, whatever became of it. */
    Optional<Usable> made(String prefix) {
        return find(prefix).map(Stored::key);
    }

    private Optional<Stored> valid(String credential) {
        var whole = FORM.matcher(credential);
        if (whole.matches()) {
            var hash = Secrets.hash(whole.group(2));
            return usable(whole.group(1)).filter(key -> Secrets.same(key.hash(), hash));
        }
        var session = SESSION_FORM.matcher(credential);
        if (session.matches()) {
            var hash = Secrets.hash(session.group(2));
            return usable(OWNER + session.group(1))
                    .filter(key -> Secrets.same(key.session().orElse(""), hash));
        }
        return Optional.empty();
    }

    private Optional<Stored> usable(String prefix) {
        return known.get(prefix, this::find)
                .filter(Stored::active)
                .filter(key -> key.expiresAt().map(clock.instant()::isBefore).orElse(true));
    }

    /** How much each key of the user was used, by prefix. */
    Map<String, Use> usesOf(UserId user) {
        uses.flush();
        var found = new LinkedHashMap<String, Use>();
        for (var document : keys.find(eq("user", user.value()))) {
            var last = Optional.ofNullable(document.getDate("lastUsedAt")).map(Date::toInstant);
            var count = document.get("uses", Number.class).longValue();
            found.put(document.getString("_id"), new Use(last, count));
        }
        return found;
    }

    private Optional<Stored> find(String prefix) {
        return Optional.ofNullable(keys.find(eq("_id", prefix)).first()).map(Keys::stored);
    }

    private static Stored stored(Document document) {
        var usable =
                new Usable(
                        new ApiKeyId(document.get("key", Number.class).longValue()),
                        new UserId(document.get("user", Number.class).longValue()),
                        closed(document.getList("scopes", String.class)),
                        document.getString("tier"));
        return new Stored(
                document.getString("_id"),
                usable,
                document.getString("hash"),
                Optional.ofNullable(document.getString(SESSION)),
                document.getBoolean("active"),
                Optional.ofNullable(document.getDate("expiresAt")).map(Date::toInstant));
    }

    /** With every scope that a named one includes. */
    private static Set<KeyScope> closed(List<String> names) {
        var widest = names.stream().map(KeyScope::valueOf).max(KeyScope::compareTo);
        return widest.map(scope -> EnumSet.range(KeyScope.READ, scope).stream())
                .map(scopes -> scopes.collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}
