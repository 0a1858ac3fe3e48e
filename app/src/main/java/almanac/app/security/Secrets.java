package almanac.app.security;

import almanac.app.digest.Fingerprints;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Makes secrets that nobody guesses, and the hashes under which they are kept. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /** That many random bytes in base64url. */
    public static String random(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    /** That many random bytes in lower-case hex. */
    static String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /** SHA-256 in hex; enough for secrets with 128 random bits and more, not for passwords. */
    public static String hash(String secret) {
        return Fingerprints.sha256(secret);
    }

    /** In a time that does not tell where the two differ. */
    public static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
