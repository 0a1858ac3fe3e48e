package almanac.sync.lifecycle;

import almanac.connection.SyncRun;
import almanac.connection.SyncRun.Result;
import almanac.message.Rejected;
import almanac.sync.exchange.MappingRun;
import almanac.sync.inbound.Sweep;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.trace.RunLog;
import almanac.sync.work.Step.LeaseLost;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Keeps what each run did, however it ended; of a run that died nothing is kept. */
final class RunRecords {

    private final RunLog log;
    private final Clock clock;

    RunRecords(RunLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    /** Does a run's work; what goes wrong is thrown on. */
    void around(MappingRun run, Runnable work) {
        var begun = clock.instant();
        try {
            work.run();
        } catch (RuntimeException failed) {
            try {
                keep(run, begun, Result.FAILED, Optional.of(reason(failed)));
            } catch (RuntimeException unkept) {
                failed.addSuppressed(unkept);
            }
            throw failed;
        }
        keep(run, begun, Result.DONE, Optional.empty());
    }

    private void keep(MappingRun run, Instant begun, Result result, Optional<String> reason) {
        log.write(
                new SyncRun(
                        run.run().toString(),
                        run.mapping().connection(),
                        run.mapping().id(),
                        begun,
                        clock.instant(),
                        run.trace().counts(),
                        result,
                        reason));
    }

    /** Of what is not known here, only the kind: its text may hold anything. */
    private static String reason(RuntimeException failure) {
        return switch (failure) {
            case ProviderFailed failed -> failed.failure().detail();
            case Sweep.TooMuchGone stopped -> stopped.reason();
            case Rejected refused -> refused.rejection().message();
            case LeaseLost _ -> "another run of the mapping took over";
            default -> failure.getClass().getSimpleName();
        };
    }
}
