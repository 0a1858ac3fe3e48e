package almanac.simulated.google;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as it is kept.
 *
 * @param fields of an exception only those that differ from its series; null where it has none of
 *     what its series has
 * @param change position of its last change; larger than that of any change before
 * @param origin of an exception
 * @param dropped an exception whose series does not have that instance any more
 */
record Item(String id, ObjectNode fields, long change, Optional<Origin> origin, boolean dropped) {

    /**
     * @param suffix what the id has after the series' id and an underscore
     */
    record Origin(String master, String suffix) {}

    String etag() {
        return etag(change);
    }

    static String etag(long change) {
        return "\"3%015d000\"".formatted(change);
    }

    boolean cancelled() {
        return Json.text(fields, "status").equals("cancelled");
    }

    boolean recurs() {
        return origin.isEmpty() && Series.recurs(fields);
    }

    Item with(ObjectNode newFields, long newChange) {
        return new Item(id, newFields, newChange, origin, dropped);
    }

    Item cancelledAt(long newChange, boolean nowDropped) {
        var left = fields.deepCopy();
        left.put("status", "cancelled");
        return new Item(id, left, newChange, origin, nowDropped);
    }
}
