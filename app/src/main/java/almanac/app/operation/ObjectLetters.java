package almanac.app.operation;

import almanac.connection.MappingId;
import almanac.operation.DeadLetterView;
import almanac.sync.exchange.Unreadables;
import almanac.sync.lifecycle.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Objects at providers that cannot be read. Their names may hold anything, so those of their
 * letters are encoded; what is discarded is among them again when its provider tells of it again.
 */
final class ObjectLetters implements LetterBox {

    private static final String WORD = "object";

    private final DeadLetters sync;

    ObjectLetters(DeadLetters sync) {
        this.sync = sync;
    }

    @Override
    public boolean has(String word) {
        return word.equals(WORD);
    }

    @Override
    public List<DeadLetterView> latest(int limit) {
        return sync.objects(limit).stream().map(ObjectLetters::view).toList();
    }

    @Override
    public DeadLetterView one(String id, boolean unmasked) {
        return sync.object(mapping(id), object(id))
                .map(ObjectLetters::view)
                .orElseThrow(() -> Letters.missing(id));
    }

    /** It is read by the next run of its mapping. */
    @Override
    public boolean retry(String id) {
        return Letters.require(sync.retry(mapping(id), object(id)), id);
    }

    @Override
    public void discard(String id) {
        var unused = Letters.require(sync.discard(mapping(id), object(id)), id);
    }

    private static MappingId mapping(String id) {
        return new MappingId(Letters.number(id, 1));
    }

    private static String object(String id) {
        var parts = id.split(":", 3);
        try {
            var name = parts.length == 3 ? parts[2] : "";
            return new String(Base64.getUrlDecoder().decode(name), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException unencoded) {
            throw Letters.missing(id);
        }
    }

    private static String encoded(String object) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(object.getBytes(StandardCharsets.UTF_8));
    }

    private static DeadLetterView view(Unreadables.Unreadable its) {
        var mapping = its.mapping().value();
        return new DeadLetterView(
                WORD + ":" + mapping + ":" + encoded(its.object()),
                "inbound",
                its.object(),
                "mapping-" + mapping,
                1,
                "read",
                its.reason(),
                its.since(),
                its.last(),
                true,
                Optional.empty());
    }
}
