package almanac.app.security;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.bson.Document;

/**
 * Makes usernames and email addresses unique: each is a key, taken before the user is registered. A
 * name whose user was never registered, because a node died in between, is free again after a
 * while.
 */
final class Names {

    private static final int DUPLICATE = 11000;
    private static final Duration ABANDONED = Duration.ofSeconds(30);
    private static final List<String> ADDRESS_FIRST = List.of("email", "username");
    private static final List<String> USERNAME_FIRST = ADDRESS_FIRST.reversed();
    private static final String USER = "user";
    private static final String AT = "at";

    private final MongoCollection<Document> names;
    private final Predicate<UserId> registered;
    private final Clock clock;

    /**
     * @param registered whether the facts have this user, whatever the read models know
     */
    Names(MongoCollection<Document> names, Predicate<UserId> registered, Clock clock) {
        this.names = names;
        this.registered = registered;
        this.clock = clock;
    }

    /** Takes both for the user, or refuses naming the one that is taken. */
    void take(String username, String email, UserId user) {
        takeOne("username", username, user);
        try {
            takeOne("email", email, user);
        } catch (Rejected taken) {
            releaseOne("username", username, user);
            throw taken;
        }
    }

    /** Gives both back; for a registration that failed. */
    void release(String username, String email, UserId user) {
        releaseOne("username", username, user);
        releaseOne("email", email, user);
    }

    /**
     * Whose username or email address this is. An address is one first, so that nobody locks its
     * owner out by taking it as a username.
     */
    Optional<UserId> holder(String usernameOrEmail) {
        var kinds = usernameOrEmail.contains("@") ? ADDRESS_FIRST : USERNAME_FIRST;
        return kinds.stream()
                .flatMap(kind -> holderOf(key(kind, usernameOrEmail)).stream())
                .findFirst();
    }

    /** Whose email address this is; perhaps of somebody who is not registered yet. */
    Optional<UserId> holderOfAddress(String email) {
        return holderOf(key(ADDRESS_FIRST.getFirst(), email));
    }

    private Optional<UserId> holderOf(String key) {
        return Optional.ofNullable(names.find(eq("_id", key)).first()).map(Names::user);
    }

    private void takeOne(String kind, String name, UserId user) {
        var key = key(kind, name);
        try {
            names.insertOne(
                    new Document("_id", key)
                            .append(USER, user.value())
                            .append(AT, Date.from(clock.instant())));
        } catch (MongoWriteException taken) {
            if (taken.getError().getCode() != DUPLICATE) {
                throw taken;
            }
            if (!takeOver(key, user)) {
                throw new Rejected(new Rejection.Conflict(kind, kind + " is already taken"));
            }
        }
    }

    /** Gives back all names of a user. */
    void forget(UserId user) {
        names.deleteMany(eq(USER, user.value()));
    }

    private boolean takeOver(String key, UserId user) {
        var held = names.find(eq("_id", key)).first();
        if (held == null) {
            return false;
        }
        var since = Duration.between(held.getDate(AT).toInstant(), clock.instant());
        if (since.compareTo(ABANDONED) < 0 || registered.test(user(held))) {
            return false;
        }
        var update =
                Updates.combine(
                        Updates.set(USER, user.value()),
                        Updates.set(AT, Date.from(clock.instant())));
        return names.updateOne(and(eq("_id", key), eq(USER, user(held).value())), update)
                        .getModifiedCount()
                == 1;
    }

    private void releaseOne(String kind, String name, UserId user) {
        names.deleteOne(and(eq("_id", key(kind, name)), eq(USER, user.value())));
    }

    private static UserId user(Document name) {
        return new UserId(name.get(USER, Number.class).longValue());
    }

    private static String key(String kind, String name) {
        return kind + ":" + plain(name);
    }

    /** The same for every way to write a name. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
