package almanac.sync.inbound;

import almanac.sync.exchange.Exchange.Effect;
import almanac.sync.inbound.Arrivals.Deed;
import almanac.sync.local.Writes;
import almanac.sync.work.Step.Grip;
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
     * @param grip asked before each batch, where there are many: perhaps nobody wants them any more
     * @param keep what came of them so far, after each batch and at the end
     */
    List<Effect> all(List<Deed> deeds, Grip grip, Runnable keep) {
        if (deeds.size() < FEW) {
            return kept(deeds, keep);
        }
        if (width <= 1) {
            return batches(deeds).stream()
                    .flatMap(batch -> wanted(batch, grip, keep).stream())
                    .toList();
        }
        var effects = new ArrayList<Effect>(deeds.size());
        try (var threads =
                Executors.newFixedThreadPool(width, Thread.ofPlatform().daemon().factory())) {
            var running = new ArrayList<Future<List<Effect>>>();
            for (var batch : batches(deeds)) {
                running.add(threads.submit(() -> writes.together(() -> wanted(batch, grip, keep))));
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

    private static List<List<Deed>> batches(List<Deed> deeds) {
        var batches = new ArrayList<List<Deed>>();
        for (var from = 0; from < deeds.size(); from += BATCH) {
            batches.add(deeds.subList(from, Math.min(deeds.size(), from + BATCH)));
        }
        return batches;
    }

    private static List<Effect> wanted(List<Deed> batch, Grip grip, Runnable keep) {
        grip.keep();
        return kept(batch, keep);
    }

    private static List<Effect> kept(List<Deed> batch, Runnable keep) {
        var effects = batch.stream().map(Deed::carryOut).toList();
        keep.run();
        return effects;
    }
}
