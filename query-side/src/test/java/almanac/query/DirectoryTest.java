package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.calendar.Visibility;
import almanac.user.ApiKeyId;
import almanac.user.ApiKeyTerms;
import almanac.user.KeyScope;
import almanac.user.Profile;
import almanac.user.Role;
import almanac.user.UserFact;
import almanac.user.UserQuery;
import almanac.user.UserSummary;
import almanac.user.UserView;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Calendars and users as they are listed. */
class DirectoryTest {

    @Test
    void calendars_are_listed_by_rank_then_name_then_number() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "anna"),
                                World.registered(2, "ben"),
                                World.opened(3, 1, "b"),
                                World.opened(4, 1, "a"),
                                World.opened(5, 2, "a"),
                                World.opened(6, 2, "not shared"),
                                World.shared(5, 1, Permission.READ),
                                ranked(7, 1, "z", 5));
        assertThat(world.askMany(new CalendarQuery.CalendarsOf(World.user(1)), CalendarView.class))
                .extracting(view -> view.id().value())
                .containsExactly(7L, 4L, 5L, 3L);
    }

    @Test
    void where_other_nodes_write_nothing_is_remembered() {
        var world = World.ofSeveralNodes().happen(World.registered(1, "anna"));
        var users = world.database().getCollection("users_v1");
        var anna = users.find().first();
        for (var time = 1; time <= 3; time++) {
            assertThat(userOf(world, 1)).isPresent();
            users.deleteMany(new Document());
            assertThat(userOf(world, 1)).isEmpty();
            users.insertOne(anna);
        }
    }

    @Test
    void where_none_do_what_was_asked_for_is_not_read_again() {
        var world = new World().happen(World.registered(1, "anna"));
        assertThat(userOf(world, 1)).isPresent();
        world.database().getCollection("users_v1").deleteMany(new Document());
        assertThat(userOf(world, 1)).isPresent();
    }

    private static Optional<UserView> userOf(World world, long id) {
        return world.askOptional(new UserQuery.UserById(World.user(id)), UserView.class);
    }

    @Test
    void the_default_calendar_is_the_viewers_own() {
        var world =
                new World()
                        .happen(
                                new CalendarFact.CalendarCreated(
                                        World.calendar(9),
                                        World.user(2),
                                        CalendarDetails.named("ben's"),
                                        true),
                                World.shared(9, 1, Permission.ADMIN),
                                World.opened(3, 1, "other"));
        assertThat(primaryOf(world, 1)).isEmpty();
        assertThat(primaryOf(world, 2)).contains(9L);
    }

    @Test
    void a_changed_profile_shows_in_every_calendar_at_once() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "anna"),
                                World.registered(2, "ben"),
                                World.opened(3, 1, "home"),
                                World.shared(3, 2, Permission.READ),
                                new UserFact.ProfileChanged(World.user(1), named("anna", "Anna")),
                                new UserFact.ProfileChanged(World.user(2), named("ben", "Ben")));
        var view =
                world.ask(
                        new CalendarQuery.CalendarById(World.calendar(3), World.user(2)),
                        CalendarView.class);
        assertThat(view.owner().firstName()).contains("Anna");
        assertThat(view.shares())
                .extracting(share -> share.user().firstName().orElse(""))
                .containsExactly("Ben");
        assertThat(view.revision()).isEqualTo(1);
    }

    @Test
    void a_feed_reset_and_a_change_show() {
        var changed =
                new CalendarDetails(
                        "new",
                        Optional.of("text"),
                        "#ffffff",
                        Optional.of("🎄"),
                        Visibility.PUBLIC,
                        3);
        var world =
                new World()
                        .happen(
                                World.opened(3, 1, "home"),
                                new CalendarFact.CalendarChanged(World.calendar(3), changed),
                                new CalendarFact.FeedReset(World.calendar(3), 4));
        var view =
                world.ask(
                        new CalendarQuery.CalendarById(World.calendar(3), World.user(1)),
                        CalendarView.class);
        assertThat(view.details()).isEqualTo(changed);
        assertThat(view.feedGeneration()).isEqualTo(4);
    }

    @Test
    void a_user_sees_roles_and_keys() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "anna"),
                                new UserFact.RoleGranted(World.user(1), Role.OPERATOR),
                                new UserFact.ApiKeyIssued(World.user(1), key(1), terms("pk_a")),
                                new UserFact.ApiKeyIssued(World.user(1), key(2), terms("pk_b")),
                                new UserFact.ApiKeyRotated(World.user(1), key(1), terms("pk_c")),
                                new UserFact.ApiKeyRevoked(World.user(1), key(2)));
        var view =
                world.askOptional(new UserQuery.UserById(World.user(1)), UserView.class)
                        .orElseThrow();
        assertThat(view.roles()).containsExactlyInAnyOrder(Role.USER, Role.OPERATOR);
        assertThat(view.apiKeys())
                .extracting(key -> key.terms().prefix() + " " + key.active())
                .containsExactly("pk_c true", "pk_b false");
        assertThat(view.createdAt()).isBefore(view.updatedAt());
        assertThat(world.askOptional(new UserQuery.UserById(World.user(9)), UserView.class))
                .isEmpty();
    }

    @Test
    void users_are_found_by_the_beginning_of_any_name_in_any_case() {
        var world =
                new World()
                        .happen(
                                World.registered(1, "Anna"),
                                new UserFact.UserRegistered(World.user(2), named("zoe", "Annika")),
                                new UserFact.UserRegistered(World.user(3), named("ben", "Hanna")));
        assertThat(matching(world, "aNN")).containsExactly(1L, 2L);
        assertThat(matching(world, "anna")).containsExactly(1L);
        assertThat(matching(world, "hann")).containsExactly(3L);
        assertThat(matching(world, ".*")).isEmpty();
        assertThat(matching(world, "  ")).isEmpty();
    }

    @Test
    void at_most_twenty_users_are_found() {
        var world = new World();
        for (var user = 1; user <= 30; user++) {
            world.happen(World.registered(user, "user" + user));
        }
        assertThat(matching(world, "user")).hasSize(20);
    }

    private static java.util.List<Long> matching(World world, String text) {
        return world.askMany(new UserQuery.UsersMatching(text), UserSummary.class).stream()
                .map(user -> user.id().value())
                .toList();
    }

    private static Optional<Long> primaryOf(World world, long user) {
        return world.askOptional(
                        new CalendarQuery.PrimaryCalendarOf(World.user(user)), CalendarId.class)
                .map(CalendarId::value);
    }

    private static CalendarFact ranked(long calendar, long owner, String name, int rank) {
        return new CalendarFact.CalendarCreated(
                World.calendar(calendar),
                World.user(owner),
                new CalendarDetails(
                        name,
                        Optional.empty(),
                        CalendarDetails.DEFAULT_COLOR,
                        Optional.empty(),
                        Visibility.PRIVATE,
                        rank),
                false);
    }

    private static Profile named(String username, String firstName) {
        var plain = World.profile(username);
        return new Profile(
                plain.username(),
                plain.email(),
                Optional.of(firstName),
                plain.lastName(),
                plain.zone(),
                plain.timeFormat(),
                plain.weekStartDay(),
                plain.themeColor(),
                plain.eventLabels());
    }

    private static ApiKeyId key(long id) {
        return new ApiKeyId(id);
    }

    private static ApiKeyTerms terms(String prefix) {
        return new ApiKeyTerms(
                "key", prefix, Set.of(KeyScope.READ), "user", Optional.empty(), Optional.empty());
    }
}
