package almanac.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the named groups, all when none is named. */
public final class Benchmarks {

    private Benchmarks() {}

    public static void main(String[] names) throws Exception {
        var wanted =
                names.length == 0
                        ? new String[] {
                            "store",
                            "expansion",
                            "start",
                            "creates",
                            "ranges",
                            "lists",
                            "import",
                            "feed",
                            "asof",
                            "export",
                            "sync-import",
                            "sync-steady",
                            "sync-latency",
                            "rebuild"
                        }
                        : names;
        for (var name : Arrays.asList(wanted)) {
            switch (name) {
                case "store" -> jmh("AppendBenchmark|ReplayBenchmark");
                case "expansion" -> jmh("ExpansionBenchmark");
                case "start" -> HttpScenario.start();
                case "creates" -> HttpScenario.creates();
                case "ranges" -> HttpScenario.ranges();
                case "lists" -> HttpScenario.lists();
                case "import" -> HttpScenario.imports();
                case "feed" -> FeedScenario.feed(Integer.getInteger("almanac.events", 1_000_000));
                case "asof" -> HistoryScenario.asOf();
                case "export" -> HistoryScenario.export();
                case "sync-import" -> SyncScenario.imports();
                case "sync-steady" ->
                        SyncScenario.steady(
                                Duration.ofMinutes(Integer.getInteger("almanac.minutes", 5)));
                case "sync-latency" -> SyncScenario.latency();
                case "rebuild" ->
                        RebuildScenario.run(Integer.getInteger("almanac.facts", 1_000_000));
                default -> throw new IllegalArgumentException("no such group: " + name);
            }
        }
    }

    private static void jmh(String pattern) throws RunnerException {
        new Runner(new OptionsBuilder().include(pattern).build()).run();
    }
}
