package almanac.app.security;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.ApiKeyId;
import almanac.user.ApiKeyTerms;
import almanac.user.UserCommand;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Issues, rotates and revokes API keys; the only place where a whole key is ever seen. */
public final class ApiKeys {

    /** A key right after it was made. */
    public record Issued(ApiKeyId id, String wholeKey) {}

    /** How much a key was used. */
    public record Usage(Optional<Instant> lastUsedAt, long count) {

        public static final Usage NONE = new Usage(Optional.empty(), 0);
    }

    /** Who made a key. */
    public record Holder(UserId user, ApiKeyId key) {}

    private final Keys keys;
    private final Commands commands;
    private final Ids ids;
    private final boolean simulated;

    ApiKeys(Keys keys, Commands commands, Ids ids, boolean simulated) {
        this.keys = keys;
        this.commands = commands;
        this.ids = ids;
        this.simulated = simulated;
    }

    /** What a client calls {@code user} or {@code secret}; empty for any other word. */
    public Optional<KeyKind> kind(String word) {
        return KeyKind.named(word, simulated);
    }

    /**
     * @param actor whose key it is
     * @param terms gets the public prefix, before anything is kept
     */
    public Issued issue(Actor actor, KeyKind kind, Function<String, ApiKeyTerms> terms) {
        var agreed = terms.apply(kind.newPrefix());
        var id = ids.apiKey();
        var whole = keys.add(actor.user(), id, agreed);
        commands.<Object>send(actor, new UserCommand.IssueApiKey(actor.user(), id, agreed));
        return new Issued(id, whole);
    }

    /** A session of a user's key: a second credential that opens the same and ends with it. */
    public String openSession(String prefix) {
        return keys.addSession(prefix);
    }

    /** The public part of a whole key. */
    public static String prefix(String wholeKey) {
        return Keys.prefix(wholeKey);
    }

    /** Who made the key of that public prefix, while it may be used. */
    public Optional<Holder> holder(String prefix) {
        return keys.named(prefix).map(key -> new Holder(key.user(), key.id()));
    }

    /** Whether it is the whole key of that public prefix and may be used; counts as a use. */
    public boolean opens(String prefix, String wholeKey) {
        return wholeKey.startsWith(prefix + "_") && keys.open(wholeKey).isPresent();
    }

    /** Revokes the key of that public prefix, whoever made it; again it changes nothing. */
    public void recall(String prefix) {
        keys.made(prefix)
                .ifPresent(key -> {
                    keys.revoke(key.user(), key.id());
                    revokeOnce(key.user(), key.id());
                });
    }

    private void revokeOnce(UserId user, ApiKeyId key) {
        try {
            var system = new Actor(user, Origin.of(Origin.Kind.SYSTEM));
            commands.<Object>send(system, new UserCommand.RevokeApiKey(user, key));
        } catch (Rejected refused) {
            if (!(refused.rejection() instanceof Rejection.NotFound)) {
                throw refused;
            }
            // it is revoked already
        }
    }

    /**
     * Makes the old secret void, then gives a new one under a new prefix. Of several rotations at
     * once the last fact counts, as it does for whoever lists the keys.
     *
     * @param shown the prefix that the key has by now; empty once it is revoked
     * @throws Rejected with Conflict where another rotation, or a revocation, came after this one
     */
    public Issued rotate(
            Caller caller,
            ApiKeyId id,
            String oldPrefix,
            Function<String, ApiKeyTerms> terms,
            Supplier<Optional<String>> shown) {
        var agreed = terms.apply(KeyKind.of(oldPrefix).newPrefix());
        keys.revoke(caller.user(), id);
        commands.<Object>send(
                caller.actor(), new UserCommand.RotateApiKey(caller.user(), id, agreed));
        var issued = new Issued(id, keys.add(caller.user(), id, agreed));
        var there = keys.prefixesOf(caller.user(), id);
        // asked after that: what is there and not shown is from before what is shown
        var standing = shown.get();
        there.removeIf(prefix -> standing.equals(Optional.of(prefix)));
        keys.revoke(caller.user(), there);
        if (!standing.equals(Optional.of(agreed.prefix()))) {
            throw new Rejected(
                    new Rejection.Conflict("id", "The key was rotated or revoked meanwhile."));
        }
        return issued;
    }

    public void revoke(Caller caller, ApiKeyId id) {
        keys.revoke(caller.user(), id);
        commands.<Object>send(caller.actor(), new UserCommand.RevokeApiKey(caller.user(), id));
        // a rotation may have given another secret before that
        keys.revoke(caller.user(), id);
    }

    /** By prefix. */
    public Map<String, Usage> usesOf(UserId user) {
        var uses = new java.util.LinkedHashMap<String, Usage>();
        keys.usesOf(user)
                .forEach((prefix, use) -> uses.put(prefix, new Usage(use.last(), use.count())));
        return uses;
    }
}
