package almanac.app.security;

import almanac.app.setting.WrongSetting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key that signs access tokens. */
public final class SigningKey {

    private static final int FEWEST_BYTES = 32;

    private SigningKey() {}

    /** The configured one; refuses a short one. */
    public static SecretKey of(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < FEWEST_BYTES) {
            throw new WrongSetting(
                    "almanac.security.jwt-secret must have at least " + FEWEST_BYTES + " bytes");
        }
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    /** The one kept in the file, which only its owner may read; made at the first call. */
    public static SecretKey keptIn(Path file) {
        return of(KeptSecret.in(file, () -> Secrets.random(48)));
    }
}
