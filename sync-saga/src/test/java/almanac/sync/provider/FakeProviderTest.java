package almanac.sync.provider;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.ProviderKind;
import almanac.entry.Change;
import almanac.entry.ImportedEntry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** The fake keeps the contract, so that what is tested on it says something. */
final class FakeProviderTest extends ProviderContract {

    @Override
    protected ProviderFixture fixture() {
        return new Fixture();
    }

    private static final class Fixture implements ProviderFixture, ProviderFixture.Person {

        private final FakeProvider provider =
                new FakeProvider(
                        ProviderKind.GOOGLE,
                        Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC));
        private final RemoteCalendar calendar = provider.open("work", Rights.OWNER);

        @Override
        public Provider provider() {
            return provider;
        }

        @Override
        public Account account() {
            return new FakeAccount(new ConnectionId(1));
        }

        @Override
        public RemoteCalendar calendar() {
            return calendar;
        }

        @Override
        public Person person() {
            return this;
        }

        @Override
        public void loseNextAnswer() {
            provider.failing(
                    new FakeProvider.Faults() {
                        private boolean lost;

                        @Override
                        public void after(FakeProvider.Call call) {
                            if (call.writes() && !lost) {
                                lost = true;
                                throw new ProviderFailed(new ProviderFailure.Unreachable("lost"));
                            }
                        }
                    });
        }

        @Override
        public void forgetCursors() {
            provider.forgetCursors();
        }

        @Override
        public String adds(ImportedEntry content) {
            return provider.personAdds("work", content);
        }

        @Override
        public void retitles(String object, String title) {
            provider.personEdits(
                    "work",
                    object,
                    old ->
                            new ImportedEntry(
                                    old.uid(),
                                    old.details().with(new Change.Title(title)),
                                    old.span(),
                                    old.recurrence(),
                                    old.exclusions(),
                                    old.overrides()));
        }

        @Override
        public void removes(String object) {
            provider.personRemoves("work", object);
        }

        @Override
        public Optional<String> seesTitle(String object) {
            return provider.objects("work").stream()
                    .filter(each -> each.id().equals(object))
                    .map(each -> each.content().details().title())
                    .findFirst();
        }

        @Override
        public int counts() {
            return provider.objects("work").size();
        }
    }
}
