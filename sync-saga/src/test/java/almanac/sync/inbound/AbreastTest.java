package almanac.sync.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.message.Actor;
import almanac.sync.exchange.Exchange.Effect;
import almanac.sync.inbound.Arrivals.Deed;
import almanac.sync.local.Run;
import almanac.sync.local.Writes;
import almanac.sync.work.Step;
import almanac.sync.work.Unit;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AbreastTest {

    private static final int MANY = 1000;

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger kept = new AtomicInteger();
    private final Deed deed =
            () -> {
                done.incrementAndGet();
                return Effect.CREATED;
            };

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void all_are_carried_out_and_kept(int width) {
        var effects = abreast(width).all(Collections.nCopies(MANY, deed), () -> {}, kept());

        assertThat(effects).hasSize(MANY);
        assertThat(done).hasValue(MANY);
        assertThat(kept).hasValueGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void a_page_that_nobody_wants_any_more_is_left_soon(int width) {
        var asked = new AtomicInteger();
        Step.Grip grip =
                () -> {
                    if (asked.incrementAndGet() > 5) {
                        throw new Step.LeaseLost(new Unit(Unit.Kind.MAPPING, 1));
                    }
                };

        assertThatThrownBy(() -> abreast(width).all(Collections.nCopies(MANY, deed), grip, kept()))
                .isInstanceOf(Step.LeaseLost.class);
        assertThat(done).hasValueLessThanOrEqualTo(100);
        assertThat(kept).as("what was done is kept").hasValue(5);
    }

    private Runnable kept() {
        return kept::incrementAndGet;
    }

    private static Abreast abreast(int width) {
        return new Abreast(width, new Unused());
    }

    /** The deeds of these tests send nothing. */
    private static final class Unused implements Writes {

        @Override
        public <R extends @Nullable Object> R send(Actor actor, Object command) {
            throw new AssertionError(command);
        }

        @Override
        public <R extends @Nullable Object> R send(Actor actor, Run run, Object command) {
            throw new AssertionError(command);
        }
    }
}
