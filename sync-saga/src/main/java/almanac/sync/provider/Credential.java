package almanac.sync.provider;

import java.net.URI;

/** What proves to a provider who we are; prints as dots. */
public sealed interface Credential {

    /** RFC 6750. */
    record Bearer(String token) implements Credential {
        @Override
        public String toString() {
            return "Bearer[•••]";
        }
    }

    /**
     * RFC 7617.
     *
     * @param server where the user's calendars are looked for
     */
    record Basic(URI server, String username, String password) implements Credential {
        @Override
        public String toString() {
            return "Basic[" + username + ", •••]";
        }
    }
}
