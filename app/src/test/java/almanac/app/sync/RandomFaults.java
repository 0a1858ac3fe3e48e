package almanac.app.sync;

import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Extent;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * What goes wrong between us and a provider, and who acts while we talk to it: answers that are
 * lost after the effect, refusals, an outage, cursors that are forgotten in the middle of a round.
 */
final class RandomFaults implements FakeProvider.Faults {

    private final SplittableRandom random;
    private final CrashPoints crashes;
    private final FakeProvider provider;
    private final Consumer<FakeProvider.Call> witness;
    private final Runnable bystander;
    private int percent;

    /**
     * @param witness sees each call before anything goes wrong
     * @param bystander somebody who edits while a call is under way
     */
    RandomFaults(
            SplittableRandom random,
            CrashPoints crashes,
            FakeProvider provider,
            Consumer<FakeProvider.Call> witness,
            Runnable bystander) {
        this.random = random;
        this.crashes = crashes;
        this.provider = provider;
        this.witness = witness;
        this.bystander = bystander;
    }

    /** From now on so many calls of a hundred go wrong. */
    void often(int newPercent) {
        percent = newPercent;
    }

    @Override
    public void before(FakeProvider.Call call) {
        crashes.before(call);
        witness.accept(call);
        if (percent == 0) {
            return;
        }
        if (random.nextInt(100) < 4) {
            bystander.run();
        }
        if (random.nextInt(100) < percent) {
            refuse(call);
        }
    }

    private void refuse(FakeProvider.Call call) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> fail(new ProviderFailure.Unreachable("503"));
            case 4, 5 -> fail(throttled(Optional.of(Duration.ofSeconds(random.nextInt(1, 300)))));
            case 6, 7 -> fail(throttled(Optional.empty()));
            case 8 -> fail(new ProviderFailure.Reauthorize("401"));
            case 9 -> {
                if (call.writes()) {
                    fail(new ProviderFailure.Refused("400"));
                }
            }
            default -> {
                if (call.method().equals("changes")) {
                    provider.forgetCursors();
                }
            }
        }
    }

    private ProviderFailure throttled(Optional<Duration> after) {
        var extent = Extent.values()[random.nextInt(Extent.values().length)];
        return new ProviderFailure.Throttled(after, extent, "429");
    }

    @Override
    public void after(FakeProvider.Call call) {
        crashes.after(call);
        if (percent == 0) {
            return;
        }
        if (random.nextInt(100) < 3) {
            bystander.run();
        }
        if (random.nextInt(100) < percent) {
            fail(new ProviderFailure.Unreachable("the answer was lost"));
        }
    }

    private static void fail(ProviderFailure failure) {
        throw new ProviderFailed(failure);
    }
}
