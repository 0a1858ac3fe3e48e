package almanac.sync.microsoft;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Writes occurrences of a series: what is refused of one concerns no other. */
final class MicrosoftOneByOne {

    private final List<ProviderFailed> failures = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private boolean written;

    /** Writes one; that Outlook does not take it is told at the {@link #end}. */
    void write(LocalDateTime start, Runnable write) {
        try {
            write.run();
            written = true;
        } catch (ProviderFailed failed) {
            if (!(failed.failure() instanceof ProviderFailure.Refused)
                    && !(failed.failure() instanceof ProviderFailure.Unsupported)) {
                throw failed;
            }
            failures.add(failed);
            refused.add("the occurrence of " + start + ", since " + failed.failure().detail());
        }
    }

    /**
     * @throws ProviderFailed Unsupported where nothing was sent; Refused, when all others are
     *     written, where Outlook does not take some
     */
    void end() {
        if (failures.isEmpty()) {
            return;
        }
        var first = failures.getFirst();
        if (!written && failures.stream().allMatch(MicrosoftOneByOne::unsent)) {
            throw first;
        }
        throw new ProviderFailed(
                new ProviderFailure.Refused(
                        "all is written but what Outlook refuses: " + String.join("; ", refused)));
    }

    private static boolean unsent(ProviderFailed failed) {
        return failed.failure() instanceof ProviderFailure.Unsupported;
    }
}
