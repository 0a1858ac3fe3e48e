package almanac.app.security;

import static com.mongodb.client.model.Filters.eq;

import almanac.app.ids.Ids;
import almanac.app.web.Commands;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.Profile;
import almanac.user.UserCommand;
import almanac.user.UserId;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Who may sign in, and how. */
public final class Accounts {

    /**
     * What a client gets when it signs in.
     *
     * @param lifeSeconds how long the access token is valid from {@code issuedAt}
     */
    public record SignedIn(
            UserId user,
            String accessToken,
            Instant issuedAt,
            long lifeSeconds,
            String refreshToken,
            Instant refreshExpiresAt) {}

    /**
     * A session that a browser keeps in a cookie.
     *
     * @param token a credential of the user until the session ends
     * @param life how long that is at most
     */
    public record BrowserSession(String token, Duration life) {}

    /**
     * A session that goes on.
     *
     * @param id names it, and opens nothing
     * @param startedAt empty for one from before that was noted
     * @param expiresAt when it ends unless it is refreshed
     */
    public record OpenSession(String id, Optional<Instant> startedAt, Instant expiresAt) {}

    private final MongoCollection<Document> passwordHashes;
    private final Names names;
    private final Passwords passwords;
    private final Sessions sessions;
    private final AccessTokens tokens;
    private final Commands commands;
    private final Ids ids;

    Accounts(
            MongoCollection<Document> passwordHashes,
            Names names,
            Passwords passwords,
            Sessions sessions,
            AccessTokens tokens,
            Commands commands,
            Ids ids) {
        this.passwordHashes = passwordHashes;
        this.names = names;
        this.passwords = passwords;
        this.sessions = sessions;
        this.tokens = tokens;
        this.commands = commands;
        this.ids = ids;
    }

    /**
     * Registers a user.
     *
     * @throws Rejected with Conflict when the username or the email address is taken, Invalid when
     *     the password breaks a rule
     */
    public UserId register(Profile profile, String password) {
        PasswordRules.check(password);
        var hash = passwords.hash(password);
        var user = ids.user();
        names.take(profile.username(), profile.email(), user);
        passwordHashes.insertOne(new Document("_id", user.value()).append("hash", hash));
        commands.<Object>send(Actor.user(user), new UserCommand.RegisterUser(user, profile));
        return user;
    }

    /** Whose password it is; refuses in the same words and time whatever is wrong. */
    public UserId authenticate(String usernameOrEmail, String password) {
        var user = names.holder(usernameOrEmail);
        var hash = user.flatMap(this::hashOf);
        if (hash.isEmpty()) {
            passwords.matchNobody(password);
            throw refused();
        }
        if (!passwords.matches(password, hash.get())) {
            throw refused();
        }
        return user.orElseThrow();
    }

    /** The same for every way to write the username or email address of one account. */
    String account(String usernameOrEmail) {
        return names.holder(usernameOrEmail)
                .map(UserId::toString)
                .orElseGet(() -> "nobody:" + Names.plain(usernameOrEmail));
    }

    /** Begins a session without asking for anything; for a user that has shown who they are. */
    public SignedIn begin(UserId user) {
        return signedIn(sessions.begin(user));
    }

    /** Begins a session that needs no refresh; for a user that has shown who they are. */
    public BrowserSession beginInBrowser(UserId user) {
        var token = tokens.issue(user, sessions.open(user), sessions.life());
        return new BrowserSession(token.token(), token.life());
    }

    /** The sessions of a user, by a browser or by a client. */
    public List<OpenSession> openSessions(UserId user) {
        return sessions.openOf(user);
    }

    /** Whose email address this is, however it is written; they may not be registered yet. */
    public Optional<UserId> ofAddress(String email) {
        return names.holderOfAddress(email);
    }

    /** A username that nobody has now: the wish, or the wish with random letters after it. */
    public String freeUsername(String wish) {
        return names.holder(wish).isEmpty() ? wish : wish + "-" + Secrets.hex(4);
    }

    /** Goes on with a session; a refresh token that was used before ends the session. */
    public SignedIn refresh(String refreshToken) {
        return sessions.refresh(refreshToken)
                .map(this::signedIn)
                .orElseThrow(
                        () -> new Rejected(new Rejection.Unauthenticated("Invalid refresh token")));
    }

    /** Ends the session of the access token or of the refresh token, where they are valid. */
    public void signOut(Optional<String> accessToken, Optional<String> refreshToken) {
        accessToken
                .flatMap(tokens::read)
                .map(AccessTokens.Access::session)
                .or(() -> refreshToken.flatMap(sessions::sessionOf))
                .ifPresent(sessions::end);
    }

    /** The user signs in no more, and the names are free; answers how many passwords there were. */
    long forget(UserId user) {
        var passwords = passwordHashes.deleteOne(eq("_id", user.value())).getDeletedCount();
        names.forget(user);
        return passwords;
    }

    private Optional<String> hashOf(UserId user) {
        return Optional.ofNullable(passwordHashes.find(eq("_id", user.value())).first())
                .map(document -> document.getString("hash"));
    }

    private SignedIn signedIn(Sessions.Step step) {
        var access = tokens.issue(step.user(), step.session());
        return new SignedIn(
                step.user(),
                access.token(),
                access.issuedAt(),
                access.life().toSeconds(),
                step.refreshToken(),
                step.expiresAt());
    }

    private static Rejected refused() {
        return new Rejected(new Rejection.Unauthenticated("Invalid credentials"));
    }
}
