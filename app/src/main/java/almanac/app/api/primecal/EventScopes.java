package almanac.app.api.primecal;

import almanac.entry.EntryNumber;
import almanac.entry.EntryView;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.Optional;

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

    /**
     * The recurrence of an edit. Clients send an occurrence back as they got it, with {@code
     * recurrenceType: none}: to one occurrence, or to a single event, that says nothing.
     */
    static Optional<Optional<Recurrence>> recurrence(
            Optional<Optional<Recurrence>> wanted,
            EntryNumber number,
            EntryView before,
            Scope scope) {
        var says =
                wanted.filter(recurrence ->
                        recurrence.isPresent()
                                || before.recurrence().isPresent()
                                || number.occurrence().isPresent());
        return scope == Scope.THIS ? says.filter(Optional::isPresent) : says;
    }
}
