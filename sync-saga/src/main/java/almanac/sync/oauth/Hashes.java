package almanac.sync.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Texts that cannot be guessed, and what may be known of them. */
public final class Hashes {

    private static final int RANDOM_BYTES = 32;

    private Hashes() {}

    /** 43 letters, digits, hyphens and underscores (RFC 7636 4.1). */
    public static String random(SecureRandom random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return encoded(bytes);
    }

    /** SHA-256 in base64url without padding; of a PKCE verifier it is the S256 challenge. */
    public static String sha256(String text) {
        try {
            return encoded(
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether both are equal, in a time that does not tell where they differ. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
