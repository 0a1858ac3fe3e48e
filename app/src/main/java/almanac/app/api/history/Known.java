package almanac.app.api.history;

import almanac.message.FactNames;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.Arrays;
import java.util.List;

/** Words that history can be asked for; any other finds nothing, so it is told. */
final class Known {

    private static final List<String> ORIGINS =
            Arrays.stream(Origin.Kind.values()).map(kind -> Origin.of(kind).toString()).toList();

    private Known() {}

    /** The stored name of a fact. */
    static String type(String sent) {
        if (!FactNames.ALL.containsKey(sent)) {
            throw unknown("type", sent, FactNames.ALL.keySet().stream().sorted().toList());
        }
        return sent;
    }

    /** A way in, with or without its number. */
    static String origin(String sent) {
        if (!ORIGINS.contains(sent.replaceFirst(":\\d+$", ""))) {
            throw unknown("origin", sent, ORIGINS);
        }
        return sent;
    }

    private static Rejected unknown(String field, String sent, List<String> known) {
        var message = field + " must be one of " + String.join(", ", known);
        return new Rejected(new Rejection.Invalid(field, message, sent));
    }
}
