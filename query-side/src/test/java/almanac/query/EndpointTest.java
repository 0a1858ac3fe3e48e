package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.message.Rejection;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import almanac.webhook.EndpointQuery;
import almanac.webhook.EndpointView;
import almanac.webhook.Topic;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Endpoints: user 1 has 3 and 4, user 2 has 5. */
class EndpointTest {

    private static EndpointDetails details(String host) {
        return new EndpointDetails(
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

    @Test
    void endpoints_are_the_same_after_two_replays() {
        var world =
                world().happen(
                                new EndpointFact.EndpointDisabled(endpoint(3), "x"),
                                new EndpointFact.EndpointDeleted(endpoint(4)));
        var before = world.documents().get("webhook_endpoints_v1");
        assertThat(before).hasSize(3);
        for (var batch : List.of(1, 100)) {
            world.reset();
            world.feed(world.history(), batch);
            world.feed(world.history(), batch);
            assertThat(world.documents().get("webhook_endpoints_v1")).isEqualTo(before);
        }
    }
}
