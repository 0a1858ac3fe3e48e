package almanac.app.sync;

import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.ProviderKind;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Connectors;
import almanac.sync.provider.FakeAuthorizer;
import almanac.sync.provider.FakeProvider;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** A provider that whole servers share; its webhooks wait until somebody delivers them. */
final class FakeCloud {

    static final FakeProvider PROVIDER = new FakeProvider(ProviderKind.GOOGLE, Clock.systemUTC());
    static final FakeAuthorizer AUTHORIZER = new FakeAuthorizer(Clock.systemUTC());

    /** What the provider wants to tell. */
    record Webhook(String channel, String secret) {}

    private static final BlockingQueue<Webhook> WEBHOOKS = new LinkedBlockingQueue<>();

    static {
        PROVIDER.telling((channel, secret) -> WEBHOOKS.add(new Webhook(channel, secret)));
    }

    private FakeCloud() {}

    static void open(String calendar) {
        PROVIDER.open(calendar, Rights.OWNER);
    }

    static Optional<Webhook> webhook() {
        return Optional.ofNullable(WEBHOOKS.poll());
    }

    /** Gives a server this provider in place of all others. */
    static final class Beans {
        @Bean
        @Primary
        Connectors fakeConnectors() {
            return new Connectors(List.of(Connector.oauth(PROVIDER, AUTHORIZER, true)));
        }
    }
}
