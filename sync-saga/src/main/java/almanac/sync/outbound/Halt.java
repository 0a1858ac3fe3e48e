package almanac.sync.outbound;

import almanac.sync.outbound.EditTrace.Cause;
import almanac.sync.provider.ProviderFailure;
import java.time.Instant;
import java.util.Optional;

/** What a failure that stops a run is for the edits that wait behind it, told to their owner. */
public record Halt(Cause cause, String why) {

    /** Of a failure of the provider at that time. */
    public static Halt of(ProviderFailure failure, Instant now) {
        return switch (failure) {
            case ProviderFailure.Throttled(var after, var extent, var detail) ->
                    switch (extent) {
                        case QUOTA -> quota(after.map(now::plus), detail);
                        case ACCOUNT, PROJECT -> rests(after.map(now::plus), detail);
                    };
            case ProviderFailure.Reauthorize(var detail) ->
                    new Halt(Cause.STOPPED, "the connection waits for its user: " + detail);
            case ProviderFailure.CalendarGone(var detail) ->
                    new Halt(Cause.STOPPED, "the calendar is not there any more: " + detail);
            case ProviderFailure.Unreachable(var detail) -> failed(detail);
            case ProviderFailure.Forbidden(var detail) -> failed(detail);
            case ProviderFailure.Changed(var detail) -> failed(detail);
            case ProviderFailure.Gone(var detail) -> failed(detail);
            case ProviderFailure.CursorExpired(var detail) -> failed(detail);
            case ProviderFailure.Unsupported(var detail) -> failed(detail);
            case ProviderFailure.Refused(var detail) -> failed(detail);
        };
    }

    /** Writes rest until then. */
    public static Halt quota(Optional<Instant> until, String detail) {
        return new Halt(Cause.QUOTA, "the provider takes no more writes" + to(until) + detail);
    }

    private static Halt rests(Optional<Instant> until, String detail) {
        return new Halt(Cause.RESTS, "the provider asked to wait" + to(until) + detail);
    }

    private static Halt failed(String detail) {
        return new Halt(Cause.FAILED, "it is tried again later: " + detail);
    }

    private static String to(Optional<Instant> until) {
        return until.map(at -> " until " + at).orElse("") + ": ";
    }
}
