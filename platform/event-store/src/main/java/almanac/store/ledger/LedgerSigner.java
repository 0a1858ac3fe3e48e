package almanac.store.ledger;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Signs checkpoints. Tells nothing of its private key. */
public final class LedgerSigner {

    private final PrivateKey secret;
    private final String publicKey;
    private final String name;

    /**
     * @param pair of Ed25519
     * @throws IllegalArgumentException if the two do not belong together
     */
    public LedgerSigner(KeyPair pair) {
        this.secret = pair.getPrivate();
        this.publicKey = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        this.name = LedgerKeys.name(pair.getPublic());
        var probe = after(Optional.empty(), 0, Hash.NONE, Instant.EPOCH);
        if (!LedgerKeys.of(List.of(publicKey)).signed(probe)) {
            throw new IllegalArgumentException("the public key is not that of the private key");
        }
    }

    /** In its X.509 form and base64, for whoever verifies. */
    public String publicKey() {
        return publicKey;
    }

    /** What checkpoints call the key. */
    public String name() {
        return name;
    }

    /** The next checkpoint behind the last one. */
    public Checkpoint after(Optional<Checkpoint> last, long position, Hash running, Instant at) {
        var next =
                new Checkpoint(
                        last.map(Checkpoint::number).orElse(0L) + 1,
                        position,
                        running,
                        at.toString(),
                        last.map(Checkpoint::hash).orElse(Hash.NONE),
                        name,
                        "");
        return next.signed(signature(next.content()));
    }

    private String signature(byte[] content) {
        try {
            var signature = Signature.getInstance(LedgerKeys.ALGORITHM);
            signature.initSign(secret);
            signature.update(content);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the ledger's key cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "LedgerSigner[" + name + "]";
    }
}
