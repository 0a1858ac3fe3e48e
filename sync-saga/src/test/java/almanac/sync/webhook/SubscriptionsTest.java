package almanac.sync.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.sync.FactBook;
import almanac.user.UserId;
import almanac.webhook.Deliveries;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.Subscription;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What subscriptions get, from facts to a real HTTP server, and how their address is asked. */
final class SubscriptionsTest extends WebhookStage {

    private String subscribed(CalendarId calendar) {
        return registered(
                EndpointDetails.notifications(receiver.url(), new Subscription(calendar, false)));
    }

    private static EntryFact weekly() {
        return new EntryFact.EntryCreated(
                ID,
                FactBook.ANAS,
                "u",
                FactBook.ANA,
                Details.titled("Dinner"),
                at("2026-06-01T19:00"),
                Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=5"))),
                Optional.of(new Numbering(LocalDateTime.parse("2026-06-01T19:00"), 86_400)));
    }

    private static String number(long day) {
        return Long.toString(EntryNumber.of(ID, new OccurrenceKey(day)).value());
    }

    /** What each notification said, by id. */
    private List<Map<String, String>> told() {
        return arrived().stream().map(SubscriptionsTest::payloads).toList();
    }

    private static Map<String, String> payloads(JsonNode notification) {
        var changes = new LinkedHashMap<String, String>();
        notification
                .get("payloads")
                .forEach(each ->
                        changes.put(each.get("id").asText(), each.get("changeType").asText()));
        return changes;
    }

    @Test
    void a_change_arrives_as_a_signed_notification_that_says_nothing_of_it() throws Exception {
        var secret = subscribed(FactBook.ANAS);
        happen(dinner(FactBook.ANAS));
        side.runDue();

        assertThat(receiver.requests()).hasSize(1);
        var request = receiver.requests().getFirst();
        assertThat(request.path()).isEqualTo("/hook?tenant=7");
        assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(request.body())
                .isEqualTo(
                        "{\"subscription\":3,\"resource\":\"/calendars/5/events\",\"accountId\":7,"
                                + "\"payloads\":[{\"id\":\"42\",\"changeType\":\"created\"}]}");
        var time = Long.toString(clock.instant().getEpochSecond());
        assertThat(request.header("X-Aurinko-Request-Timestamp")).isEqualTo(time);
        assertThat(request.header("X-Aurinko-Signature"))
                .isEqualTo(hmac(secret, "v0:" + time + ":" + request.body()));
        assertThat(request.header("Chronapilot-Signature")).isEmpty();
    }

    @Test
    void each_change_of_the_calendar_arrives_in_order_and_of_no_other() {
        var other = new CalendarId(9);
        facts.share(other, FactBook.ANA, Set.of(FactBook.ANA));
        subscribed(other);
        facts.connect(new ConnectionId(9), FactBook.ANA);
        happens(new ConnectionFact.Disconnected(new ConnectionId(9)));
        happen(dinner(FactBook.ANAS));
        happen(updated(new Change.Title("Supper")));
        happen(new EntryFact.EntryMoved(ID, FactBook.ANAS, other));
        happen(updated(new Change.When(at("2026-06-02T19:00"))));
        happen(new EntryFact.EntryDeleted(ID, other));
        side.runDue();

        assertThat(told())
                .containsExactly(
                        Map.of("42", "created"), Map.of("42", "updated"), Map.of("42", "deleted"));
    }

