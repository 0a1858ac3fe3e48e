package almanac.app.api.aurinkoauth;

import almanac.app.authorize.Application;
import almanac.app.authorize.Applications;
import almanac.app.connection.Frontend;
import almanac.message.Rejected;
import almanac.user.KeyScope;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an application asks a user for, checked.
 *
 * @param state goes back as it came
 * @param challenge by S256 (RFC 7636)
 */
record AuthorizeRequest(
        Application application,
        Set<KeyScope> scopes,
        URI returnUrl,
        Optional<String> state,
        Optional<String> challenge) {

    private static final String OWN_STORE = "Almanac";
    private static final String READ = "Calendar.Read";
    private static final String READ_WRITE = "Calendar.ReadWrite";
    private static final int LONGEST_STATE = 2048;
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_-]{43}");

    AuthorizeRequest {
        scopes = Set.copyOf(scopes);
    }

    /**
     * @throws Rejected with Invalid, in words for the application's developer
     */
    static AuthorizeRequest of(AuthorizeQuery query, Applications applications, Frontend frontend) {
        var application =
                query.value(AuthorizeQuery.CLIENT_ID)
                        .flatMap(applications::find)
                        .orElseThrow(() ->
                                Rejected.invalid(
                                        AuthorizeQuery.CLIENT_ID,
                                        "This application is not known."));
        var target =
                query.value(AuthorizeQuery.RETURN_URL)
                        .flatMap(frontend::returnTo)
                        .orElseThrow(() ->
                                Rejected.invalid(
                                        AuthorizeQuery.RETURN_URL,
                                        "returnUrl must be an address on an allowed origin, without"
                                                + " credentials and fragment."));
        requireOwnStore(query);
        requireCode(query);
        return new AuthorizeRequest(
                application, scopes(query), target, state(query), challenge(query));
    }

    private static void requireOwnStore(AuthorizeQuery query) {
        var type = query.value(AuthorizeQuery.SERVICE_TYPE).orElse(OWN_STORE);
        if (!type.equals(OWN_STORE)) {
            throw Rejected.invalid(
                    AuthorizeQuery.SERVICE_TYPE,
                    "serviceType must be Almanac or be left out: accounts of other providers are"
                            + " connected by POST /v1/connections/start.");
        }
    }

    private static void requireCode(AuthorizeQuery query) {
        if (!query.value(AuthorizeQuery.RESPONSE_TYPE).orElse("code").equals("code")) {
            throw Rejected.invalid(
                    AuthorizeQuery.RESPONSE_TYPE,
                    "responseType must be code: a token in an address gets into histories and"
                            + " logs.");
        }
    }

    /** The least where none is named. */
    private static Set<KeyScope> scopes(AuthorizeQuery query) {
        var scopes = EnumSet.of(KeyScope.READ);
        Arrays.stream(query.value(AuthorizeQuery.SCOPES).orElse(READ).strip().split("\\s+"))
                .map(AuthorizeRequest::scope)
                .forEach(scopes::add);
        return scopes;
    }

    private static KeyScope scope(String word) {
        return switch (word) {
            case READ -> KeyScope.READ;
            case READ_WRITE -> KeyScope.WRITE;
            default ->
                    throw Rejected.invalid(
                            AuthorizeQuery.SCOPES,
                            "scopes must be of " + READ + " and " + READ_WRITE + ".");
        };
    }

    private static Optional<String> state(AuthorizeQuery query) {
        var state = query.value(AuthorizeQuery.STATE);
        if (state.filter(text -> text.length() > LONGEST_STATE).isPresent()) {
            throw Rejected.invalid(
                    AuthorizeQuery.STATE,
                    "state must have at most " + LONGEST_STATE + " characters.");
        }
        return state;
    }

    private static Optional<String> challenge(AuthorizeQuery query) {
        var challenge = query.value(AuthorizeQuery.CHALLENGE);
        var method = query.value(AuthorizeQuery.METHOD);
        if (challenge.isEmpty() && method.isEmpty()) {
            return Optional.empty();
        }
        // plain, the method of who names none, protects nothing (RFC 9700 2.1.1)
        if (challenge.filter(text -> CHALLENGE.matcher(text).matches()).isEmpty()
                || !method.orElse("plain").equals("S256")) {
            throw Rejected.invalid(
                    AuthorizeQuery.CHALLENGE,
                    "code_challenge must be a SHA-256 in base64url with code_challenge_method"
                            + " S256.");
        }
        return challenge;
    }
}
