package almanac.sync.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.sync.FactBook;
import almanac.webhook.Deliveries;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.Topic;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

/** What endpoints get, from facts to a real HTTP server. */
final class WebhooksTest extends WebhookStage {

    private String registered(URI url, Topic... topics) {
        return registered(EndpointDetails.events(url, List.of(topics), Optional.empty()));
    }

    private List<String> types() {
        return arrived().stream().map(event -> event.get("type").asText()).toList();
    }

    @Test
    void an_event_arrives_as_a_signed_cloud_event() throws Exception {
        var secret = registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        side.runDue();

        assertThat(receiver.requests()).hasSize(1);
        var request = receiver.requests().getFirst();
        assertThat(request.path()).isEqualTo("/hook?tenant=7");
        assertThat(request.header("Content-Type"))
                .isEqualTo("application/cloudevents+json; charset=utf-8");
        var event = json(request.body());
        assertThat(event.get("specversion").asText()).isEqualTo("1.0");
        assertThat(event.get("id").asText()).isEqualTo("evt_1014");
        assertThat(event.get("source").asText()).isEqualTo("https://almanac.example");
        assertThat(event.get("type").asText()).isEqualTo("event.created");
        assertThat(event.get("subject").asText()).isEqualTo("events/42");
        assertThat(event.get("time").asText()).isEqualTo("2026-05-01T08:00:02Z");
        assertThat(event.get("sequence").asText()).isEqualTo("0000000000000001014");
        assertThat(event.at("/data/event_id").asLong()).isEqualTo(42);
        assertThat(event.at("/data/calendar_id").asLong()).isEqualTo(5);
        assertThat(event.at("/data/event/title").asText()).isEqualTo("Dinner");
        assertThat(event.at("/data/event/start").asText()).isEqualTo("2026-06-01T19:00");
        assertThat(event.at("/data/event/time_zone").asText()).isEqualTo("Europe/Berlin");

        var time = Long.toString(clock.instant().getEpochSecond());
        assertThat(request.header("Chronapilot-Signature"))
                .isEqualTo("t=" + time + ",v1=" + hmac(secret, time + "." + request.body()));
        assertThat(request.header("Chronapilot-Event")).isEqualTo("evt_1014");
    }

    @Test
    void each_change_has_its_name() {
        registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        happen(updated(new Change.Title("Supper")));
        happen(updated(new Change.When(at("2026-06-02T19:00")), new Change.Title("Late supper")));
        happen(updated(new Change.StatusTo(Status.CANCELLED)));
        happen(new EntryFact.EntryDeleted(ID, FactBook.ANAS));
        side.runDue();

        assertThat(types())
                .containsExactly(
                        "event.created",
                        "event.updated",
                        "event.rescheduled",
                        "event.cancelled",
                        "event.deleted");
        assertThat(arrived().get(2).at("/data/change/fields"))
                .isEqualTo(mapper.valueToTree(List.of("when", "title")));
        assertThat(arrived().get(1).at("/data/event/title").asText())
                .as("as that change left it, whatever came later")
                .isEqualTo("Supper");
        assertThat(arrived().getLast().at("/data/event").isMissingNode()).isTrue();
    }

    @Test
    void a_deleted_occurrence_is_a_change_of_its_series() {
        registered(receiver.url());
        var series =
                new EntryFact.EntryCreated(
                        ID,
                        FactBook.ANAS,
                        "u",
                        FactBook.ANA,
                        Details.titled("Dinner"),
                        at("2026-06-01T19:00"),
                        Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=5"))),
                        Optional.of(
                                new Numbering(LocalDateTime.parse("2026-06-01T19:00"), 86_400)));
        happen(series);
        happen(new EntryFact.OccurrenceDeleted(ID, new OccurrenceKey(7)));
        side.runDue();

        var event = arrived().getLast();
        assertThat(event.get("type").asText()).isEqualTo("event.updated");
        assertThat(event.at("/data/change/scope").asText()).isEqualTo("occurrence");
        assertThat(event.at("/data/change/what").asText()).isEqualTo("deleted");
        assertThat(event.at("/data/change/occurrence_id").asLong()).isGreaterThan(42);
        assertThat(event.at("/data/event/recurrence_rule").asText()).contains("WEEKLY");
    }

