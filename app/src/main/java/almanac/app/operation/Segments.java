package almanac.app.operation;

import almanac.app.operation.ProcessorControls.Cut;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Splits and merges segments, by whichever node holds them. */
final class Segments {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Overview overview;
    private final ProcessorControls controls;

    Segments(Overview overview, ProcessorControls controls) {
        this.overview = overview;
        this.controls = controls;
    }

    /**
     * Returns once it is done.
     *
     * @throws Rejected with Conflict where it cannot be
     */
    void cut(String processor, int segment, Cut how) {
        overview.requireDivisible(processor, segment);
        var before = overview.segments(processor).size();
        if (!controls.cut(processor, segment, how)) {
            throw conflict("another split or merge of " + processor + " is under way");
        }
        controls.apply();
        if (!within(() -> !controls.cutting(processor))) {
            controls.forgetCut(processor);
            throw conflict("no running node holds segment " + segment + " of " + processor);
        }
        if (!within(() -> overview.segments(processor).size() != before)) {
            throw conflict("segment " + segment + " stayed as it was: nothing to merge it with");
        }
    }

    private static boolean within(BooleanSupplier condition) {
        var until = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    private static Rejected conflict(String message) {
        return new Rejected(new Rejection.Conflict("", message));
    }
}
