package almanac.query.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.operation.OperationId;
import almanac.operation.RebuildMode;
import almanac.user.UserId;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** A rebuild that is held down keeps its claim and hears what operators want. */
class PaceTest {

    private final Passing time = new Passing();
    private final Pace pace = new Pace(time);
    private int kept;

    @Test
    void while_it_waits_the_claim_is_kept_every_second() {
        pace.passed(job(OptionalInt.of(10)), 500, keeping(it -> it));

        assertThat(time.seconds()).isEqualTo(50);
        assertThat(kept).isEqualTo(49);
        assertThat(pace.rate()).isEqualTo(10);
    }

    @Test
    void a_bound_that_is_lifted_counts_from_the_next_second_on() {
        var free = job(OptionalInt.empty());
        var job = pace.passed(job(OptionalInt.of(1)), 500, keeping(it -> kept == 3 ? free : it));

        assertThat(job).isEqualTo(free);
        assertThat(time.seconds()).isEqualTo(3);
    }

    @Test
    void who_is_cancelled_waits_no_more() {
        var cancelled = JobCodec.of(document(OptionalInt.of(1)).append("cancelled", true));
        var job = pace.passed(job(OptionalInt.of(1)), 500, keeping(it -> cancelled));

        assertThat(job.cancelled()).isTrue();
        assertThat(time.seconds()).isEqualTo(1);
    }

    @Test
    void without_a_bound_nobody_waits_and_nothing_is_asked() {
        pace.passed(job(OptionalInt.empty()), 500, keeping(it -> it));

        assertThat(time.seconds()).isZero();
        assertThat(kept).isZero();
    }

    private UnaryOperator<Job> keeping(UnaryOperator<Job> then) {
        return job -> {
            kept++;
            return then.apply(job);
        };
    }

    private static Job job(OptionalInt mostPerSecond) {
        return JobCodec.of(document(mostPerSecond));
    }

    private static Document document(OptionalInt mostPerSecond) {
        return JobCodec.begun(
                new OperationId(1),
                new UserId(1),
                "entries",
                RebuildMode.WHEN_EQUAL,
                mostPerSecond,
                500,
                Instant.EPOCH);
    }

    /** Passes while somebody waits. */
    private static final class Passing implements Pace.Time {
        private long now;

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void await(long nanos) {
            now += nanos;
        }

        long seconds() {
            return TimeUnit.NANOSECONDS.toSeconds(now);
        }
    }
}
