package almanac.benchmarks;

import almanac.recurrence.Budget;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import net.fortuna.ical4j.model.Recur;
import org.dmfs.rfc5545.DateTime;
import org.dmfs.rfc5545.recur.InvalidRecurrenceRuleException;
import org.dmfs.rfc5545.recur.RecurrenceRule;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** One month of a series that began in 2000: ours against both libraries. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class ExpansionBenchmark {

    private static final LocalDateTime START = LocalDateTime.of(2000, 1, 3, 9, 0);
    private static final ZoneId UTC = ZoneOffset.UTC;

    @Param({"FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=-1FR", "FREQ=DAILY"})
    public String rule = "";

    @Param({"2000", "2030"})
    public int year;

    private LocalDateTime from() {
        return LocalDateTime.of(year, 6, 1, 0, 0);
    }

    @Benchmark
    public void ours(Blackhole sink) {
        RuleSet.of(START, UTC, Rule.parse(rule))
                .startsBetween(from(), from().plusMonths(1), Budget.usual())
                .forEachRemaining(sink::consume);
    }

    @Benchmark
    public void ical4j(Blackhole sink) {
        sink.consume(new Recur<LocalDateTime>(rule).getDates(START, from(), from().plusMonths(1)));
    }

    @Benchmark
    public void libRecur(Blackhole sink) throws InvalidRecurrenceRuleException {
        var to = millis(from().plusMonths(1));
        var starts = new RecurrenceRule(rule).iterator(new DateTime(2000, 0, 3, 9, 0, 0));
        starts.fastForward(millis(from()));
        for (var next = starts.nextMillis(); next < to; next = starts.nextMillis()) {
            sink.consume(next);
        }
    }

    private static long millis(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
