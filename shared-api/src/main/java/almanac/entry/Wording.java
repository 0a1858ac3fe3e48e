package almanac.entry;

import almanac.message.Personal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What an ATTENDEE or ORGANIZER line says beyond what we model, kept so that it survives a round
 * trip.
 *
 * @param uri the calendar address (RFC 5545 3.3.3) where it is not just {@code mailto:} and the
 *     mail address
 * @param parameters as they stand, {@code NAME=value}, in their order
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Wording(@Personal Optional<String> uri, @Personal List<String> parameters) {

    /** Says nothing more. */
    public static final Wording NONE = new Wording(Optional.empty(), List.of());

    public Wording {
        parameters = List.copyOf(parameters);
        uri.ifPresent(Wording::requireOneLine);
        parameters.forEach(Wording::requireOneLine);
    }

    private static void requireOneLine(String text) {
        if (!fitsOneLine(text)) {
            throw new IllegalArgumentException("a content line has no control characters");
        }
    }

    /** Whether a content line can hold the text as it is (RFC 5545 3.1). */
    public static boolean fitsOneLine(String text) {
        return text.chars().noneMatch(c -> c != '\t' && Character.isISOControl(c));
    }
}
