package almanac.app.api.identity;

import almanac.app.security.Accounts;
import almanac.app.web.Caller;
import almanac.app.web.Envelope;
import almanac.app.web.Queries;
import almanac.user.UserId;
import almanac.user.UserQuery;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the caller can sign in with, and where they are signed in (contract.md 8.2). */
@RestController
@Tag(name = "Session")
final class AccountController {

    /** The sign-in by a password of ours. */
    private static final String PASSWORD = "credential";

    private final Accounts accounts;
    private final Queries queries;

    AccountController(Accounts accounts, Queries queries) {
        this.accounts = accounts;
        this.queries = queries;
    }

    @Schema(name = "Account details")
    record Details(List<Account> accounts, List<Session> sessions) {}

    /**
     * One way to sign in.
     *
     * @param accessToken whether a token of the provider is kept; tokens themselves are never shown
     */
    @Schema(name = "Account")
    record Account(
            String id,
            String providerId,
            String accountId,
            String createdAt,
            boolean accessToken,
            boolean refreshToken) {

        static Account password(UserView user) {
            return new Account(
                    "account_" + user.id().value(),
                    PASSWORD,
                    "user_" + user.id().value(),
                    Envelope.time(user.createdAt()),
                    false,
                    false);
        }
    }

    /**
     * Where the caller is signed in.
     *
     * @param createdAt null for a session from before that was noted
     */
    @Schema(name = "Open session")
    record Session(String id, @Nullable String createdAt, String expiresAt) {
        static Session of(Accounts.OpenSession session) {
            return new Session(
                    session.id(),
                    session.startedAt().map(Envelope::time).orElse(null),
                    Envelope.time(session.expiresAt()));
        }
    }

    @Operation(
            summary = "The caller's sign-ins",
            description =
                    "accounts are the ways to sign in, the password being providerId credential;"
                            + " sessions are those that have not ended. No token is shown.")
    @GetMapping("/api/account/details")
    Envelope<Details> details(Caller caller) {
        var user = caller.user();
        return Envelope.of(
                new Details(
                        ways(user), accounts.openSessions(user).stream().map(Session::of).toList()),
                "Account details retrieved successfully");
    }

    private List<Account> ways(UserId user) {
        return queries
                .find(new UserQuery.UserById(user), UserView.class)
                .map(Account::password)
                .stream()
                .toList();
    }
}
