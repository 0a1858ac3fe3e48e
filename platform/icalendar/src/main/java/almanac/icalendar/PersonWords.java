package almanac.icalendar;

import almanac.entry.Answer.Response;
import almanac.entry.Invitee.Kind;
import almanac.entry.Invitee.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The parameters of ATTENDEE and ORGANIZER that we model, and their words. */
final class PersonWords {

    static final String NAME = "CN";
    static final String KIND = "CUTYPE";
    static final String ROLE = "ROLE";
    static final String RESPONSE = "PARTSTAT";

    /** Written by Google for what an attendee said beside the answer. */
    static final String COMMENT = "X-RESPONSE-COMMENT";

    static final Set<String> OF_ORGANIZER = Set.of(NAME);
    static final Set<String> OF_ATTENDEE = Set.of(NAME, KIND, ROLE, RESPONSE, COMMENT);

    private PersonWords() {}

    /** Whether the model holds all that the parameter says. */
    static boolean understood(ContentLine.Parameter parameter) {
        return switch (parameter.name()) {
            case KIND -> kind(parameter).isPresent();
            case ROLE -> role(parameter).isPresent();
            case RESPONSE -> response(parameter).isPresent();
            default -> !parameter.text().isEmpty();
        };
    }

    static String word(Role role) {
        return switch (role) {
            case CHAIR -> "CHAIR";
            case REQUIRED -> "REQ-PARTICIPANT";
            case OPTIONAL -> "OPT-PARTICIPANT";
            case INFORMED -> "NON-PARTICIPANT";
        };
    }

    static String word(Response response) {
        return response.name().replace('_', '-');
    }

    static Optional<Role> role(ContentLine.Parameter parameter) {
        return one(Role.values(), each -> word(each).equals(word(parameter)));
    }

    static Optional<Kind> kind(ContentLine.Parameter parameter) {
        return one(Kind.values(), each -> each.name().equals(word(parameter)));
    }

    static Optional<Response> response(ContentLine.Parameter parameter) {
        return one(Response.values(), each -> word(each).equals(word(parameter)));
    }

    private static String word(ContentLine.Parameter parameter) {
        return parameter.text().strip().toUpperCase(Locale.ROOT);
    }

    private static <T> Optional<T> one(T[] values, Predicate<T> wanted) {
        return List.of(values).stream().filter(wanted).findFirst();
    }
}
