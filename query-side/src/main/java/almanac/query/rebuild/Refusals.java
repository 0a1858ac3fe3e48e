package almanac.query.rebuild;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.OperationId;

/** What operators are refused. */
final class Refusals {

    private Refusals() {}

    static Rejected missing(OperationId id) {
        return missing("Rebuild", Long.toString(id.value()));
    }

    static Rejected missing(String kind, String id) {
        return new Rejected(new Rejection.NotFound(kind, id));
    }

    static Rejected conflict(String message) {
        return new Rejected(new Rejection.Conflict("", message));
    }
}
