package almanac.sync.provider;

import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar.Rights;
import almanac.connection.ProviderKind;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.time.End;
import almanac.time.Span;
import almanac.user.UserId;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The provider without a network. */
public final class FakePlace implements ScenarioPlace {

    private static final String ADA = "ada@fake.test";

    private final FakeProvider provider;
    private final FakeAuthorizer authorizer;
    private final WatchedProvider watched;
    private final List<Told> told = new ArrayList<>();

    public FakePlace(Clock clock) {
        provider = new FakeProvider(ProviderKind.GOOGLE, clock);
        authorizer = new FakeAuthorizer(clock);
        watched = new WatchedProvider(provider);
        provider.open("work", Rights.OWNER);
        provider.open("home", Rights.OWNER);
        provider.telling((channel, secret) -> told.add(new Told(channel, secret)));
    }

    @Override
    public Connector connector() {
        return Connector.oauth(watched, authorizer, true);
    }

    @Override
    public WatchedProvider watched() {
        return watched;
    }

    @Override
    public Authorizations.Outcome connect(Authorizations authorizations, UserId user) {
        return connect(authorizations, user, ADA);
    }

    @Override
    public Authorizations.Outcome connectAnother(Authorizations authorizations, UserId user) {
        return connect(authorizations, user, "bob@fake.test");
    }

    @Override
    public Optional<Authorizations.Outcome> connectPartly(
            Authorizations authorizations, UserId user) {
        return Optional.of(connect(authorizations, user, Set.of()));
    }

    @Override
    public Optional<Authorizations.Outcome> connectReading(
            Authorizations authorizations, UserId user) {
        return Optional.of(connect(authorizations, user, FakeAuthorizer.READS));
    }

    private Authorizations.Outcome connect(
            Authorizations authorizations, UserId user, Set<String> granted) {
        authorizer.granting(granted);
        try {
            return connect(authorizations, user);
        } finally {
            authorizer.granting(FakeAuthorizer.WRITES);
        }
    }

    private Authorizations.Outcome connect(
            Authorizations authorizations, UserId user, String account) {
        var started =
                authorizations.begin(
                        user,
                        ProviderKind.GOOGLE,
                        Purpose.CHRONAPILOT,
                        URI.create("https://client.test/back"),
                        List.of());
        return authorizations.complete(
                ProviderKind.GOOGLE,
                Optional.of(started.state()),
                OptionalLong.empty(),
                Optional.of(authorizer.consent(account)),
                Optional.empty());
    }

    @Override
    public String work() {
        return "work";
    }

    @Override
    public String home() {
        return "home";
    }

    @Override
    public Account person() {
        return new FakeAccount(new ConnectionId(99));
    }

    @Override
    public RemoteCalendar calendar(String id) {
        return provider.calendars(person()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void moves(String object) {
        provider.personMoves("work", object, "home");
    }

    @Override
    public Optional<String> copies(String object) {
        return Optional.of(
                provider.personCopies(
                        "work",
                        object,
                        old ->
                                new ImportedEntry(
                                        old.uid() + "-copy",
                                        old.details(),
                                        old.span(),
                                        old.recurrence(),
                                        old.exclusions(),
                                        old.overrides())));
    }

    @Override
    public String invitee() {
        return ADA;
    }

    @Override
    public String invited(String title) {
        return invited(title, Optional.empty());
    }

    @Override
    public String invitedDaily(String title) {
        return invited(title, Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY"))));
    }

    private String invited(String title, Optional<Recurrence> recurrence) {
        var start = LocalDateTime.of(2026, 12, 8, 9, 0);
        return provider.personAdds(
                "work",
                new ImportedEntry(
                        "invitation-" + title,
                        Details.titled(title)
                                .with(new Change.Invited(Invitee.of(new MailAddress(ADA)))),
                        new Span.Timed(
                                start, ZoneId.of("Europe/Paris"), new End.At(start.plusHours(1))),
                        recurrence,
                        List.of(),
                        List.of()),
                Standing.INVITED);
    }

    @Override
    public void callsOff(String object) {
        provider.personRemoves("work", object);
    }

    @Override
    public Runnable unshares() {
        return provider.close("work");
    }

    @Override
    public void forgetCursors() {
        provider.forgetCursors();
    }

    @Override
    public void revoke() {
        authorizer.revokeAll(ADA);
    }

    @Override
    public List<Told> told() {
        var all = List.copyOf(told);
        told.clear();
        return all;
    }

    @Override
    public Map<Integer, String> inexpressible() {
        return Map.of(
                23, "holds every recurrence that we have",
                26, "keeps the name of a zone as it was told",
                29, "sends no mails",
                31, "tells changes of all times",
                32, "looks at no access token");
    }

    @Override
    public void close() {}
}
