package almanac.sync.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.calendar.CalendarId;
import almanac.connection.Authorizations;
import almanac.connection.Authorizations.Connected;
import almanac.connection.Authorizations.Failed;
import almanac.connection.Authorizations.Outcome;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.Authorizations.Refused;
import almanac.connection.Authorizations.Unknown;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.message.Rejected;
import almanac.sync.TestClock;
import almanac.sync.link.Accounts;
import almanac.sync.local.Run;
import almanac.sync.local.SyncIds;
import almanac.sync.local.Writes;
import almanac.sync.provider.Connector;
import almanac.sync.provider.Connectors;
import almanac.sync.provider.Credential;
import almanac.sync.provider.FakeAuthorizer;
import almanac.sync.provider.FakeProvider;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consents, and what becomes of the secrets they yield. */
final class ConsentsTest {

    private static final UserId ADA = new UserId(1);
    private static final UserId BOB = new UserId(2);
    private static final URI TARGET = URI.create("https://client.test/back?x=1");

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T08:00:00Z"));
    private final FakeAuthorizer authorizer = new FakeAuthorizer(clock);
    private final List<Object> commands = new ArrayList<>();
    private final List<ConnectionId> told = new ArrayList<>();
    private EmbeddedMongo store;
    private MongoClient client;
    private MongoDatabase database;
    private OAuthSide side;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.inMemory();
        client = MongoClients.create(store.settings().build());
        database = client.getDatabase("test");
        side = side(key(1));
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private static String key(int filling) {
        var bytes = new byte[32];
        bytes[0] = (byte) filling;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private OAuthSide side(String... keys) {
        var mapper =
                JsonMapper.builder().addModules(new Jdk8Module(), new JavaTimeModule()).build();
        var connectors =
                new Connectors(
                        List.of(
                                Connector.oauth(
                                        new FakeProvider(ProviderKind.GOOGLE, clock),
                                        authorizer,
                                        true),
                                Connector.oauth(
                                        new FakeProvider(ProviderKind.MICROSOFT, clock),
                                        authorizer,
                                        false),
                                Connector.password(
                                        new FakeProvider(ProviderKind.ICLOUD, clock),
                                        URI.create("https://dav.test/"))));
        var oauth =
                new OAuthSide(
                        database,
                        mapper,
                        VaultKeys.of(List.of(keys)),
                        connectors,
                        new Callbacks(() -> URI.create("https://almanac.test")),
                        new Accounts(database, mapper),
                        new Numbers(),
                        new Sent(),
                        clock,
                        new SecureRandom(),
                        told::add);
        oauth.ensureIndexes();
        return oauth;
    }

    private Authorizations.Started begin(UserId user) {
        return begin(user, List.of());
    }

    private Authorizations.Started begin(UserId user, List<String> scopes) {
        return side.authorizations()
                .begin(user, ProviderKind.GOOGLE, Purpose.CHRONAPILOT, TARGET, scopes);
    }

    private Outcome complete(String state, String code) {
        return side.authorizations()
                .complete(
                        ProviderKind.GOOGLE,
                        Optional.of(state),
                        OptionalLong.empty(),
                        Optional.of(code),
                        Optional.empty());
    }

    private ConnectionId connected(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Connected.class);
        return ((Connected) outcome).connection();
    }

    @Test
    void a_consent_becomes_the_connection_that_was_reserved_for_it() {
        var started = begin(ADA);
        assertThat(started.url().getQuery())
                .contains("state=" + started.state())
                .contains("https://almanac.test/v1/connections/callback");

        var outcome = complete(started.state(), authorizer.consent("ada@work"));

        assertThat(connected(outcome)).isEqualTo(started.connection());
        assertThat(told).containsExactly(started.connection());
        assertThat(commands)
                .containsExactly(
                        new ConnectionCommand.Connect(
                                started.connection(),
                                ADA,
                                ProviderKind.GOOGLE,
                                "sub-ada@work",
                                "ada@work",
                                FakeAuthorizer.WRITES,
                                false));
        assertThat(((Connected) outcome).pending().target()).isEqualTo(TARGET);
    }