    @Test
    void what_moves_to_another_calendar_that_is_seen_too_is_gone_from_this_one() {
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN, FactBook.ANA));
        subscribed(FactBook.ANAS);
        happen(dinner(FactBook.ANAS));
        happen(new EntryFact.EntryMoved(ID, FactBook.ANAS, BENS));
        happen(updated(new Change.Title("Elsewhere")));
        happen(new EntryFact.EntryMoved(ID, BENS, FactBook.ANAS));
        side.runDue();

        assertThat(told())
                .containsExactly(
                        Map.of("42", "created"), Map.of("42", "deleted"), Map.of("42", "created"));
    }

    @Test
    void a_series_is_told_by_the_records_that_a_client_can_read() {
        subscribed(FactBook.ANAS);
        happen(weekly());
        var title = List.<Change>of(new Change.Title("Supper"));
        happen(new EntryFact.OccurrenceUpdated(ID, new OccurrenceKey(7), title));
        happen(new EntryFact.OccurrenceDeleted(ID, new OccurrenceKey(14)));
        happen(new EntryFact.OccurrenceRestored(ID, new OccurrenceKey(7)));
        happen(new EntryFact.OccurrenceRestored(ID, new OccurrenceKey(14)));
        happen(new EntryFact.FollowingUpdated(ID, new OccurrenceKey(21), title));
        happen(updated(new Change.Location(Optional.of("Here"))));
        happen(new EntryFact.EntryDeleted(ID, FactBook.ANAS));
        side.runDue();

        assertThat(told())
                .containsExactly(
                        Map.of("42", "created"),
                        Map.of(number(7), "updated"),
                        Map.of("42", "updated", number(14), "deleted"),
                        Map.of(number(7), "updated"),
                        Map.of("42", "updated", number(14), "created"),
                        Map.of("42", "updated", "42.21", "created"),
                        Map.of("42", "updated", "42.21", "updated"),
                        Map.of("42", "deleted", "42.21", "deleted"));
    }

    @Test
    void what_the_owner_may_not_see_never_arrives() {
        subscribed(BENS);
        happen(dinner(BENS));
        side.runDue();
        assertThat(receiver.requests()).isEmpty();

        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN, FactBook.ANA));
        happen(updated(new Change.Title("Supper")));
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN));
        side.runDue();
        assertThat(receiver.requests()).as("taken back before it went").isEmpty();
        assertThat(only().state()).isEqualTo(Deliveries.State.SKIPPED);
    }

    @Test
    void one_that_fails_says_since_when_and_gets_the_same_again() {
        receiver.answers(500);
        subscribed(FactBook.ANAS);
        happen(dinner(FactBook.ANAS));
        assertThat(deliveries.failing(ENDPOINT)).isEmpty();
        side.runDue();
        var since = clock.instant();
        assertThat(deliveries.failing(ENDPOINT))
                .contains(new Deliveries.Failing(since, "answered 500"));

        receiver.answers(200);
        clock.pass(Duration.ofSeconds(11));
        side.runDue();
        assertThat(deliveries.failing(ENDPOINT)).isEmpty();
        assertThat(receiver.requests())
                .extracting(Receiver.Request::body)
                .hasSize(2)
                .allMatch(receiver.requests().getFirst().body()::equals);
        assertThat(receiver.requests())
                .extracting(request -> request.header("X-Aurinko-Signature"))
                .doesNotHaveDuplicates();
    }

    @Test
    void one_that_is_gone_is_disabled_and_one_that_was_deleted_gets_nothing() {
        receiver.answers(410);
        subscribed(FactBook.ANAS);
        happen(dinner(FactBook.ANAS));
        side.runDue();
        assertThat(commands)
                .containsExactly(
                        new EndpointCommand.DisableEndpoint(ENDPOINT, "it answered 410 Gone"));

        receiver.answers(200);
        receiver.forget();
        happens(new EndpointFact.EndpointEnabled(ENDPOINT));
        happen(updated(new Change.Title("Supper")));
        happens(new EndpointFact.EndpointDeleted(ENDPOINT));
        happen(updated(new Change.Title("Late supper")));
        assertThat(side.runDue()).isZero();
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void an_address_that_answers_with_the_token_wants_notifications() {
        assertThat(deliveries.refusal(FactBook.ANA, receiver.url())).isEmpty();
        var request = receiver.requests().getFirst();
        assertThat(request.path()).matches("/hook\\?tenant=7&validationToken=[\\w-]{43}");
        assertThat(request.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(request.body()).isEmpty();

        var plain = URI.create("http://127.0.0.1:" + receiver.port() + "/hook");
        receiver.answersToken(token -> token + "\r\n");
        assertThat(deliveries.refusal(FactBook.ANA, plain)).isEmpty();
        assertThat(receiver.requests().getLast().path())
                .matches("/hook\\?validationToken=[\\w-]{43}");
        assertThat(receiver.requests())
                .extracting(each -> each.path().replaceAll(".*validationToken=", ""))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_address_that_does_not_is_refused_with_what_it_did() {
        var other = "answered something else than the validationToken";
        receiver.answersToken(token -> "");
        assertThat(refusal()).contains(other);
        receiver.answersToken(token -> "You asked for " + token);
        assertThat(refusal()).contains(other);
        receiver.answersToken(token -> token + "x".repeat(2_000_000));
        assertThat(refusal()).contains(other);
        receiver.answersToken(token -> token).answers(201);
        assertThat(refusal()).contains("answered 201 and not 200");
        receiver.answers(500);
        assertThat(refusal()).contains("answered 500 and not 200");
        try (var elsewhere = new Receiver()) {
            receiver.answers(307, Map.of("Location", elsewhere.url().toString()));
            assertThat(refusal()).contains("answered 307 and not 200");
            assertThat(elsewhere.requests()).isEmpty();
        }
        receiver.answers(200).fallsSilent();
        assertThat(refusal()).contains("did not answer in time");
        receiver.close();
        assertThat(refusal()).contains("could not be talked to");
    }

    private Optional<String> refusal() {
        return deliveries.refusal(FactBook.ANA, receiver.url());
    }

    @Test
    void a_host_that_is_not_public_is_not_even_asked() {
        var strict = side(Set.of()).deliveries();
        assertThat(strict.refusal(FactBook.ANA, receiver.url())).contains("only https is let out");
        assertThat(strict.refusal(FactBook.ANA, URI.create("https://no-such-host.invalid/")))
                .contains("the host has no address");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void nobody_has_others_asked_without_end() {
        for (var i = 0; i < 30; i++) {
            assertThat(refusal()).isEmpty();
        }
        var refused = catchThrowableOfType(Rejected.class, this::refusal);
        assertThat(refused.rejection()).isInstanceOf(Rejection.TooManyRequests.class);
        assertThat(deliveries.refusal(new UserId(8), receiver.url())).isEmpty();
        assertThat(receiver.requests()).hasSize(31);
    }
}
