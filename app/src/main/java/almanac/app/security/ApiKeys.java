package almanac.app.security;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.user.ApiKeyId;
import almanac.user.ApiKeyTerms;
import almanac.user.UserCommand;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Issues, rotates and revokes API keys; the only place where a whole key is ever seen. */
public final class ApiKeys {

    /** A key right after it was made. */
    public record Issued(ApiKeyId id, String wholeKey) {}

    /** How much a key was used. */
    public record Usage(Optional<Instant> lastUsedAt, long count) {

        public static final Usage NONE = new Usage(Optional.empty(), 0);
    }

    private final Keys keys;
    private final Commands commands;
    private final Ids ids;

    ApiKeys(Keys keys, Commands commands, Ids ids) {
        this.keys = keys;
        this.commands = commands;
        this.ids = ids;
    }

    /**
     * @param terms gets the public prefix
     */
    public Issued issue(Caller caller, Function<String, ApiKeyTerms> terms) {
        var agreed = terms.apply(Keys.newPrefix());
        var id = ids.apiKey();
        var whole = keys.add(caller.user(), id, agreed);
        commands.<Object>send(
                caller.actor(), new UserCommand.IssueApiKey(caller.user(), id, agreed));
        return new Issued(id, whole);
    }

    /** Makes the old secret void, then gives a new one under a new prefix. */
    public Issued rotate(
            Caller caller, ApiKeyId id, String oldPrefix, Function<String, ApiKeyTerms> terms) {
        var agreed = terms.apply(Keys.newPrefix());
        keys.revoke(caller.user(), oldPrefix);
        commands.<Object>send(
                caller.actor(), new UserCommand.RotateApiKey(caller.user(), id, agreed));
        return new Issued(id, keys.add(caller.user(), id, agreed));
    }

    public void revoke(Caller caller, ApiKeyId id, String prefix) {
        keys.revoke(caller.user(), prefix);
        commands.<Object>send(caller.actor(), new UserCommand.RevokeApiKey(caller.user(), id));
    }

    /** By prefix. */
    public Map<String, Usage> usesOf(UserId user) {
        var uses = new java.util.LinkedHashMap<String, Usage>();
        keys.usesOf(user)
                .forEach((prefix, use) -> uses.put(prefix, new Usage(use.last(), use.count())));
        return uses;
    }
}