    @Test
    void a_state_works_once_and_not_for_long() {
        var used = begin(ADA);
        complete(used.state(), authorizer.consent("ada@work"));
        assertThat(complete(used.state(), authorizer.consent("mallory@evil")))
                .isInstanceOf(Unknown.class);

        var late = begin(ADA);
        clock.pass(Duration.ofMinutes(10));
        assertThat(complete(late.state(), authorizer.consent("ada@work")))
                .isInstanceOf(Unknown.class);
        assertThat(complete("never-was", authorizer.consent("x"))).isInstanceOf(Unknown.class);
    }

    @Test
    void of_many_who_bring_one_state_one_is_heard() throws Exception {
        var started = begin(ADA);
        var calls = new ArrayList<Callable<Outcome>>();
        for (var i = 0; i < 8; i++) {
            var code = authorizer.consent("ada@work");
            calls.add(() -> complete(started.state(), code));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var heard = 0;
            for (var result : threads.invokeAll(calls)) {
                heard += result.get() instanceof Connected ? 1 : 0;
            }
            assertThat(heard).isEqualTo(1);
        }
    }

    @Test
    void a_state_of_one_provider_is_nothing_to_another() {
        var started = begin(ADA);
        assertThat(
                        side.authorizations()
                                .complete(
                                        ProviderKind.MICROSOFT,
                                        Optional.of(started.state()),
                                        OptionalLong.empty(),
                                        Optional.of("code"),
                                        Optional.empty()))
                .isInstanceOf(Unknown.class);
        assertThat(side.authorizations().completeWithPassword(started.state(), "ada", "pass"))
                .isInstanceOf(Unknown.class);

        connected(complete(started.state(), authorizer.consent("ada@work")));
    }

    @Test
    void a_stranger_who_knows_the_users_number_spoils_nothing_and_learns_nothing() {
        var started = begin(ADA);

        assertThat(byUser(ADA, Optional.empty(), Optional.of("access_denied")))
                .isInstanceOf(Unknown.class);
        assertThat(byUser(ADA, Optional.of("guessed"), Optional.empty()))
                .isInstanceOf(Unknown.class);
        assertThat(byUser(ADA, Optional.of("guessed"), Optional.of("access_denied")))
                .isInstanceOf(Unknown.class);
        assertThat(byUser(ADA, Optional.empty(), Optional.empty())).isInstanceOf(Unknown.class);

        connected(complete(started.state(), authorizer.consent("ada@work")));
    }

    @Test
    void of_many_who_bring_one_number_one_is_heard() throws Exception {
        begin(ADA);
        var calls = new ArrayList<Callable<Outcome>>();
        for (var i = 0; i < 8; i++) {
            calls.add(() -> byUser(ADA));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var heard = 0;
            for (var result : threads.invokeAll(calls)) {
                heard += result.get() instanceof Connected ? 1 : 0;
            }
            assertThat(heard).isEqualTo(1);
        }
        assertThat(commands).hasSize(1);
    }

    @Test
    void the_user_alone_counts_only_while_they_have_exactly_one_start() {
        begin(ADA);
        begin(BOB);
        begin(BOB);
        assertThat(connected(byUser(ADA))).isNotNull();
        assertThat(byUser(ADA)).isInstanceOf(Unknown.class);
        assertThat(byUser(BOB)).isInstanceOf(Unknown.class);
    }

    private Outcome byUser(UserId user) {
        return byUser(user, Optional.of(authorizer.consent("ada@work")), Optional.empty());
    }

    private Outcome byUser(UserId user, Optional<String> code, Optional<String> error) {
        return side.authorizations()
                .complete(
                        ProviderKind.GOOGLE,
                        Optional.empty(),
                        OptionalLong.of(user.value()),
                        code,
                        error);
    }

