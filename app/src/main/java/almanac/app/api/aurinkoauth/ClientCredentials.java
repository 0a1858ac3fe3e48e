package almanac.app.api.aurinkoauth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** The client id and the secret of an application, by HTTP Basic (RFC 7617). */
record ClientCredentials(String id, String secret) {

    private static final String SCHEME = "Basic ";

    /** Empty for a header of another scheme or form. */
    static Optional<ClientCredentials> of(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        try {
            var text =
                    new String(
                            Base64.getDecoder().decode(header.substring(SCHEME.length()).strip()),
                            StandardCharsets.UTF_8);
            var colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new ClientCredentials(
                                    text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "ClientCredentials[" + id + ", •••]";
    }
}
