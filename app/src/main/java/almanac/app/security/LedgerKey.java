package almanac.app.security;

import almanac.app.setting.WrongSetting;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;

/** The Ed25519 key that signs the checkpoints of history (RFC 8032). */
public final class LedgerKey {

    private static final int BYTES = 32;

    /** What RFC 8410 puts before the 32 bytes of a public key. */
    private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");

    private LedgerKey() {}

    /**
     * The configured one.
     *
     * @param secret 32 bytes in base64
     */
    public static KeyPair of(String secret) {
        var bytes = decoded(secret);
        var encoded = new byte[PUBLIC.length + BYTES];
        System.arraycopy(PUBLIC, 0, encoded, 0, PUBLIC.length);
        new Ed25519PrivateKeyParameters(bytes, 0)
                .generatePublicKey()
                .encode(encoded, PUBLIC.length);
        try {
            var keys = KeyFactory.getInstance("Ed25519");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(encoded)),
                    keys.generatePrivate(
                            new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot sign with Ed25519", e);
        }
    }

    private static byte[] decoded(String secret) {
        try {
            var bytes = Base64.getDecoder().decode(secret.strip());
            if (bytes.length == BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text
        }
        throw new WrongSetting("almanac.security.ledger-key must be " + BYTES + " bytes in base64");
    }

    /** The one kept in the file, which only its owner may read; made at the first call. */
    public static KeyPair keptIn(Path file) {
        return of(KeptSecret.in(file, LedgerKey::made));
    }

    private static String made() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
