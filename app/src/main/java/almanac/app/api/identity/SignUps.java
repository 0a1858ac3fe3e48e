package almanac.app.api.identity;

import almanac.app.security.Accounts;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.Profile;
import almanac.user.UserId;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Registers people who give a name and an e-mail address, and no username. */
@Component
final class SignUps {

    /** Code points; so that each part of a name fits where the profile keeps it. */
    static final int LONGEST_NAME = 80;

    private static final int LONGEST_USERNAME = 40;
    private static final int SHORTEST_USERNAME = 3;

    private final Registration registration;
    private final Accounts accounts;

    SignUps(Registration registration, Accounts accounts) {
        this.registration = registration;
        this.accounts = accounts;
    }

    /**
     * @throws Rejected with Conflict when the e-mail address is taken
     */
    UserId register(String name, String email, String password) {
        try {
            return attempt(name, email, password);
        } catch (Rejected refused) {
            // somebody else took the username in between; the next one is another
            if (refused.rejection() instanceof Rejection.Conflict(var field, var message)
                    && field.equals("username")) {
                return attempt(name, email, password);
            }
            throw refused;
        }
    }

    private UserId attempt(String name, String email, String password) {
        return registration.register(
                profile(accounts.freeUsername(username(email)), name, email), password);
    }

    /** What stands before the at sign, in letters, digits, dots, hyphens and underscores. */
    static String username(String email) {
        var local = email.substring(0, email.indexOf('@')).toLowerCase(Locale.ROOT);
        var plain = local.replaceAll("[^a-z0-9._-]", "");
        var enough = plain.length() < SHORTEST_USERNAME ? "user-" + plain : plain;
        return enough.substring(0, Math.min(enough.length(), LONGEST_USERNAME));
    }

    private static Profile profile(String username, String name, String email) {
        var plain = name.strip().replaceAll("\\s+", " ");
        var last = plain.lastIndexOf(' ');
        return new Profile(
                username,
                email,
                Optional.of(last < 0 ? plain : plain.substring(0, last)),
                last < 0 ? Optional.empty() : Optional.of(plain.substring(last + 1)),
                ZoneId.of("UTC"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** First and last name, or the username of somebody who gave neither. */
    static String name(Profile profile) {
        var full =
                Stream.of(profile.firstName(), profile.lastName())
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" "));
        return full.isEmpty() ? profile.username() : full;
    }
}
