package almanac.sync.inbound;

import almanac.sync.exchange.Exchange.Effect;
import almanac.sync.inbound.Arrivals.Deed;
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
public record Abreast(int width) {

    private static final int FEW = 8;

    List<Effect> all(List<Deed> deeds) {
        if (width <= 1 || deeds.size() < FEW) {
            return deeds.stream().map(Deed::carryOut).toList();
        }
        var effects = new ArrayList<Effect>(deeds.size());
        try (var threads = Executors.newFixedThreadPool(width, Thread.ofVirtual().factory())) {
            var running = new ArrayList<Future<Effect>>(deeds.size());
            deeds.forEach(deed -> running.add(threads.submit(deed::carryOut)));
            for (var each : running) {
                effects.add(each.get());
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
}
