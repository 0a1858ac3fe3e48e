package almanac.app.authorize;

import almanac.sync.oauth.Hashes;
import java.util.Optional;

/** Proof that who brings a code is who asked for it (RFC 7636), by S256. */
final class Challenges {

    private Challenges() {}

    /**
     * Without a challenge there must be no answer, or a code of another flow could be slipped in.
     */
    static boolean answered(Optional<String> challenge, Optional<String> verifier) {
        return challenge.isPresent() && verifier.isPresent()
                ? Hashes.same(challenge.get(), Hashes.sha256(verifier.get()))
                : challenge.isEmpty() && verifier.isEmpty();
    }
}