    @Test
    void an_endpoint_gets_what_it_wants_and_what_happened_since_it_was_there() {
        happen(dinner(FactBook.ANAS));
        registered(receiver.url(), Topic.EVENT_DELETED);
        happen(updated(new Change.Title("Supper")));
        happen(new EntryFact.EntryDeleted(ID, FactBook.ANAS));
        side.runDue();

        assertThat(types()).containsExactly("event.deleted");
    }

    @Test
    void a_fact_that_is_handled_again_is_delivered_once() {
        registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        side.runDue();
        var message =
                facts.happen(ANA, Map.of(), List.of(updated(new Change.Title("S")))).getFirst();
        again(5_000, (DomainEventMessage<?>) message);
        again(5_000, (DomainEventMessage<?>) message);
        side.runDue();
        again(5_000, (DomainEventMessage<?>) message);
        side.runDue();

        assertThat(types()).containsExactly("event.created", "event.updated");
    }

    @Test
    void what_the_owner_may_not_see_never_arrives() {
        registered(receiver.url());
        happen(dinner(BENS));
        side.runDue();
        assertThat(receiver.requests()).isEmpty();

        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN, FactBook.ANA));
        happen(updated(new Change.Title("Supper")));
        side.runDue();
        assertThat(types()).containsExactly("event.updated");
    }

    @Test
    void a_share_that_was_taken_back_before_it_went_keeps_it_from_going() {
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN, FactBook.ANA));
        registered(receiver.url());
        happen(dinner(BENS));
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN));
        side.runDue();

        assertThat(receiver.requests()).isEmpty();
        assertThat(deliveries.of(ENDPOINT, Optional.of(Deliveries.State.SKIPPED), 9_999, 5))
                .hasSize(1);
    }

    @Test
    void a_deletion_arrives_although_the_share_was_taken_back_since_and_nothing_else_does() {
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN, FactBook.ANA));
        registered(receiver.url());
        happen(dinner(BENS));
        happen(updated(new Change.Title("Supper")));
        happen(new EntryFact.EntryDeleted(ID, BENS));
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN));
        side.runDue();

        assertThat(types()).containsExactly("event.deleted");
        assertThat(arrived().getFirst().get("data").toString())
                .isEqualTo("{\"event_id\":42,\"calendar_id\":6,\"revision\":2}");
        assertThat(deliveries.of(ENDPOINT, Optional.of(Deliveries.State.SKIPPED), 9_999, 5))
                .hasSize(2);
    }

    @Test
    void a_deletion_is_told_to_who_could_see_it_when_it_happened_however_late_that_is_noticed() {
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN, FactBook.ANA));
        registered(receiver.url());
        happen(dinner(BENS));
        side.runDue();
        var deletion = new EntryFact.EntryDeleted(ID, BENS);
        var message = facts.happen(ANA, Map.of(), List.of(deletion)).getFirst();
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN), position + 8);
        shown((DomainEventMessage<?>) message);
        side.runDue();

        assertThat(types()).containsExactly("event.created", "event.deleted");
    }

    @Test
    void whoever_gets_a_share_is_not_told_what_was_before_it_also_when_all_is_asked_for_again() {
        registered(receiver.url());
        happen(dinner(BENS));
        happen(updated(new Change.Title("Secret")));
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN, FactBook.ANA), position + 1);
        happen(updated(new Change.Title("Supper")));
        deliveries.redeliver(ENDPOINT, 1_000);
        side.runDue();
        clock.pass(Duration.ofSeconds(2));
        side.runDue();

        assertThat(types()).containsExactly("event.updated");
        assertThat(arrived().toString()).doesNotContain("Secret");
    }

    @Test
    void an_event_that_moves_out_of_sight_is_deleted_and_one_that_moves_in_is_created() {
        registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        happen(new EntryFact.EntryMoved(ID, FactBook.ANAS, BENS));
        happen(updated(new Change.Title("Hidden")));
        happen(new EntryFact.EntryMoved(ID, BENS, FactBook.ANAS));
        side.runDue();

        assertThat(types()).containsExactly("event.created", "event.deleted", "event.created");
        assertThat(arrived().get(1).toString()).doesNotContain("Dinner");
        assertThat(arrived().getLast().at("/data/event/title").asText()).isEqualTo("Hidden");
    }

    @Test
    void connections_tell_their_own_user() {
        registered(receiver.url());
        facts.connect(new ConnectionId(9), FactBook.ANA);
        facts.connect(new ConnectionId(10), FactBook.BEN);
        for (var connection : List.of(new ConnectionId(9), new ConnectionId(10))) {
            happens(
                    new ConnectionFact.ConnectionFailed(
                            connection, FailureReason.REAUTHORIZE, "consent again"));
            happens(new ConnectionFact.ConnectionRecovered(connection));
            happens(new ConnectionFact.Disconnected(connection));
        }
        side.runDue();

        assertThat(types())
                .containsExactly(
                        "connection.token_expired",
                        "connection.sync_completed",
                        "connection.disconnected");
        assertThat(arrived().getFirst().at("/data/connection_id").asText()).isEqualTo("con_9");
        assertThat(arrived().getFirst().at("/data/message").asText()).isEqualTo("consent again");
    }

    /** What became of one delivery after one attempt. */
    private Deliveries.Delivery tried() {
        registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        side.runDue();
        return only();
    }

    @Test
    void an_endpoint_that_fails_is_tried_again_with_the_same_message() {
        receiver.answers(500);
        var failed = tried();
        assertThat(failed.state()).isEqualTo(Deliveries.State.PENDING);
        assertThat(failed.detail()).isEqualTo("answered 500");
        assertThat(failed.next()).contains(clock.instant().plusSeconds(10));

        receiver.answers(204);
        clock.pass(Duration.ofSeconds(11));
        side.runDue();
        assertThat(only().state()).isEqualTo(Deliveries.State.DELIVERED);
        assertThat(receiver.requests())
                .extracting(Receiver.Request::body)
                .hasSize(2)
                .allMatch(receiver.requests().getFirst().body()::equals);
        assertThat(receiver.requests())
                .extracting(request -> request.header("Chronapilot-Signature"))
                .doesNotHaveDuplicates();
    }

    @Test
    void an_endpoint_that_is_down_is_tried_again() {
        receiver.close();
        var failed = tried();
        assertThat(failed.detail()).isEqualTo("could not be talked to");
        assertThat(failed.attempts()).isEqualTo(1);

        try (var back = new Receiver(receiver.port())) {
            clock.pass(Duration.ofSeconds(11));
            side.runDue();
            assertThat(back.requests()).hasSize(1);
        }
    }

    @Test
    void an_endpoint_that_says_nothing_is_not_waited_for() {
        receiver.fallsSilent();
        assertThat(tried().detail()).isEqualTo("did not answer in time");
    }

    @Test
    void a_redirect_is_not_followed() {
        try (var elsewhere = new Receiver()) {
            receiver.answers(307, Map.of("Location", elsewhere.url().toString()));
            var failed = tried();

            assertThat(failed.detail()).isEqualTo("answered 307");
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void an_endpoint_that_wants_to_be_left_alone_is() {
        receiver.answers(429, Map.of("Retry-After", "120"));
        assertThat(tried().next()).contains(clock.instant().plusSeconds(120));
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_and_what_waited_is_given_up() {
        receiver.answers(410);
        registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        happen(updated(new Change.Title("Supper")));
        side.runDue();

        assertThat(commands)
                .containsExactly(
                        new EndpointCommand.DisableEndpoint(ENDPOINT, "it answered 410 Gone"));
        assertThat(receiver.requests()).hasSize(1);
        assertThat(deliveries.of(ENDPOINT, Optional.of(Deliveries.State.FAILED), 99_999, 5))
                .hasSize(2);
        happen(updated(new Change.Title("Late supper")));
        assertThat(side.runDue()).isZero();
    }

    @Test
    void what_fails_too_often_is_given_up_and_can_be_replayed() {
        receiver.answers(503);
        tried();
        var attempts = 1;
        for (var i = 0; i < 60; i++) {
            clock.pass(Duration.ofMinutes(61));
            attempts += side.runDue();
        }
        assertThat(attempts).isEqualTo(16);
        assertThat(only().state()).isEqualTo(Deliveries.State.FAILED);
        assertThat(only().detail()).isEqualTo("answered 503");
        assertThat(commands).as("it failed for less than three days").isEmpty();

        receiver.answers(200);
        receiver.forget();
        assertThat(deliveries.replay(ENDPOINT, only().sequence())).isPresent();
        side.runDue();
        assertThat(types()).containsExactly("event.created");
        assertThat(only().state()).isEqualTo(Deliveries.State.DELIVERED);
        assertThat(deliveries.replay(ENDPOINT, 77)).isEmpty();
    }

    @Test
    void an_endpoint_that_fails_for_days_is_disabled() {
        receiver.answers(500);
        registered(receiver.url());
        for (var day = 0; day < 5 && commands.isEmpty(); day++) {
            happen(day == 0 ? dinner(FactBook.ANAS) : updated(new Change.Title("day " + day)));
            side.runDue();
            clock.pass(Duration.ofDays(1));
        }

        assertThat(commands)
                .singleElement()
                .isInstanceOfSatisfying(
                        EndpointCommand.DisableEndpoint.class,
                        disabled -> assertThat(disabled.reason()).contains("answered 500"));
    }

    @Test
    void an_endpoint_that_fails_often_is_left_alone_as_a_whole() {
        receiver.answers(500);
        registered(receiver.url());
        for (var i = 1; i <= 50; i++) {
            happen(
                    new EntryFact.EntryCreated(
                            new EntryId(i),
                            FactBook.ANAS,
                            "u" + i,
                            FactBook.ANA,
                            Details.titled("t"),
                            at("2026-06-01T19:00"),
                            Optional.empty(),
                            Optional.empty()));
        }
        side.runDue();
        assertThat(receiver.requests()).hasSize(5);

        receiver.answers(200);
        clock.pass(Duration.ofMinutes(1));
        side.runDue();
        assertThat(deliveries.of(ENDPOINT, Optional.of(Deliveries.State.DELIVERED), 99_999, 99))
                .hasSize(50);
    }

    @Test
    void what_fails_holds_up_its_own_event_and_no_other() {
        registered(receiver.url());
        receiver.answers(500);
        happen(dinner(FactBook.ANAS));
        side.runDue();
        receiver.answers(200);
        receiver.forget();
        happen(updated(new Change.Title("Supper")));
        happen(
                new EntryFact.EntryCreated(
                        new EntryId(43),
                        FactBook.ANAS,
                        "other",
                        FactBook.ANA,
                        Details.titled("Other"),
                        at("2026-06-01T19:00"),
                        Optional.empty(),
                        Optional.empty()));
        side.runDue();
        assertThat(arrived())
                .extracting(event -> event.get("subject").asText())
                .containsExactly("events/43");

        clock.pass(Duration.ofSeconds(11));
        side.runDue();
        assertThat(types()).containsExactly("event.created", "event.created", "event.updated");
    }

    @Test
    void everything_since_a_delivery_goes_again_in_order_and_before_what_is_new() {
        registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        var since = position;
        for (var i = 0; i < 30; i++) {
            happen(updated(new Change.Title("t" + i)));
        }
        side.runDue();
        var first = arrived();
        receiver.forget();

        deliveries.redeliver(ENDPOINT, since);
        happen(updated(new Change.Title("new")));
        for (var i = 0; i < 5; i++) {
            side.runDue();
            clock.pass(Duration.ofSeconds(2));
        }

        assertThat(arrived()).hasSize(31);
        assertThat(arrived().subList(0, 30)).isEqualTo(first.subList(1, 31));
        assertThat(arrived().getLast().at("/data/event/title").asText()).isEqualTo("new");
    }

    @Test
    void what_happened_while_it_was_disabled_goes_when_it_is_asked_for() {
        registered(receiver.url());
        happen(dinner(FactBook.ANAS));
        side.runDue();
        var since = position;
        happens(new EndpointFact.EndpointDisabled(ENDPOINT, "its owner"));
        happen(updated(new Change.Title("missed")));
        happens(new EndpointFact.EndpointEnabled(ENDPOINT));
        side.runDue();
        assertThat(types()).containsExactly("event.created");

        deliveries.redeliver(ENDPOINT, since);
        side.runDue();
        assertThat(types()).containsExactly("event.created", "event.updated");
    }

    @Test
    void hosts_that_are_not_public_get_nothing_and_are_objected_to() {
        var strict = side(Set.of());
        assertThat(strict.deliveries().objection(receiver.url())).contains("only https is let out");
        assertThat(strict.deliveries().objection(URI.create("https://127.0.0.1/hook")))
                .contains("the host is not on the public internet");
        assertThat(deliveries.objection(receiver.url())).isEmpty();

        side = strict;
        deliveries = strict.deliveries();
        assertThat(tried().detail()).isEqualTo("only https is let out");
        assertThat(receiver.requests()).isEmpty();
    }

    @Test
    void a_new_secret_signs_from_then_on_and_none_is_kept_readable() throws Exception {
        registered(receiver.url());
        var chosen = "a-secret-of-my-own";
        assertThat(deliveries.sign(ENDPOINT, Optional.of(chosen))).isEqualTo(chosen);
        happen(dinner(FactBook.ANAS));
        side.runDue();

        var request = receiver.requests().getFirst();
        var time = Long.toString(clock.instant().getEpochSecond());
        assertThat(request.header("Chronapilot-Signature"))
                .endsWith(hmac(chosen, time + "." + request.body()));
        for (var name : client.getDatabase("test").listCollectionNames()) {
            client.getDatabase("test")
                    .getCollection(name)
                    .find()
                    .forEach(each -> assertThat(each.toJson()).doesNotContain(chosen));
        }
    }

    @Test
    void a_deleted_endpoint_leaves_nothing() {
        receiver.answers(500);
        tried();
        happens(new EndpointFact.EndpointDeleted(ENDPOINT));
        clock.pass(Duration.ofMinutes(1));

        assertThat(side.runDue()).isZero();
        assertThat(deliveries.of(ENDPOINT, Optional.empty(), 99_999, 5)).isEmpty();
    }

    @Test
    void a_test_is_answered_at_once_and_not_too_often() {
        deliveries.sign(ENDPOINT, Optional.empty());
        var well = deliveries.test(ENDPOINT, receiver.url(), Topic.EVENT_DELETED);
        assertThat(well.delivered()).isTrue();
        assertThat(well.status()).hasValue(200);
        assertThat(arrived().getFirst().get("type").asText()).isEqualTo("event.deleted");
        assertThat(arrived().getFirst().at("/data/test").asBoolean()).isTrue();

        receiver.answers(404);
        assertThat(deliveries.test(ENDPOINT, receiver.url(), Topic.EVENT_DELETED).detail())
                .isEqualTo("answered 404");
        for (var i = 0; i < 8; i++) {
            deliveries.test(ENDPOINT, receiver.url(), Topic.EVENT_DELETED);
        }
        var refused =
                catchThrowableOfType(
                        Rejected.class,
                        () -> deliveries.test(ENDPOINT, receiver.url(), Topic.EVENT_DELETED));
        assertThat(refused.rejection()).isInstanceOf(Rejection.TooManyRequests.class);
    }

    /** It took it, and its answer got lost. */
    @Test
    void what_was_taken_without_a_word_goes_again_under_the_same_id() {
        receiver.fallsSilent();
        tried();
        clock.pass(Duration.ofMinutes(5));
        side(Set.of("127.0.0.1")).runDue();

        assertThat(arrived())
                .extracting(event -> event.get("id").asText())
                .containsExactly("evt_1014", "evt_1014");
    }
}
