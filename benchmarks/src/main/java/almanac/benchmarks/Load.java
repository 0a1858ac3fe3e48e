package almanac.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Sends the same kind of request over n connections for a number of requests each. */
final class Load {

    /** One request on a connection; answers the status. */
    interface Request {
        int send(KeepAlive connection, long number) throws IOException;
    }

    /**
     * @param nanos sorted latencies
     */
    record Result(double perSecond, long[] nanos, long failures) {
        double millis(double quantile) {
            return nanos[(int) Math.min(nanos.length - 1L, (long) (quantile * nanos.length))] / 1e6;
        }

        String row(String name) {
            return "| %s | %,.0f | %.2f | %.2f |%s"
                    .formatted(
                            name,
                            perSecond,
                            millis(0.5),
                            millis(0.99),
                            failures == 0 ? "" : " " + failures + " FAILED");
        }
    }

    /** Less is what a machine differs by between two runs. */
    private static final double QUICKER = 1.05;

    private Load() {}

    static Result run(int port, String token, int connections, int each, Request request)
            throws InterruptedException, ExecutionException {
        var started = System.nanoTime();
        var latencies = new ArrayList<Future<long[]>>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var c = 0; c < connections; c++) {
                var first = (long) c * each;
                latencies.add(threads.submit(() -> connection(port, token, first, each, request)));
            }
        }
        var seconds = (System.nanoTime() - started) / 1e9;
        var all = LongStream.builder();
        for (var future : latencies) {
            Arrays.stream(future.get()).forEach(all::add);
        }
        var nanos = all.build().toArray();
        var failures = Arrays.stream(nanos).filter(n -> n < 0).count();
        return new Result(
                nanos.length / seconds,
                Arrays.stream(nanos).map(Math::abs).sorted().toArray(),
                failures);
    }

    /** Runs the same again until twice it got no quicker: compilers have done what they do. */
    static void warm(int port, String token, int connections, int each, Request request)
            throws InterruptedException, ExecutionException {
        var best = 0.0;
        for (var same = 0; same < 2; ) {
            var now = run(port, token, connections, each, request).perSecond();
            same = now > best * QUICKER ? 0 : same + 1;
            best = Math.max(best, now);
        }
    }

    private static long[] connection(
            int port, String token, long first, int each, Request request) {
        var nanos = new long[each];
        try (var connection = new KeepAlive(port, token)) {
            for (var i = 0; i < each; i++) {
                var before = System.nanoTime();
                var status = request.send(connection, first + i);
                var took = System.nanoTime() - before;
                nanos[i] = status < 300 ? took : -took;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nanos;
    }
}
