package almanac.sync.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that open the vault, from outside the store. The first one seals; the others only open
 * what was sealed before it.
 */
public final class VaultKeys {

    private static final int BYTES = 32;
    private static final int NAME_BYTES = 4;

    private final String current;
    private final Map<String, SecretKey> keys;

    private VaultKeys(List<byte[]> secrets) {
        var named = new LinkedHashMap<String, SecretKey>();
        secrets.forEach(secret -> named.put(name(secret), new SecretKeySpec(secret, "AES")));
        this.keys = Map.copyOf(named);
        this.current = name(secrets.getFirst());
    }

    /**
     * Configured ones.
     *
     * @param texts each 32 bytes in base64, the current one first
     */
    public static VaultKeys of(List<String> texts) {
        var secrets = new ArrayList<byte[]>();
        for (var text : texts) {
            secrets.add(decoded(text));
        }
        return new VaultKeys(secrets);
    }

    private static byte[] decoded(String text) {
        try {
            var secret = Base64.getDecoder().decode(text.strip());
            if (secret.length == BYTES) {
                return secret;
            }
        } catch (IllegalArgumentException e) {
            // said below, without the text
        }
        throw new IllegalStateException(
                "almanac.security.vault-key must be " + BYTES + " bytes in base64");
    }

    /** The one kept in the file, which only its owner may read; made at the first call. */
    public static VaultKeys keptIn(Path file, SecureRandom random) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            create(file, random);
            return of(List.of(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the vault's key in " + file, e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        var options = java.util.Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(file, options, ownerOnly())) {
            var secret = new byte[BYTES];
            random.nextBytes(secret);
            channel.write(ByteBuffer.wrap(Base64.getEncoder().encode(secret)));
        } catch (FileAlreadyExistsException kept) {
            // made at an earlier start
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Tells nothing of the key. */
    private static String name(byte[] secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String current() {
        return current;
    }

    SecretKey key(String name) {
        var key = keys.get(name);
        if (key == null) {
            throw new IllegalStateException(
                    "the vault's key " + name + " is not among those that are configured");
        }
        return key;
    }

    @Override
    public String toString() {
        return "VaultKeys[" + current + " of " + keys.size() + "]";
    }
}
