package almanac.sync.oauth;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import almanac.sync.store.Duplicates;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;

/**
 * Keeps secrets that two sides share to know each other's messages, sealed. Who wants something
 * signed gets a signature and never sees the secret.
 */
public final class SigningSecrets {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String MARK = "whsec_";
    private static final int BYTES = 32;

    private final MongoCollection<Document> records;
    private final Seal seal;
    private final SecureRandom random;

    public SigningSecrets(MongoDatabase database, VaultKeys keys, SecureRandom random) {
        this.records = database.getCollection("sync_signing_secrets");
        this.seal = new Seal(keys, random);
        this.random = random;
    }

    /** Keeps the chosen secret in place of any before, else one made up; answers it this once. */
    public String keep(String name, Optional<String> chosen) {
        var secret = chosen.orElseGet(this::madeUp);
        Duplicates.upserted(() ->
                records.updateOne(
                        eq("_id", name),
                        set("sealed", seal.seal(secret, place(name))),
                        new UpdateOptions().upsert(true)));
        return secret;
    }

    private String madeUp() {
        return MARK + once();
    }

    /** Something that nobody guesses and that is kept nowhere; fit for an address. */
    public String once() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The HMAC-SHA256 of the content in hex; empty where no secret is kept under the name. */
    public Optional<String> signature(String name, byte[] content) {
        return Optional.ofNullable(records.find(eq("_id", name)).first())
                .map(found -> seal.open(found.get("sealed", Document.class), place(name)))
                .map(secret -> signed(secret, content));
    }

    private static String signed(String secret, byte[] content) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public void forget(String name) {
        records.deleteOne(eq("_id", name));
    }

    /** Seals all that an older key sealed with the current one. */
    public void rotate() {
        for (var found : records.find()) {
            var sealed = found.get("sealed", Document.class);
            if (seal.outdated(sealed)) {
                var name = found.getString("_id");
                var text = seal.open(sealed, place(name));
                records.updateOne(
                        and(eq("_id", name), eq("sealed", sealed)),
                        set("sealed", seal.seal(text, place(name))));
            }
        }
    }

    private static String place(String name) {
        return "signing:" + name;
    }
}
