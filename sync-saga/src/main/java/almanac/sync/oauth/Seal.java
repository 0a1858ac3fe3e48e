package almanac.sync.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * Encrypts texts with AES-256-GCM. What a text is sealed for goes into its authentication, so that
 * a sealed text that is copied to another place does not open there.
 */
public final class Seal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final VaultKeys keys;
    private final SecureRandom random;

    public Seal(VaultKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** The text, sealed with the current key for that place. */
    public Document seal(String text, String place) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var name = keys.current();
        return new Document("key", name)
                .append("nonce", new Binary(nonce))
                .append(
                        "text",
                        new Binary(
                                run(
                                        Cipher.ENCRYPT_MODE,
                                        name,
                                        nonce,
                                        place,
                                        text.getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * @throws IllegalStateException where it was sealed for another place, or with a key that is
     *     not known
     */
    public String open(Document sealed, String place) {
        var opened =
                run(
                        Cipher.DECRYPT_MODE,
                        sealed.getString("key"),
                        sealed.get("nonce", Binary.class).getData(),
                        place,
                        sealed.get("text", Binary.class).getData());
        return new String(opened, StandardCharsets.UTF_8);
    }

    /** Whether it should be sealed again, since its key is not the current one. */
    public boolean outdated(Document sealed) {
        return !keys.current().equals(sealed.getString("key"));
    }

    private byte[] run(int mode, String key, byte[] nonce, String place, byte[] input) {
        try {
            var cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, keys.key(key), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD((key + "|" + place).getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot open what was sealed for " + place, e);
        }
    }
}