    @Test
    void refusals_and_bad_codes_are_told_apart() {
        var refused = begin(ADA);
        assertThat(
                        side.authorizations()
                                .complete(
                                        ProviderKind.GOOGLE,
                                        Optional.of(refused.state()),
                                        OptionalLong.empty(),
                                        Optional.empty(),
                                        Optional.of("access_denied")))
                .isInstanceOf(Refused.class);
        assertThat(complete(begin(ADA).state(), "wrong")).isInstanceOf(Failed.class);
        assertThat(commands).isEmpty();
    }

    @Test
    void the_same_account_again_is_the_same_connection_and_another_one_is_not() {
        var first = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        var again = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        var other = connected(complete(begin(ADA).state(), authorizer.consent("ada@home")));
        var bobs = connected(complete(begin(BOB).state(), authorizer.consent("ada@work")));

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(bobs).isNotEqualTo(first);
    }

    @Test
    void of_a_consent_without_the_calendar_nothing_is_kept() {
        authorizer.granting(Set.of("email"));
        var outcome = complete(begin(ADA).state(), authorizer.consent("ada@work"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.message()).contains("calendar.readonly"));
        assertThat(commands).isEmpty();
        assertThat(told).isEmpty();
        assertThat(database.getCollection("sync_vault").countDocuments()).isZero();
        assertThat(database.getCollection("sync_identities").countDocuments()).isZero();
    }

    @Test
    void a_lesser_consent_leaves_what_was_connected_before_as_it_is() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        authorizer.granting(Set.of("email"));
        complete(begin(ADA).state(), authorizer.consent("ada@work"));

