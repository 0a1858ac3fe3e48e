package almanac.app.config;

import almanac.app.config.AlmanacProperties.Providers;
import almanac.app.simulated.SimulatedProviders;
import almanac.sync.caldav.CalDavProvider;
import almanac.sync.caldav.CalDavSettings;
import almanac.sync.google.GoogleProviders;
import almanac.sync.microsoft.MicrosoftProviders;
import almanac.sync.provider.Connector;
import almanac.sync.provider.OAuthClient;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The providers, each where the settings say. */
@Configuration(proxyBeanMethods = false)
class ProvidersConfiguration {

    private final Providers providers;
    private final Clock clock;

    ProvidersConfiguration(AlmanacProperties properties, Clock clock) {
        this.providers = properties.providers();
        this.clock = clock;
    }

    @Bean
    Connector google(ObjectProvider<SimulatedProviders> simulated) {
        return simulated.stream()
                .findFirst()
                .map(SimulatedProviders::googleConnector)
                .orElseGet(this::realGoogle);
    }

    private Connector realGoogle() {
        var its = providers.google();
        var client =
                new OAuthClient(
                        its.clientId(),
                        its.clientSecret(),
                        its.authorizeUrl(),
                        its.tokenUrl(),
                        Optional.of(its.revokeUrl()),
                        its.apiUrl(),
                        its.timeout());
        var google = GoogleProviders.of(client, clock);
        return Connector.oauth(google.provider(), google.authorizer(), !its.clientId().isEmpty());
    }

    @Bean
    Connector microsoft(ObjectProvider<SimulatedProviders> simulated) {
        return simulated.stream()
                .findFirst()
                .map(SimulatedProviders::microsoftConnector)
                .orElseGet(this::realMicrosoft);
    }

    private Connector realMicrosoft() {
        var its = providers.microsoft();
        var client =
                new OAuthClient(
                        its.clientId(),
                        its.clientSecret(),
                        its.authorizeUrl(),
                        its.tokenUrl(),
                        Optional.empty(),
                        its.apiUrl(),
                        its.timeout());
        var microsoft = MicrosoftProviders.of(client, clock);
        return Connector.oauth(
                microsoft.provider(), microsoft.authorizer(), !its.clientId().isEmpty());
    }

    @Bean
    Connector icloud() {
        var its = providers.icloud();
        return CalDavProvider.connector(
                CalDavSettings.icloud()
                        .at(its.url())
                        .allowing(its.allowHosts())
                        .sharing(its.sharedHosts())
                        .within(its.timeout()),
                clock);
    }
}
