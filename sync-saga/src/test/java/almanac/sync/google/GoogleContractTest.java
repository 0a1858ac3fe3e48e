package almanac.sync.google;

import almanac.entry.ImportedEntry;
import almanac.simulated.Faults;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderContract;
import almanac.sync.provider.ProviderFixture;
import almanac.sync.provider.RemoteCalendar;
import almanac.time.Span;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** In pages of three, so that a round has several. */
final class GoogleContractTest extends ProviderContract {

    @Override
    protected ProviderFixture fixture() {
        var desk = new GoogleDesk(3, Duration.ofSeconds(20));
        return new ProviderFixture() {
            private final Account account = desk.account();

            @Override
            public Provider provider() {
                return desk.provider;
            }

            @Override
            public Account account() {
                return account;
            }

            @Override
            public RemoteCalendar calendar() {
                return GoogleDesk.primary();
            }

            @Override
            public Person person() {
                return new PersonAtGoogle(desk.google);
            }

            @Override
            public void loseNextAnswer() {
                desk.google.faults().plan(new Faults.LostAnswer(), 1);
            }

            @Override
            public void forgetCursors() {
                desk.google.expireSyncTokens();
            }

            @Override
            public void close() {
                desk.close();
            }
        };
    }

    private record PersonAtGoogle(SimulatedGoogle google) implements ProviderFixture.Person {

        private static final Pattern TITLE = Pattern.compile("\"summary\":\"([^\"]*)\"");

        @Override
        public String adds(ImportedEntry content) {
            var span = (Span.Timed) content.span();
            return google.person()
                    .create(
                            SimulatedGoogle.SAM,
                            """
                            {"summary": "%s",
                             "start": {"dateTime": "%s", "timeZone": "%s"},
                             "end": {"dateTime": "%s", "timeZone": "%s"}}
                            """
                                    .formatted(
                                            content.details().title(),
                                            span.start() + ":00",
                                            span.zone(),
                                            span.start().plusHours(1) + ":00",
                                            span.zone()));
        }

        @Override
        public void retitles(String object, String title) {
            google.person().edit(SimulatedGoogle.SAM, object, "{\"summary\": \"" + title + "\"}");
        }

        @Override
        public void removes(String object) {
            google.person().delete(SimulatedGoogle.SAM, object);
        }

        @Override
        public Optional<String> seesTitle(String object) {
            if (!google.person().events(SimulatedGoogle.SAM).contains(object)) {
                return Optional.empty();
            }
            var title = TITLE.matcher(google.person().show(SimulatedGoogle.SAM, object));
            return title.find() ? Optional.of(title.group(1)) : Optional.empty();
        }

        @Override
        public int counts() {
            return google.person().events(SimulatedGoogle.SAM).size();
        }
    }
}