        assertThat(commands).hasSize(1);
        assertThat(side.accounts().of(connection, ProviderKind.GOOGLE).credential())
                .isEqualTo(new Credential.Bearer("access-2"));
    }

    @Test
    void a_connection_may_only_read_where_no_more_was_granted_or_asked_for() {
        authorizer.granting(FakeAuthorizer.READS);
        complete(begin(ADA).state(), authorizer.consent("ada@unticked"));
        authorizer.granting(Set.of("calendar", "calendar.readonly"));
        var restricted = List.copyOf(FakeAuthorizer.READS);
        complete(begin(ADA, restricted).state(), authorizer.consent("ada@restricted"));
        complete(begin(ADA).state(), authorizer.consent("ada@restricted"));

        assertThat(commands)
                .map(ConnectionCommand.Connect.class::cast)
                .extracting(ConnectionCommand.Connect::readOnly)
                .containsExactly(true, true, false);
    }

    @Test
    void a_provider_that_is_not_configured_is_refused_but_for_the_api_that_documents_an_answer() {
        var authorizations = side.authorizations();
        assertThatThrownBy(() ->
                        authorizations.begin(
                                ADA,
                                ProviderKind.MICROSOFT,
                                Purpose.CHRONAPILOT,
                                TARGET,
                                List.of()))
                .isInstanceOf(Rejected.class);
        assertThat(
                        authorizations
                                .begin(
                                        ADA,
                                        ProviderKind.MICROSOFT,
                                        Purpose.PRIMECAL,
                                        TARGET,
                                        List.of())
                                .url())
                .hasHost("fake.test");
    }

    @Test
    void an_app_password_is_verified_on_a_page_of_ours() {
        var started =
                side.authorizations()
                        .begin(ADA, ProviderKind.ICLOUD, Purpose.CHRONAPILOT, TARGET, List.of());
        assertThat(started.url())
                .isEqualTo(
                        URI.create("https://almanac.test/connect/icloud?state=" + started.state()));
        assertThat(side.authorizations().awaitsPassword(started.state())).isTrue();
        assertThat(side.authorizations().awaited(started.state())).contains(ProviderKind.ICLOUD);

        var connection =
                connected(
                        side.authorizations()
                                .completeWithPassword(started.state(), "ada", "s3cret-pass"));
        assertThat(side.authorizations().awaitsPassword(started.state())).isFalse();
        assertThat(side.accounts().of(connection, ProviderKind.ICLOUD).credential())
                .isEqualTo(
                        new Credential.Basic(
                                URI.create("https://dav.test/"), "ada", "s3cret-pass"));
        assertThat(everything()).doesNotContain("s3cret-pass");
    }

    @Test
    void many_who_find_the_token_old_refresh_it_once() throws Exception {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        clock.pass(Duration.ofHours(2));
        var calls = new ArrayList<Callable<Credential>>();
        for (var i = 0; i < 16; i++) {
            calls.add(() -> side.accounts().of(connection, ProviderKind.GOOGLE).credential());
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = new ArrayList<Credential>();
            for (var result : threads.invokeAll(calls)) {
                seen.add(result.get());
            }
            assertThat(seen).containsOnly(seen.getFirst());
        }
        assertThat(authorizer.refreshes()).isEqualTo(1);
    }

    @Test
    void another_node_that_refreshes_is_waited_for_and_never_overtaken() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        clock.pass(Duration.ofHours(2));
        var vault = new TokenVault(database, mapper(), new Seal(keys(), new SecureRandom()));
        assertThat(vault.claimRefresh(connection, clock.instant(), clock.instant().plusSeconds(45)))
                .isTrue();

        assertFailure(connection, ProviderFailure.Throttled.class);
        assertThat(authorizer.refreshes()).isZero();
        clock.pass(Duration.ofSeconds(46));
        assertThat(side.accounts().of(connection, ProviderKind.GOOGLE).credential()).isNotNull();
        assertThat(authorizer.refreshes()).isEqualTo(1);
    }

    @Test
    void an_account_that_is_let_go_during_a_refresh_stays_gone() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        clock.pass(Duration.ofHours(2));
        authorizer.meanwhile(() -> side.accounts().close(connection, ProviderKind.GOOGLE));

        assertFailure(connection, ProviderFailure.Reauthorize.class);

        assertThat(database.getCollection("sync_vault").countDocuments()).isZero();
        assertThat(authorizer.grants()).isZero();
    }

    @Test
    void a_new_consent_during_a_refresh_is_what_is_kept() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        clock.pass(Duration.ofHours(2));
        var vault = new TokenVault(database, mapper(), new Seal(keys(), new SecureRandom()));
        var consented = new ArrayList<Secrets>();
        authorizer.meanwhile(() -> {
            complete(begin(ADA).state(), authorizer.consent("ada@work"));
            vault.find(connection).ifPresent(consented::add);
        });

        var presented = side.accounts().of(connection, ProviderKind.GOOGLE).credential();

        assertThat(vault.find(connection)).hasValue(consented.getFirst());
        assertThat(presented)
                .isEqualTo(new Credential.Bearer(((Secrets.Tokens) consented.getFirst()).access()));
    }

    @Test
    void a_refresh_that_took_too_long_leaves_the_claim_of_the_next_one() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        clock.pass(Duration.ofHours(2));
        var vault = new TokenVault(database, mapper(), new Seal(keys(), new SecureRandom()));
        authorizer.meanwhile(() -> {
            clock.pass(Duration.ofSeconds(46));
            var now = clock.instant();
            assertThat(vault.claimRefresh(connection, now, now.plusSeconds(45))).isTrue();
        });

        assertThat(side.accounts().of(connection, ProviderKind.GOOGLE).credential()).isNotNull();

        var now = clock.instant();
        assertThat(vault.claimRefresh(connection, now, now.plusSeconds(45))).isFalse();
    }

    @Test
    void a_dead_grant_says_so_and_a_failing_server_does_not() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        clock.pass(Duration.ofHours(2));
        authorizer.failing(Optional.of(new ProviderFailure.Unreachable("503")));
        assertFailure(connection, ProviderFailure.Unreachable.class);
        authorizer.failing(Optional.empty());
        assertThat(side.accounts().of(connection, ProviderKind.GOOGLE).credential()).isNotNull();

        clock.pass(Duration.ofHours(2));
        authorizer.revokeAll("ada@work");
        assertFailure(connection, ProviderFailure.Reauthorize.class);
    }

    private void assertFailure(ConnectionId connection, Class<?> kind) {
        assertThatThrownBy(() -> side.accounts().of(connection, ProviderKind.GOOGLE).credential())
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(kind));
    }

    @Test
    void nothing_secret_can_be_read_in_the_store() {
        var started = begin(ADA);
        assertThat(everything()).doesNotContain(started.state());
        complete(started.state(), authorizer.consent("ada@work"));
        assertThat(everything()).doesNotContain("access-", "refresh-");
    }

    @Test
    void a_sealed_secret_opens_for_its_own_connection_only() {
        var one = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        var two = connected(complete(begin(ADA).state(), authorizer.consent("ada@home")));
        var vault = database.getCollection("sync_vault");
        var ones =
                Objects.requireNonNull(
                        vault.find(com.mongodb.client.model.Filters.eq("_id", one.value()))
                                .first());
        vault.updateOne(
                com.mongodb.client.model.Filters.eq("_id", two.value()),
                com.mongodb.client.model.Updates.set("sealed", ones.get("sealed")));

        assertThatThrownBy(() -> side.accounts().of(two, ProviderKind.GOOGLE).credential())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("access");
    }

    @Test
    void a_new_key_takes_over_what_the_old_one_sealed() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        side(key(2), key(1));

        side = side(key(2));
        assertThat(side.accounts().of(connection, ProviderKind.GOOGLE).credential()).isNotNull();
    }

    @Test
    void a_key_in_a_file_is_made_once(@TempDir Path place) {
        var file = place.resolve("deep/vault.key");
        var made = VaultKeys.keptIn(file, new SecureRandom());
        assertThat(VaultKeys.keptIn(file, new SecureRandom()).current()).isEqualTo(made.current());
    }

    @Test
    void a_goodbye_revokes_and_forgets() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        side.accounts().close(connection, ProviderKind.GOOGLE);
        assertThat(authorizer.grants()).isZero();
        assertFailure(connection, ProviderFailure.Reauthorize.class);
    }

    @Test
    void an_end_that_may_be_tried_again_revokes_and_keeps_what_opens_the_account() {
        var connection = connected(complete(begin(ADA).state(), authorizer.consent("ada@work")));
        for (var attempt = 0; attempt < 2; attempt++) {
            assertThat(side.accounts().end(connection, ProviderKind.GOOGLE)).isTrue();
            assertThat(authorizer.grants()).isZero();
            assertThat(database.getCollection("sync_vault").countDocuments()).isEqualTo(1);
        }
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder().addModules(new Jdk8Module(), new JavaTimeModule()).build();
    }

    private static VaultKeys keys() {
        return VaultKeys.of(List.of(key(1)));
    }

    private String everything() {
        var text = new StringBuilder();
        for (var name : database.listCollectionNames()) {
            database.getCollection(name).find().forEach(each -> text.append(each.toJson()));
        }
        return text.toString();
    }

    private final class Sent implements Writes {
        @Override
        public <R extends @Nullable Object> R send(Actor actor, Object command) {
            commands.add(command);
            return nothing();
        }

        @Override
        public <R extends @Nullable Object> R send(Actor actor, Run run, Object command) {
            return send(actor, command);
        }

        @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
        private static <R extends @Nullable Object> R nothing() {
            return (R) null;
        }
    }

    private static final class Numbers implements SyncIds {

        private long last;

        @Override
        public ConnectionId connection() {
            return new ConnectionId(++last);
        }

        @Override
        public long externalCalendar() {
            return ++last;
        }

        @Override
        public ConflictId conflict(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public Map<String, EntryId> entries(CalendarId calendar, Collection<String> names) {
            throw new UnsupportedOperationException(names.toString());
        }
    }
}
