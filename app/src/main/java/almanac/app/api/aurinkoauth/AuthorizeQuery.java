package almanac.app.api.aurinkoauth;

import almanac.message.Rejected;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * The parameters in the address of the page. The form is sent to the same address again, so that a
 * state comes back byte by byte, and nothing but the sign-in is in its body.
 */
record AuthorizeQuery(Map<String, String> values) {

    static final String CLIENT_ID = "clientId";
    static final String SERVICE_TYPE = "serviceType";
    static final String SCOPES = "scopes";
    static final String RESPONSE_TYPE = "responseType";
    static final String RETURN_URL = "returnUrl";
    static final String STATE = "state";
    static final String LOGIN_HINT = "loginHint";
    static final String CHALLENGE = "code_challenge";
    static final String METHOD = "code_challenge_method";

    private static final List<String> KNOWN =
            List.of(
                    CLIENT_ID,
                    SERVICE_TYPE,
                    SCOPES,
                    RESPONSE_TYPE,
                    RETURN_URL,
                    STATE,
                    LOGIN_HINT,
                    CHALLENGE,
                    METHOD);

    AuthorizeQuery {
        values = Map.copyOf(values);
    }

    /**
     * Reads a query; parameters of other names say nothing here.
     *
     * @throws Rejected with Invalid for one that is there twice (RFC 6749 3.1); scopes may be
     */
    static AuthorizeQuery of(@Nullable String query) {
        var values = new LinkedHashMap<String, String>();
        for (var pair : Optional.ofNullable(query).orElse("").split("&")) {
            var middle = pair.indexOf('=');
            var name = decoded(middle < 0 ? pair : pair.substring(0, middle));
            if (KNOWN.contains(name)) {
                var value = middle < 0 ? "" : decoded(pair.substring(middle + 1));
                values.merge(name, value, (one, more) -> joined(name, one, more));
            }
        }
        return new AuthorizeQuery(values);
    }

    private static String joined(String name, String one, String more) {
        if (!name.equals(SCOPES)) {
            throw Rejected.invalid(name, name + " must be there once.");
        }
        return one + " " + more;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            throw Rejected.invalid("", "The address of this page is not complete.");
        }
    }

    /** The value of that name, if it says anything. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** The same again, as an address has it. */
    String text() {
        return KNOWN.stream()
                .flatMap(name ->
                        value(name).stream()
                                .map(value ->
                                        name
                                                + "="
                                                + UriUtils.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&"));
    }
}
