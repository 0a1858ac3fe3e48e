package almanac.app.personal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The key of one person: AES-256-GCM. What is sealed for one fact does not open in another. Prints
 * as dots.
 */
final class PersonKey {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;

    /** A cipher that knows the key already, while nobody uses it. */
    private final AtomicReference<@Nullable Cipher> idle = new AtomicReference<>();

    private PersonKey(byte[] secret) {
        this.key = new SecretKeySpec(secret, "AES");
    }

    static PersonKey random(SecureRandom random) {
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        return new PersonKey(secret);
    }

    static PersonKey of(String text) {
        return new PersonKey(Base64.getDecoder().decode(text));
    }

    /** For the vault alone. */
    String text() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    byte[] seal(String fact, byte[] content, SecureRandom random) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = run(Cipher.ENCRYPT_MODE, nonce, fact, content);
        var both = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE, sealed.length);
        return both;
    }

    /**
     * @throws IllegalStateException where it was sealed for another fact or changed since
     */
    byte[] open(String fact, byte[] sealed) {
        return run(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE),
                fact,
                Arrays.copyOfRange(sealed, NONCE, sealed.length));
    }

    private byte[] run(int mode, byte[] nonce, String fact, byte[] input) {
        try {
            var known = idle.getAndSet(null);
            var cipher = known == null ? Cipher.getInstance(CIPHER) : known;
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(fact.getBytes(StandardCharsets.UTF_8));
            var output = cipher.doFinal(input);
            idle.set(cipher);
            return output;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what is sealed in fact " + fact + " does not open", e);
        }
    }

    @Override
    public String toString() {
        return "PersonKey[•••]";
    }
}
