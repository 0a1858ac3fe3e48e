package almanac.sync.microsoft;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.microsoft.graph.models.Entity;
import com.microsoft.graph.models.Event;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A single event, or a series with all of its exceptions, as Graph has it.
 *
 * @param exceptions the changed occurrences
 * @param cancelled occurrence ids of the cancelled ones
 */
record MicrosoftObject(Event event, List<Event> exceptions, List<String> cancelled) {

    static MicrosoftObject single(Event event) {
        return new MicrosoftObject(event, List.of(), List.of());
    }

    boolean series() {
        return event.getRecurrence() != null;
    }

    /** Graph names everything that it tells of. */
    static String id(Entity entity) {
        return Optional.ofNullable(entity.getId())
                .orElseThrow(() ->
                        new ProviderFailed(
                                new ProviderFailure.Unreachable("Microsoft left out an id")));
    }

    static String etag(Event event) {
        return Optional.ofNullable(event.getAdditionalData().get("@odata.etag"))
                .map(Object::toString)
                .orElseGet(() -> "W/\"" + event.getChangeKey() + "\"");
    }

    /** Changes exactly when the event, one of its exceptions or what is cancelled changes. */
    String version() {
        if (!series()) {
            return etag(event);
        }
        var parts =
                Stream.concat(
                        Stream.of(etag(event)),
                        Stream.concat(
                                exceptions.stream().map(each -> each.getId() + etag(each)).sorted(),
                                cancelled.stream().sorted()));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    String.join("\n", parts.toList())
                                            .getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
