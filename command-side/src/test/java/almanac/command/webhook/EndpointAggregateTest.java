package almanac.command.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.calendar.CalendarId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import almanac.webhook.Subscription;
import almanac.webhook.Topic;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EndpointAggregateTest {

    private static final EndpointId ID = new EndpointId(3);
    private static final UserId ANA = new UserId(7);
    private static final EndpointDetails KITCHEN =
            details("https://hooks.example.com/a", Topic.EVENT_CREATED);
    private static final EndpointDetails HALL = details("https://hooks.example.com/b");
    private static final EndpointFact REGISTERED =
            new EndpointFact.EndpointRegistered(ID, ANA, KITCHEN);
    private static final EndpointFact DISABLED =
            new EndpointFact.EndpointDisabled(ID, "it answered 410");
    private static final EndpointFact DELETED = new EndpointFact.EndpointDeleted(ID);

    private static EndpointDetails details(String url, Topic... topics) {
        return EndpointDetails.events(URI.create(url), List.of(topics), Optional.empty());
    }

    private static AggregateTestFixture<EndpointAggregate> fixture() {
        return new AggregateTestFixture<>(EndpointAggregate.class);
    }

    @Test
    void an_endpoint_is_registered_once_however_often_it_is_asked_for() {
        var register = new EndpointCommand.RegisterEndpoint(ID, ANA, KITCHEN);
        fixture().givenNoPriorActivity().when(register).expectEvents(REGISTERED);
        fixture().given(REGISTERED).when(register).expectNoEvents();
        fixture().given(REGISTERED, DELETED).when(register).expectNoEvents();
    }

    private static EndpointCommand moving(String url) {
        return new EndpointCommand.ChangeEndpoint(
                ID, Optional.of(URI.create(url)), Optional.empty(), Optional.empty());
    }

    private static EndpointCommand describing(String text) {
        return new EndpointCommand.ChangeEndpoint(
                ID, Optional.empty(), Optional.empty(), Optional.of(Optional.of(text)));
    }

    private static EndpointCommand telling(Topic... topics) {
        return new EndpointCommand.ChangeEndpoint(
                ID, Optional.empty(), Optional.of(List.of(topics)), Optional.empty());
    }

    @Test
    void a_change_keeps_what_others_changed_since_it_was_asked_for() {
        var described =
                EndpointDetails.events(KITCHEN.url(), KITCHEN.topics(), Optional.of("Kitchen"));
        fixture()
                .given(REGISTERED, new EndpointFact.EndpointChanged(ID, described))
                .when(telling())
                .expectEvents(
                        new EndpointFact.EndpointChanged(
                                ID,
                                EndpointDetails.events(
                                        KITCHEN.url(), List.of(), Optional.of("Kitchen"))));
        fixture()
                .given(REGISTERED, new EndpointFact.EndpointChanged(ID, HALL))
                .when(describing("Hall"))
                .expectEvents(
                        new EndpointFact.EndpointChanged(
                                ID,
                                EndpointDetails.events(
                                        HALL.url(), HALL.topics(), Optional.of("Hall"))));
    }

    @Test
    void a_change_leaves_it_disabled_and_changes_nothing_again() {
        var moved = details("https://hooks.example.com/b", Topic.EVENT_CREATED);
        fixture()
                .given(REGISTERED, DISABLED)
                .when(moving("https://hooks.example.com/b"))
                .expectEvents(new EndpointFact.EndpointChanged(ID, moved));
        fixture()
                .given(REGISTERED, DISABLED, new EndpointFact.EndpointChanged(ID, moved))
                .when(moving("https://hooks.example.com/b"))
                .expectNoEvents();
        fixture()
                .given(REGISTERED, DISABLED, new EndpointFact.EndpointChanged(ID, moved))
                .when(new EndpointCommand.DisableEndpoint(ID, "again"))
                .expectNoEvents();
    }

    @Test
    void a_change_to_what_no_endpoint_can_be_is_refused() {
        fixture()
                .given(REGISTERED)
                .when(moving("ftp://example.com/"))
                .expectException(Rejected.class)
                .expectNoEvents();
    }

    @Test
    void it_is_disabled_and_enabled_once() {
        fixture()
                .given(REGISTERED)
                .when(new EndpointCommand.DisableEndpoint(ID, "it answered 410"))
                .expectEvents(DISABLED);
        fixture().given(REGISTERED).when(new EndpointCommand.EnableEndpoint(ID)).expectNoEvents();
        fixture()
                .given(REGISTERED, DISABLED)
                .when(new EndpointCommand.EnableEndpoint(ID))
                .expectEvents(new EndpointFact.EndpointEnabled(ID));
        fixture()
                .given(REGISTERED, DISABLED, new EndpointFact.EndpointEnabled(ID))
                .when(new EndpointCommand.DisableEndpoint(ID, "it answered 410"))
                .expectEvents(DISABLED);
    }

    @Test
    void each_new_secret_is_noted() {
        fixture()
                .given(REGISTERED, new EndpointFact.SecretReplaced(ID))
                .when(new EndpointCommand.ReplaceSecret(ID))
                .expectEvents(new EndpointFact.SecretReplaced(ID));
    }

    @Test
    void nothing_can_be_asked_of_one_that_is_gone() {
        for (var command :
                List.of(
                        moving("https://hooks.example.com/b"),
                        new EndpointCommand.EnableEndpoint(ID),
                        new EndpointCommand.DisableEndpoint(ID, "x"),
                        new EndpointCommand.ReplaceSecret(ID),
                        new EndpointCommand.DeleteEndpoint(ID))) {
            fixture()
                    .given(REGISTERED, DELETED)
                    .when(command)
                    .expectException(Rejected.class)
                    .expectNoEvents();
        }
        fixture()
                .given(REGISTERED)
                .when(new EndpointCommand.DeleteEndpoint(ID))
                .expectEvents(DELETED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com/",
                "https:///nowhere",
                "https://user:password@example.com/",
                "https://example.com/#part",
                "/relative",
                "mailto:ana@example.org"
            })
    void what_is_no_address_for_programs_is_refused(String url) {
        var refused = catchThrowableOfType(Rejected.class, () -> details(url).check());
        assertThat(refused.rejection())
                .isInstanceOfSatisfying(
                        Rejection.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("url"));
    }

    private static final EndpointDetails LUNCHES =
            EndpointDetails.notifications(
                    URI.create("https://hooks.example.com/a"),
                    new Subscription(new CalendarId(5), true));

    @Test
    void a_subscription_is_registered_disabled_and_deleted_as_any_endpoint() {
        var registered = new EndpointFact.EndpointRegistered(ID, ANA, LUNCHES);
        fixture()
                .givenNoPriorActivity()
                .when(new EndpointCommand.RegisterEndpoint(ID, ANA, LUNCHES))
                .expectEvents(registered);
        fixture()
                .given(registered)
                .when(new EndpointCommand.DisableEndpoint(ID, "it answered 410"))
                .expectEvents(DISABLED);
        fixture()
                .given(registered, DISABLED)
                .when(new EndpointCommand.DeleteEndpoint(ID))
                .expectEvents(DELETED);
    }

    @Test
    void what_an_endpoint_is_subscribed_to_never_changes() {
        var moved =
                EndpointDetails.notifications(
                        URI.create("https://hooks.example.com/b"),
                        new Subscription(new CalendarId(5), true));
        fixture()
                .given(new EndpointFact.EndpointRegistered(ID, ANA, LUNCHES))
                .when(moving("https://hooks.example.com/b"))
                .expectEvents(new EndpointFact.EndpointChanged(ID, moved));
    }

    @Test
    void the_address_of_a_subscription_is_refused_by_the_name_that_it_has_there() {
        var details =
                EndpointDetails.notifications(
                        URI.create("ftp://example.com/"),
                        new Subscription(new CalendarId(5), false));
        var refused = catchThrowableOfType(Rejected.class, details::check);
        assertThat(refused.rejection())
                .isInstanceOfSatisfying(
                        Rejection.Invalid.class,
                        invalid -> {
                            assertThat(invalid.field()).isEqualTo("notificationUrl");
                            assertThat(invalid.message()).startsWith("notificationUrl must");
                        });
        assertThat(LUNCHES.subscription().orElseThrow().resource())
                .isEqualTo("/calendars/primary/events");
        assertThat(details.subscription().orElseThrow().resource())
                .isEqualTo("/calendars/5/events");
    }

    @Test
    void topics_are_kept_in_one_order_and_none_means_all() {
        assertThat(details("https://a.example/", Topic.EVENT_DELETED, Topic.EVENT_CREATED))
                .isEqualTo(
                        details(
                                "https://a.example/",
                                Topic.EVENT_CREATED,
                                Topic.EVENT_DELETED,
                                Topic.EVENT_CREATED));
        assertThat(HALL.wants(Topic.CONNECTION_CONNECTED)).isTrue();
        assertThat(KITCHEN.wants(Topic.CONNECTION_CONNECTED)).isFalse();
    }
}
