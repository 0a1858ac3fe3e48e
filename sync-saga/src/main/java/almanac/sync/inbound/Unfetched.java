package almanac.sync.inbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.sync.exchange.MappingRun;
import almanac.sync.link.Link;
import almanac.sync.provider.ProviderFailed;

/** What was asked for by name and neither told nor missed: as long as nobody knows, ours stays. */
final class Unfetched {

    private Unfetched() {}

    /**
     * Says in its trace why.
     *
     * @param how it went away, in words
     * @throws ProviderFailed where it is not about that object alone
     */
    static void note(MappingRun run, Link link, String how, ProviderFailed failed) {
        if (!failed.failure().isOfTheObject()) {
            throw failed;
        }
        run.trace()
                .line(
                        link.key().entry(),
                        Step.FETCH,
                        Reason.UNSUPPORTED,
                        how + ", and cannot be read: " + failed.failure().detail());
    }
}
