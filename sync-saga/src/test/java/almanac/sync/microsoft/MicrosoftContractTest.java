package almanac.sync.microsoft;

import almanac.sync.provider.ProviderContract;
import almanac.sync.provider.ProviderFixture;

/** The adapter keeps the contract against the simulated Microsoft over HTTP. */
final class MicrosoftContractTest extends ProviderContract {

    @Override
    protected ProviderFixture fixture() {
        return new Outlook();
    }
}
