package almanac.app.api.operations;

import almanac.operation.ComparisonReport;
import almanac.operation.ComparisonReport.Difference;
import almanac.operation.DeadLetterView;
import almanac.operation.ProcessorView;
import almanac.operation.ProcessorView.ProblemView;
import almanac.operation.ProcessorView.SegmentView;
import almanac.operation.RebuildView;
import almanac.operation.StoreView.CollectionView;
import almanac.operation.WorkView;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What operators are answered; every field is there. */
final class OperationsJson {

    private OperationsJson() {}

    record Listed<T>(List<T> data) {}

    record Processor(
            String name,
            String kind,
            String status,
            long position,
            long head,
            long lag,
            double lagSeconds,
            double rate,
            List<Segment> segments,
            @Nullable Problem lastError,
            @Nullable Rebuild rebuild,
            @Nullable Instant rebuiltAt,
            boolean canRollBack) {

        static Processor of(ProcessorView view) {
            return new Processor(
                    view.name(),
                    Operators.word(view.kind()),
                    Operators.word(view.status()),
                    view.position(),
                    view.head(),
                    view.lag(),
                    view.lagSeconds(),
                    rounded(view.rate()),
                    view.segments().stream().map(Segment::of).toList(),
                    view.problem().map(Problem::of).orElse(null),
                    view.rebuild().map(Rebuild::of).orElse(null),
                    view.rebuiltAt().orElse(null),
                    view.canRollBack());
        }
    }

    record Segment(int id, int mask, long position, @Nullable String node) {
        static Segment of(SegmentView view) {
            return new Segment(view.id(), view.mask(), view.position(), view.node().orElse(null));
        }
    }

    record Problem(String kind, String type, String message, String node, Instant at) {
        static Problem of(ProblemView view) {
            return new Problem(
                    Operators.word(view.kind()),
                    view.type(),
                    view.message(),
                    view.node(),
                    view.at());
        }
    }

    record Rebuild(
            long id,
            String projection,
            String mode,
            String state,
            double percent,
            long position,
            long head,
            long facts,
            double rate,
            @Nullable Long secondsLeft,
            @Nullable Integer factsPerSecond,
            @Nullable String node,
            long operatorId,
            Instant startedAt,
            Instant changedAt,
            @Nullable Instant endedAt,
            @Nullable String problem,
            @Nullable Report report) {

        static Rebuild of(RebuildView view) {
            return new Rebuild(
                    view.id().value(),
                    view.projection(),
                    Operators.word(view.mode()),
                    Operators.word(view.state()),
                    rounded(view.percent()),
                    view.position(),
                    view.head(),
                    view.facts(),
                    rounded(view.rate()),
                    view.left().map(Duration::toSeconds).orElse(null),
                    view.mostPerSecond().orElse(null),
                    view.node().orElse(null),
                    view.operator().value(),
                    view.startedAt(),
                    view.changedAt(),
                    view.endedAt().orElse(null),
                    view.problem().orElse(null),
                    view.report().map(Report::of).orElse(null));
        }
    }

    record Report(
            boolean equal,
            long documents,
            long different,
            long missing,
            long extra,
            List<Difference> examples) {

        static Report of(ComparisonReport report) {
            return new Report(
                    report.equal(),
                    report.documents(),
                    report.different(),
                    report.missing(),
                    report.extra(),
                    report.examples());
        }
    }

    record DeadLetter(
            String id,
            String source,
            String subject,
            String sequence,
            long waiting,
            String type,
            String reason,
            Instant since,
            Instant lastTried,
            boolean discardable,
            @Nullable @JsonRawValue String payload) {

        static DeadLetter of(DeadLetterView view) {
            return new DeadLetter(
                    view.id(),
                    view.source(),
                    view.subject(),
                    view.sequence(),
                    view.waiting(),
                    view.type(),
                    view.reason(),
                    view.since(),
                    view.lastTried(),
                    view.discardable(),
                    view.payload().orElse(null));
        }
    }

    record Retried(String id, boolean handled) {}

    record Work(
            String unit,
            long connection,
            String lane,
            @Nullable Instant due,
            @Nullable Instant notBefore,
            @Nullable String node,
            int attempts,
            @Nullable String reason,
            boolean parked) {

        static Work of(WorkView view) {
            return new Work(
                    view.unit(),
                    view.connection(),
                    view.lane(),
                    view.due().orElse(null),
                    view.notBefore().orElse(null),
                    view.node().orElse(null),
                    view.attempts(),
                    view.reason().orElse(null),
                    view.parked());
        }
    }

    record Store(
            long facts, long commits, @Nullable Instant lastAt, List<CollectionView> collections) {}

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
