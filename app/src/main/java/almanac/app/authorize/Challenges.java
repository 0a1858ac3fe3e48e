package almanac.app.authorize;

import almanac.app.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** Proof that who brings a code is who asked for it (RFC 7636), by S256. */
final class Challenges {

    private Challenges() {}

    /**
     * Without a challenge there must be no answer, or a code of another flow could be slipped in.
     */
    static boolean answered(Optional<String> challenge, Optional<String> verifier) {
        return challenge.isPresent() && verifier.isPresent()
                ? Secrets.same(challenge.get(), hashed(verifier.get()))
                : challenge.isEmpty() && verifier.isEmpty();
    }

    private static String hashed(String verifier) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(digest.digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
