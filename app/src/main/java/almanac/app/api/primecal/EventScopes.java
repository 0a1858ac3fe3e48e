package almanac.app.api.primecal;

import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;

/** The two update models of the document: each takes only its own words (contract R5). */
final class EventScopes {

    private EventScopes() {}

    static Scope mode(String sent) {
        return switch (sent) {
            case "single" -> Scope.THIS;
            case "future" -> Scope.FUTURE;
            case "all" -> Scope.ALL;
            default -> throw unknown("updateMode", sent, "single, all, future");
        };
    }

    static Scope scope(String sent) {
        return word("updateScope", sent);
    }

    static Scope deletion(String sent) {
        return word("scope", sent);
    }

    private static Scope word(String field, String sent) {
        return switch (sent) {
            case "this" -> Scope.THIS;
            case "future" -> Scope.FUTURE;
            case "all" -> Scope.ALL;
            default -> throw unknown(field, sent, "this, future, all");
        };
    }

    private static Rejected unknown(String field, String sent, String allowed) {
        return new Rejected(
                new Rejection.Invalid(
                        field, field + " must be one of the following values: " + allowed, sent));
    }
}
