package almanac.sync.oauth;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What opens an account; in no fact, no log, no answer. Prints as dots. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Secrets.Tokens.class, name = "tokens"),
    @JsonSubTypes.Type(value = Secrets.AppPassword.class, name = "password")
})
sealed interface Secrets {

    record Tokens(String access, Optional<String> refresh, Instant expiresAt) implements Secrets {
        @Override
        public String toString() {
            return "Tokens[•••, " + expiresAt + "]";
        }
    }

    record AppPassword(URI server, String username, String password) implements Secrets {
        @Override
        public String toString() {
            return "AppPassword[•••]";
        }
    }
}
