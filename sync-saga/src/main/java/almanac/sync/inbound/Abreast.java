package almanac.sync.inbound;

import almanac.sync.exchange.Exchange.Effect;
import almanac.sync.inbound.Arrivals.Deed;
import almanac.sync.local.Writes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Carries out what is independent a few at a time, since the store commits together what waits at
 * the same time.
 *
 * @param width how many at once; with one everything happens on the calling thread, in order
 */
public record Abreast(int width, Writes writes) {

    private static final int FEW = 8;

    /** So many are done one after the other, and what they may do is asked once. */
    private static final int BATCH = 20;

    /**
     * @param keep what came of them so far, after each batch and at the end
     */
    List<Effect> all(List<Deed> deeds, Runnable keep) {
        if (width <= 1 || deeds.size() < FEW) {
            return kept(inOrder(deeds), keep);
        }
        var effects = new ArrayList<Effect>(deeds.size());
        try (var threads =
                Executors.newFixedThreadPool(width, Thread.ofPlatform().daemon().factory())) {
            var running = new ArrayList<Future<List<Effect>>>();
            for (var from = 0; from < deeds.size(); from += BATCH) {
                var batch = deeds.subList(from, Math.min(deeds.size(), from + BATCH));
                running.add(
                        threads.submit(() -> kept(writes.together(() -> inOrder(batch)), keep)));
            }
            for (var each : running) {
                effects.addAll(each.get());
            }
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped within a page", stopped);
        }
        return effects;
    }

    private static List<Effect> kept(List<Effect> effects, Runnable keep) {
        keep.run();
        return effects;
    }

    private static List<Effect> inOrder(List<Deed> deeds) {
        return deeds.stream().map(Deed::carryOut).toList();
    }
}
