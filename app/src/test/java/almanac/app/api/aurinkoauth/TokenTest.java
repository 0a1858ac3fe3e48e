package almanac.app.api.aurinkoauth;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.AlmanacServer.User;
import almanac.app.testing.Answer;
import almanac.message.Actor;
import almanac.user.UserFact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** What an application gets for a code, and when it gets nothing. */
final class TokenTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final Client CLIENT = Client.at(SERVER, "Photo frame");

    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private final User ana = SERVER.register("ana");

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("badRequest");
        assertThat(answer.at("/message")).isNotBlank();
        assertThat(answer.at("/requestId")).isNotBlank();
        assertThat(answer.json().has("accessToken")).isFalse();
    }

    private static Answer calendarOpened(String token) {
        return SERVER.post(token, "/v1/calendars", Map.of("name", "made by an application"));
    }

    @Test
    void a_code_gives_the_account_of_its_user_and_no_more_than_was_allowed() {
        var answer = CLIENT.exchanged(CLIENT.code(ana));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.json().propertyNames())
                .containsExactly("accountId", "accessToken", "userId", "userSession");
        assertThat(answer.at("/userId")).isEqualTo(Long.toString(ana.id()));
        var token = answer.at("/accessToken");
        var account = SERVER.get(token, "/v1/account");
        assertThat(account.json().get("id")).isEqualTo(answer.json().get("accountId"));
        assertThat(account.at("/email")).isEqualTo(ana.username() + "@example.org");
        assertThat(account.json().get("authScopes").valueStream().map(it -> it.asString()))
                .containsExactly("Calendar.Read");
        assertThat(CLIENT.status(token, "/v1/calendars")).isEqualTo(200);
        assertThat(calendarOpened(token).status()).isEqualTo(403);
        assertThat(CLIENT.status(token, "/api/api-keys")).isEqualTo(403);

        var more = CLIENT.exchanged(CLIENT.code(ana, "scopes", "Calendar.ReadWrite"));
        assertThat(calendarOpened(more.at("/accessToken")).status()).isIn(200, 201);
        assertThat(CLIENT.status(more.at("/accessToken"), "/api/admin/x")).isEqualTo(403);
    }

    @Test
    void the_session_opens_the_same_in_a_header_of_its_own_and_ends_with_the_token() {
        var answer = CLIENT.exchanged(CLIENT.code(ana));
        var session = Map.of("X-Aurinko-Session", answer.at("/userSession"));

        var account = SERVER.exchange("GET", "/v1/account", null, session);
        assertThat(account.at("/email")).isEqualTo(ana.username() + "@example.org");
        assertThat(SERVER.exchange("POST", "/v1/calendars", Map.of("name", "x"), session).status())
                .isEqualTo(403);
        var forged =
                Map.of(
                        "X-Aurinko-Session",
                        answer.at("/userSession").substring(0, 16) + "0".repeat(32));
        assertThat(SERVER.exchange("GET", "/v1/account", null, forged).status()).isEqualTo(401);

        SERVER.delete(ana.token(), "/api/api-keys/" + key("Photo frame"));
        assertThat(CLIENT.status(answer.at("/accessToken"), "/v1/account")).isEqualTo(401);
        assertThat(SERVER.exchange("GET", "/v1/account", null, session).status()).isEqualTo(401);
    }

    private long key(String name) {
        return SERVER.get(ana.token(), "/api/api-keys")
                .json()
                .valueStream()
                .filter(key -> key.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asLong();
    }

    @Test
    void the_user_sees_the_key_under_the_name_of_the_application_and_history_has_it_as_theirs() {
        CLIENT.exchanged(CLIENT.code(ana, "scopes", "Calendar.ReadWrite"));

        var key = SERVER.get(ana.token(), "/api/api-keys").json().get(0);
        assertThat(key.get("name").asString()).isEqualTo("Photo frame");
        assertThat(key.get("kind").asString()).isEqualTo("user");
        assertThat(key.get("scopes").valueStream().map(it -> it.asString()))
                .containsExactly("read", "write");
        assertThat(actors(UserFact.ApiKeyIssued.class)).containsExactly("user");
    }

    private List<String> actors(Class<?> fact) {
        return SERVER.bean(EventStore.class)
                .readEvents("user-" + ana.id())
                .asStream()
                .filter(message -> fact.isInstance(message.getPayload()))
                .map(message -> Actor.from(message.getMetaData()).orElseThrow())
                .peek(actor -> assertThat(actor.user().value()).isEqualTo(ana.id()))
                .map(actor -> actor.origin().toString())
                .toList();
    }

    @Test
    void a_code_that_comes_again_gives_nothing_and_takes_back_what_it_gave() {
        var code = CLIENT.code(ana);
        var token = CLIENT.exchanged(code).at("/accessToken");
        assertThat(CLIENT.status(token, "/v1/account")).isEqualTo(200);

        var again = CLIENT.exchanged(code);

        refused(again);
        assertThat(again.at("/message")).contains("used before", "void");
        assertThat(CLIENT.status(token, "/v1/account")).isEqualTo(401);
        assertThat(CLIENT.activeKeys(ana)).isEmpty();
        assertThat(actors(UserFact.ApiKeyRevoked.class)).containsExactly("system");
        refused(CLIENT.exchanged(code));
        assertThat(actors(UserFact.ApiKeyRevoked.class)).hasSize(1);
    }

    @Test
    void of_all_who_bring_a_code_at_once_nobody_keeps_a_key() throws Exception {
        var code = CLIENT.code(ana);
        Callable<Answer> brings = () -> CLIENT.exchanged(code);
        try (var threads = Executors.newFixedThreadPool(8)) {
            var answers = threads.invokeAll(java.util.Collections.nCopies(8, brings));
            var byStatus =
                    answers.stream()
                            .map(answer -> answer.resultNow().status())
                            .collect(Collectors.groupingBy(it -> it, Collectors.counting()));

            assertThat(byStatus.keySet()).isSubsetOf(200, 400);
            assertThat(byStatus.getOrDefault(200, 0L)).isLessThanOrEqualTo(1);
        }
        assertThat(CLIENT.activeKeys(ana)).isEmpty();
    }

    @Test
    void a_code_of_another_application_is_none_and_stays_good_for_its_own() {
        var other = Client.at(SERVER, "Another");
        var code = CLIENT.code(ana);

        refused(other.exchanged(code));
        refused(CLIENT.exchanged("unknown"));

        assertThat(CLIENT.activeKeys(ana)).isEmpty();
        assertThat(CLIENT.exchanged(code).status()).isEqualTo(200);
        refused(other.exchanged(code));
        assertThat(CLIENT.activeKeys(ana)).containsExactly("Photo frame");
    }

    @Test
    void without_the_secret_of_the_application_there_is_nothing() {
        var other = Client.at(SERVER, "Another");
        var code = CLIENT.code(ana);
        var path = "/v1/auth/token/" + code;
        var user = SERVER.post(ana.token(), "/api/api-keys", Map.of("name", "of a user"));
        var refusals =
                Stream.of(
                        "",
                        "Basic",
                        "Basic !!!",
                        "Basic " + "bm8tY29sb24=",
                        Client.basic(CLIENT.id(), ""),
                        Client.basic(CLIENT.id(), CLIENT.id()),
                        Client.basic(CLIENT.id(), CLIENT.secret() + "x"),
                        Client.basic(CLIENT.id(), other.secret()),
                        Client.basic(other.id(), CLIENT.secret()),
                        Client.basic("", CLIENT.secret()),
                        Client.basic(user.at("/key/prefix"), user.at("/apiKey")),
                        "Bearer " + ana.token());
        for (var header : refusals.toList()) {
            var answer =
                    SERVER.exchange(
                            "POST",
                            path,
                            null,
                            header.isEmpty() ? Map.of() : Map.of("Authorization", header));
            assertThat(answer.status()).as(header + answer.text()).isEqualTo(401);
            assertThat(answer.at("/code")).isEqualTo("unauthorized");
            assertThat(answer.header("WWW-Authenticate").orElseThrow()).startsWith("Basic ");
        }
        assertThat(CLIENT.exchanged(code).status()).isEqualTo(200);
    }

    @Test
    void wrong_secrets_are_slowed_down_and_right_ones_may_come_as_often_as_users_do() {
        var slow = Client.at(SERVER, "Slow");
        for (var i = 0; i < 12; i++) {
            assertThat(slow.exchanged(slow.code(SERVER.register("many"))).status()).isEqualTo(200);
        }
        var statuses =
                IntStream.range(0, 12)
                        .mapToObj(i -> slow.exchanged("x", slow.id(), slow.secret() + "x", ""))
                        .toList();

        assertThat(statuses.getFirst().status()).isEqualTo(401);
        assertThat(statuses.getLast().status()).isEqualTo(429);
        assertThat(statuses.getLast().header("Retry-After")).isPresent();
        assertThat(CLIENT.exchanged(CLIENT.code(ana)).status()).isEqualTo(200);
    }

    @Test
    void an_application_whose_secret_was_changed_or_revoked_gets_nothing_any_more() {
        var rotated = Client.at(SERVER, "Rotated");
        var code = rotated.code(ana);
        var path = "/api/api-keys/" + rotated.key();
        var fresh = SERVER.post(rotated.developer().token(), path + "/rotate", Map.of());

        assertThat(rotated.exchanged(code).status()).isEqualTo(401);
        assertThat(fresh.at("/key/prefix")).startsWith("sk_test_").isNotEqualTo(rotated.id());
        assertThat(
                        rotated.exchanged(code, fresh.at("/key/prefix"), fresh.at("/apiKey"), "")
                                .status())
                .isEqualTo(200);
        SERVER.delete(rotated.developer().token(), path);
        assertThat(
                        rotated.exchanged("x", fresh.at("/key/prefix"), fresh.at("/apiKey"), "")
                                .status())
                .isEqualTo(401);
        assertThat(CLIENT.activeKeys(ana)).containsExactly("Rotated");
    }

    @Test
    void a_challenge_is_answered_by_who_asked_and_by_nobody_else() {
        var asked = new String[] {"code_challenge", CHALLENGE, "code_challenge_method", "S256"};
        var right = "code_verifier=" + VERIFIER;

        assertThat(
                        CLIENT.exchanged(
                                        CLIENT.code(ana, asked),
                                        CLIENT.id(),
                                        CLIENT.secret(),
                                        right)
                                .status())
                .isEqualTo(200);
        for (var answer : List.of("", "code_verifier=", "code_verifier=" + CHALLENGE)) {
            var code = CLIENT.code(ana, asked);
            refused(CLIENT.exchanged(code, CLIENT.id(), CLIENT.secret(), answer));
            refused(CLIENT.exchanged(code, CLIENT.id(), CLIENT.secret(), right));
        }
        refused(CLIENT.exchanged(CLIENT.code(ana), CLIENT.id(), CLIENT.secret(), right));
        assertThat(CLIENT.activeKeys(ana)).hasSize(1);
    }

    @Test
    void a_code_is_good_for_a_minute() {
        try (var server = AlmanacServer.with(Moved.class, AlmanacServer.temporaryDirectory())) {
            var clock = server.bean(MovedClock.class);
            var client = Client.at(server, "Photo frame");
            var ben = server.register("ben");
            var inTime = client.code(ben);
            clock.move(Duration.ofSeconds(50));
            assertThat(client.exchanged(inTime).status()).isEqualTo(200);

            var late = client.code(ben);
            clock.move(Duration.ofSeconds(61));
            refused(client.exchanged(late));
            assertThat(client.activeKeys(ben)).hasSize(1);
        }
    }

    /** Goes on as the real one does, so many seconds ahead. */
    static final class MovedClock extends Clock {

        private volatile Duration ahead = Duration.ZERO;

        void move(Duration more) {
            ahead = ahead.plus(more);
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("this clock is in UTC");
        }
    }

    static final class Moved {
        @Bean
        @Primary
        MovedClock movedClock() {
            return new MovedClock();
        }
    }

    @Test
    void a_code_outlives_a_restart_and_what_it_gave_is_taken_back_after_another() {
        var data = AlmanacServer.temporaryDirectory();
        Client before;
        String code;
        try (var server = AlmanacServer.start(data)) {
            before = Client.at(server, "Photo frame");
            code = before.code(server.register("ben"));
        }
        String token;
        try (var server = AlmanacServer.start(data)) {
            var client = before.of(server);
            var answer = client.exchanged(code);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            token = answer.at("/accessToken");
            assertThat(client.status(token, "/v1/account")).isEqualTo(200);
            refused(client.exchanged(code));
            assertThat(client.status(token, "/v1/account")).isEqualTo(401);
        }
    }

    @Test
    void the_answer_is_not_kept_for_an_idempotency_key() {
        var code = CLIENT.code(ana);
        var headers =
                Map.of(
                        "Authorization",
                        Client.basic(CLIENT.id(), CLIENT.secret()),
                        "x-api-key",
                        ana.token(),
                        "Idempotency-Key",
                        "once");
        var first = SERVER.exchange("POST", "/v1/auth/token/" + code, null, headers);
        assertThat(first.status()).isEqualTo(200);

        refused(SERVER.exchange("POST", "/v1/auth/token/" + code, null, headers));
    }
}
