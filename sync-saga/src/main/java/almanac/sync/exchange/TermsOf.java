package almanac.sync.exchange;

import almanac.sync.local.Held;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.sync.reconcile.Terms;
import java.time.Instant;
import java.util.Optional;

/** On which terms a run merges. */
public final class TermsOf {

    private TermsOf() {}

    /**
     * @param object the provider's, as it is or was; empty where there never was one
     */
    public static Terms run(MappingRun run, Held held, Optional<RemoteObject> object) {
        return new Terms(
                run.mapping().terms().policy(),
                held.changedAt().orElse(Instant.EPOCH),
                object.flatMap(RemoteObject::updatedAt).orElse(Instant.EPOCH),
                object.map(RemoteObject::standing).orElse(Standing.OURS),
                run.pushes(),
                Optional.of(run.account().email()).filter(email -> email.contains("@")));
    }
}
