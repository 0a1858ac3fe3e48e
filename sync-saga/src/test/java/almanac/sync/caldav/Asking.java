package almanac.sync.caldav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.connection.ExternalCalendar.Rights;
import almanac.sync.provider.Account;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** The adapter before a scripted server. */
final class Asking {

    static final String PASSWORD = "secret-of-ana";

    static final RemoteCalendar WORK = calendar(Rights.OWNER);

    private Asking() {}

    static RemoteCalendar calendar(Rights rights) {
        return new RemoteCalendar(
                Wire.CALENDAR,
                "Work",
                Optional.empty(),
                Optional.empty(),
                Optional.of("Europe/Paris"),
                rights,
                false);
    }

    static CalDavSettings settings(URI server) {
        return CalDavSettings.icloud()
                .at(server)
                .allowing(Set.of("127.0.0.1", "localhost"))
                .within(Duration.ofSeconds(20));
    }

    static Provider provider(CalDavSettings settings) {
        var clock = Clock.fixed(RadicaleFixture.NOW, ZoneOffset.UTC);
        return CalDavProvider.connector(settings, clock).provider();
    }

    static Provider provider(ScriptedDav server) {
        return provider(settings(server.at("/")));
    }

    static Account account(ScriptedDav server) {
        return new PasswordAccount(server.at("/"), "ana", PASSWORD);
    }

    static RemoteObject known(ScriptedDav server, Provider provider, String object) {
        return provider.fetch(account(server), WORK, object).orElseThrow();
    }

    static <F extends ProviderFailure> F failure(Class<F> kind, Runnable call) {
        var failed = catchThrowableOfType(ProviderFailed.class, call::run);
        assertThat(failed).as("a failure").isNotNull();
        assertThat(failed.failure()).isInstanceOf(kind);
        assertThat(failed.failure().detail()).doesNotContain(PASSWORD);
        return kind.cast(failed.failure());
    }
}
