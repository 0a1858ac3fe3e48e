package almanac.app.operation;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.operation.DeadLetterView;
import java.util.Comparator;
import java.util.List;

/**
 * What gave up, wherever it did: facts that a policy cannot handle, edits that cannot be pushed,
 * objects that cannot be read, units of sync that do not run, mails and deliveries that did not go
 * out. Names are {@code policies:<fact>}, {@code edit:<mapping>:<entry>}, {@code
 * object:<mapping>:<name>}, {@code unit:<kind>:<number>}, {@code mail:<name>} and {@code
 * delivery:<endpoint>-<position>}.
 */
final class Letters {

    private final List<LetterBox> boxes;

    Letters(List<LetterBox> boxes) {
        this.boxes = List.copyOf(boxes);
    }

    /** All, the latest first. */
    List<DeadLetterView> latest(int limit) {
        return boxes.stream()
                .flatMap(box -> box.latest(limit).stream())
                .sorted(Comparator.comparing(DeadLetterView::since).reversed())
                .limit(limit)
                .toList();
    }

    DeadLetterView one(String id, boolean unmasked) {
        return box(id).one(id, unmasked);
    }

    /** Tries once more; whether nothing of it is left. */
    boolean retry(String id) {
        return box(id).retry(id);
    }

    void discard(String id) {
        box(id).discard(id);
    }

    private LetterBox box(String id) {
        return boxes.stream()
                .filter(box -> box.has(id.split(":", 2)[0]))
                .findFirst()
                .orElseThrow(() -> missing(id));
    }

    /** The number that is that part of a name. */
    static long number(String id, int part) {
        try {
            var number = Long.parseLong(id.split(":")[part]);
            if (number < 1) {
                throw missing(id);
            }
            return number;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException noNumber) {
            throw missing(id);
        }
    }

    static boolean require(boolean done, String id) {
        if (!done) {
            throw missing(id);
        }
        return true;
    }

    static Rejected missing(String id) {
        return new Rejected(new Rejection.NotFound("Dead letter", id));
    }
}
