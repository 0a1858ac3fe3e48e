package almanac.sync.caldav;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is remembered of a listing where a server has no tokens: 16 bytes of each resource, and of
 * large calendars one hash of all, so that it stays small.
 *
 * @param text base64url
 */
record Fingerprints(String text, boolean each) {

    /** Of more resources only a hash of all is kept; it tells that something changed, not what. */
    static final int MOST = 5_000;

    private static final int BYTES = 16;

    static Fingerprints of(Map<String, String> etags) {
        var sorted = new java.util.TreeMap<>(etags);
        var all = ByteBuffer.allocate(sorted.size() * BYTES);
        sorted.forEach((path, etag) -> all.putLong(hash(path)).putLong(hash(etag)));
        return sorted.size() <= MOST
                ? new Fingerprints(encoded(all.array()), true)
                : new Fingerprints(digest(all.array()), false);
    }

    /** A hash of all. */
    String whole() {
        return digest(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Which paths of a listing are new or changed since this, as all are that have no etag; empty
     * where it cannot be told: with resources that are gone, since of them only a hash is known.
     */
    Optional<Map<String, String>> changed(Map<String, String> etags) {
        if (!each) {
            return of(etags).equals(this) && !etags.containsValue("")
                    ? Optional.of(Map.of())
                    : Optional.empty();
        }
        var known = new HashMap<Long, Long>();
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        while (bytes.remaining() >= BYTES) {
            known.put(bytes.getLong(), bytes.getLong());
        }
        var changed = new HashMap<String, String>();
        etags.forEach((path, etag) -> {
            var before = Optional.ofNullable(known.remove(hash(path)));
            if (etag.isEmpty() || before.filter(hash -> hash == hash(etag)).isEmpty()) {
                changed.put(path, etag);
            }
        });
        return known.isEmpty() ? Optional.of(changed) : Optional.empty();
    }

    private static long hash(String text) {
        return ByteBuffer.wrap(sha256(text.getBytes(StandardCharsets.UTF_8))).getLong();
    }

    private static String digest(byte[] bytes) {
        return encoded(sha256(bytes));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
