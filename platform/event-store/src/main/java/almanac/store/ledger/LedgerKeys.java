package almanac.store.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The public keys whose signatures count. */
public final class LedgerKeys {

    static final String ALGORITHM = "Ed25519";
    private static final int NAME = 16;

    private final Map<String, PublicKey> keys;

    private LedgerKeys(Map<String, PublicKey> keys) {
        this.keys = keys;
    }

    /**
     * These keys.
     *
     * @param texts each the X.509 form of an Ed25519 key in base64
     * @throws IllegalArgumentException for anything else
     */
    public static LedgerKeys of(List<String> texts) {
        var named = new LinkedHashMap<String, PublicKey>();
        for (var text : texts) {
            var key = decoded(text);
            named.put(name(key), key);
        }
        return new LedgerKeys(Map.copyOf(named));
    }

    private static PublicKey decoded(String text) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getDecoder().decode(text.strip())));
        } catch (GeneralSecurityException | IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "not a public Ed25519 key in base64: " + text, refused);
        }
    }

    /** What checkpoints call a key in its X.509 form and base64. */
    public static String name(String text) {
        return name(decoded(text));
    }

    static String name(PublicKey key) {
        return Hash.of(key.getEncoded()).toString().substring(0, NAME);
    }

    boolean knows(String name) {
        return keys.containsKey(name);
    }

    /** Whether the key that it names is one of these and signed it. */
    boolean signed(Checkpoint checkpoint) {
        var key = keys.get(checkpoint.key());
        if (key == null) {
            return false;
        }
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(checkpoint.content());
            return signature.verify(Base64.getDecoder().decode(checkpoint.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }
}
