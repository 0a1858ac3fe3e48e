package almanac.app.security;

import static com.mongodb.client.model.Filters.eq;

import almanac.app.web.Commands;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.user.Role;
import almanac.user.UserCommand;
import almanac.user.UserId;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Optional;
import org.bson.Document;

/**
 * Makes the configured user operator or, where none is configured and the store is embedded, the
 * first one. Looked at whenever a user registers or signs in, so that a crash in between delays it
 * only.
 */
public final class Operators {

    private static final String FIRST = "first-user";

    private final MongoCollection<Document> claims;
    private final Commands commands;
    private final Profiles profiles;
    private final Optional<String> configured;
    private final boolean firstUser;

    public Operators(
            MongoDatabase database,
            Commands commands,
            Profiles profiles,
            Optional<String> configured,
            boolean firstUser) {
        this.claims = database.getCollection("edge_operators");
        this.commands = commands;
        this.profiles = profiles;
        this.configured = configured;
        this.firstUser = firstUser;
    }

    /** To be called with a user that has just registered. */
    public void registered(UserId user, String username) {
        if (configured.isEmpty() && firstUser) {
            claim(user);
        }
        signedIn(user, username);
    }

    /** To be called with a user that has just signed in. */
    public void signedIn(UserId user, String username) {
        if (isOperator(user, username) && !hasRole(user)) {
            var system = new Actor(user, Origin.of(Origin.Kind.SYSTEM));
            commands.<Object>send(system, new UserCommand.GrantRole(user, Role.OPERATOR));
            profiles.forget(user);
        }
    }

    private boolean isOperator(UserId user, String username) {
        return configured
                .map(name -> name.equalsIgnoreCase(username))
                .orElseGet(() -> firstUser && claimed(user));
    }

    private boolean hasRole(UserId user) {
        return profiles.of(user).filter(known -> known.roles().contains(Role.OPERATOR)).isPresent();
    }

    private boolean claimed(UserId user) {
        var claim = claims.find(eq("_id", FIRST)).first();
        return claim != null && claim.get("user", Number.class).longValue() == user.value();
    }

    private void claim(UserId user) {
        try {
            claims.insertOne(new Document("_id", FIRST).append("user", user.value()));
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != 11000) {
                throw taken;
            }
        }
    }
}
