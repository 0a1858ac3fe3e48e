package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.message.Rejection;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import almanac.webhook.EndpointQuery;
import almanac.webhook.EndpointView;
import almanac.webhook.Subscription;
import almanac.webhook.Topic;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Endpoints: user 1 has 3 and 4, user 2 has 5. */
class EndpointTest {

    private static EndpointDetails details(String host) {
        return EndpointDetails.events(
                URI.create("https://" + host + ".example/hook"),
                List.of(Topic.EVENT_CREATED),
                Optional.of("about " + host));
    }

    private static EndpointId endpoint(long number) {
        return new EndpointId(number);
    }

    private static EndpointFact registered(long number, long owner, String host) {
        return new EndpointFact.EndpointRegistered(
                endpoint(number), World.user(owner), details(host));
    }

    private static World world() {
        return new World()
                .happen(registered(4, 1, "hall"), registered(3, 1, "kitchen"))
                .happen(registered(5, 2, "other"));
    }

    private static List<Long> ids(World world, long owner) {
        return world
                .askMany(new EndpointQuery.EndpointsOf(World.user(owner)), EndpointView.class)
                .stream()
                .map(view -> view.id().value())
                .toList();
    }

    private static EndpointView view(World world, long number) {
        return world.ask(
                new EndpointQuery.EndpointById(endpoint(number), World.user(1)),
                EndpointView.class);
    }

    @Test
    void everybody_sees_their_own_by_number() {
        assertThat(ids(world(), 1)).containsExactly(3L, 4L);
        assertThat(ids(world(), 2)).containsExactly(5L);
        assertThat(ids(world(), 9)).isEmpty();
        assertThat(view(world(), 3))
                .isEqualTo(
                        new EndpointView(
                                endpoint(3),
                                World.user(1),
                                details("kitchen"),
                                Optional.empty(),
                                Instant.parse("2026-01-01T00:00:01Z"),
                                Instant.parse("2026-01-01T00:00:01Z"),
                                0));
    }

    @Test
    void it_says_why_it_is_told_nothing_until_it_is_again() {
        var world =
                world().happen(
                                new EndpointFact.EndpointDisabled(endpoint(3), "it answered 410"),
                                new EndpointFact.EndpointChanged(endpoint(3), details("new")),
                                new EndpointFact.SecretReplaced(endpoint(3)));
        assertThat(view(world, 3).disabled()).contains("it answered 410");
        assertThat(view(world, 3).details()).isEqualTo(details("new"));
        assertThat(view(world, 3).revision()).isEqualTo(3);

        world.happen(new EndpointFact.EndpointEnabled(endpoint(3)));
        assertThat(view(world, 3).enabled()).isTrue();
    }

    @Test
    void one_of_somebody_else_and_one_that_is_gone_are_not_there() {
        var world = world().happen(new EndpointFact.EndpointDeleted(endpoint(4)));
        assertThat(ids(world, 1)).containsExactly(3L);
        for (var number : List.of(4L, 5L, 99L)) {
            assertThat(
                            world.refusal(
                                    new EndpointQuery.EndpointById(
                                            endpoint(number), World.user(1))))
                    .isEqualTo(new Rejection.NotFound("Webhook endpoint", number.toString()));
        }
    }

    private static final EndpointDetails LUNCHES =
            EndpointDetails.notifications(
                    URI.create("https://lunch.example/hook"),
                    new Subscription(new CalendarId(5), true));

    private static World subscribed() {
        return world().happen(
                        new EndpointFact.EndpointRegistered(endpoint(6), World.user(1), LUNCHES),
                        new EndpointFact.EndpointRegistered(endpoint(7), World.user(1), LUNCHES),
                        new EndpointFact.EndpointRegistered(endpoint(8), World.user(2), LUNCHES));
    }

    private static List<EndpointView> subscriptions(World world, long owner) {
        return world.askMany(
                new EndpointQuery.SubscriptionsOf(World.user(owner)), EndpointView.class);
    }

    @Test
    void subscriptions_and_other_endpoints_are_asked_for_apart() {
        var world =
                subscribed()
                        .happen(
                                new EndpointFact.EndpointDisabled(endpoint(6), "it answered 410"),
                                new EndpointFact.EndpointDeleted(endpoint(7)));
        assertThat(ids(world, 1)).containsExactly(3L, 4L);
        var found = subscriptions(world, 1);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().id()).isEqualTo(endpoint(6));
        assertThat(found.getFirst().details()).isEqualTo(LUNCHES);
        assertThat(found.getFirst().disabled()).contains("it answered 410");
        assertThat(
                        world.ask(
                                new EndpointQuery.SubscriptionById(endpoint(6), World.user(1)),
                                EndpointView.class))
                .isEqualTo(found.getFirst());
        assertThat(world.refusal(new EndpointQuery.EndpointById(endpoint(6), World.user(1))))
                .isEqualTo(new Rejection.NotFound("Webhook endpoint", "6"));
        for (var number : List.of(3L, 7L, 8L, 99L)) {
            assertThat(
                            world.refusal(
                                    new EndpointQuery.SubscriptionById(
                                            endpoint(number), World.user(1))))
                    .isEqualTo(new Rejection.NotFound("Subscription", number.toString()));
        }
    }

    @Test
    void endpoints_are_the_same_after_two_replays() {
        var world =
                subscribed()
                        .happen(
                                new EndpointFact.EndpointDisabled(endpoint(3), "x"),
                                new EndpointFact.EndpointDisabled(endpoint(6), "x"),
                                new EndpointFact.EndpointDeleted(endpoint(4)));
        var before = world.documents().get("webhook_endpoints_v1");
        assertThat(before).hasSize(6);
        for (var batch : List.of(1, 100)) {
            world.reset();
            world.feed(world.history(), batch);
            world.feed(world.history(), batch);
            assertThat(world.documents().get("webhook_endpoints_v1")).isEqualTo(before);
        }
    }
}
