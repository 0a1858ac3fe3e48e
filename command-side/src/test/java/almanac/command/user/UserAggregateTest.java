package almanac.command.user;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.ApiKeyId;
import almanac.user.ApiKeyTerms;
import almanac.user.KeyScope;
import almanac.user.Profile;
import almanac.user.Role;
import almanac.user.UserCommand;
import almanac.user.UserFact;
import almanac.user.UserId;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UserAggregateTest {

    private static final UserId ANA = new UserId(7);
    private static final ApiKeyId KEY = new ApiKeyId(3);
    private static final Profile PROFILE = profile(ZoneId.of("UTC"));
    private static final ApiKeyTerms TERMS =
            new ApiKeyTerms(
                    "backup",
                    "pk_0123456789ab",
                    Set.of(KeyScope.READ),
                    "user",
                    Optional.empty(),
                    Optional.empty());

    private static Profile profile(ZoneId zone) {
        return new Profile(
                "ana",
                "ana@example.org",
                Optional.of("Ana"),
                Optional.empty(),
                zone,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static AggregateTestFixture<UserAggregate> fixture() {
        return new AggregateTestFixture<>(UserAggregate.class);
    }

    @Test
    void a_registration_happens_once() {
        var register = new UserCommand.RegisterUser(ANA, PROFILE);
        fixture()
                .givenNoPriorActivity()
                .when(register)
                .expectEvents(new UserFact.UserRegistered(ANA, PROFILE));
        fixture().given(new UserFact.UserRegistered(ANA, PROFILE)).when(register).expectNoEvents();
    }

    @Test
    void a_profile_keeps_what_was_not_sent() {
        var zone = ZoneId.of("Europe/Berlin");
        fixture()
                .given(new UserFact.UserRegistered(ANA, PROFILE))
                .when(
                        new UserCommand.ChangeProfile(
                                ANA,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(zone),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                .expectEvents(new UserFact.ProfileChanged(ANA, profile(zone)));
    }

    @Test
    void a_role_is_granted_once() {
        var grant = new UserCommand.GrantRole(ANA, Role.OPERATOR);
        fixture()
                .given(new UserFact.UserRegistered(ANA, PROFILE))
                .when(grant)
                .expectEvents(new UserFact.RoleGranted(ANA, Role.OPERATOR));
        fixture()
                .given(
                        new UserFact.UserRegistered(ANA, PROFILE),
                        new UserFact.RoleGranted(ANA, Role.OPERATOR))
                .when(grant)
                .expectNoEvents();
    }

    @Test
    void a_role_is_taken_once_and_that_of_everybody_never() {
        var registered = new UserFact.UserRegistered(ANA, PROFILE);
        var take = new UserCommand.TakeRole(ANA, Role.AUDITOR);
        var granted = new UserFact.RoleGranted(ANA, Role.AUDITOR);
        var taken = new UserFact.RoleTaken(ANA, Role.AUDITOR);
        fixture().given(registered, granted).when(take).expectEvents(taken);
        fixture().given(registered, granted, taken).when(take).expectNoEvents();
        fixture()
                .given(registered)
                .when(new UserCommand.TakeRole(ANA, Role.USER))
                .expectException(Rejected.class)
                .expectNoEvents();
    }

    @Test
    void a_key_is_issued_rotated_and_revoked() {
        var issued = new UserFact.ApiKeyIssued(ANA, KEY, TERMS);
        fixture()
                .given(new UserFact.UserRegistered(ANA, PROFILE))
                .when(new UserCommand.IssueApiKey(ANA, KEY, TERMS))
                .expectEvents(issued);
        fixture()
                .given(new UserFact.UserRegistered(ANA, PROFILE), issued)
                .when(new UserCommand.RotateApiKey(ANA, KEY, TERMS))
                .expectEvents(new UserFact.ApiKeyRotated(ANA, KEY, TERMS));
        fixture()
                .given(new UserFact.UserRegistered(ANA, PROFILE), issued)
                .when(new UserCommand.RevokeApiKey(ANA, KEY))
                .expectEvents(new UserFact.ApiKeyRevoked(ANA, KEY));
    }

    @Test
    void a_revoked_key_is_not_there_any_more() {
        var state =
                UserState.ABSENT
                        .evolve(new UserFact.UserRegistered(ANA, PROFILE))
                        .evolve(new UserFact.ApiKeyIssued(ANA, KEY, TERMS))
                        .evolve(new UserFact.ApiKeyRevoked(ANA, KEY));

        assertThat(
                        Assertions.catchThrowableOfType(
                                        Rejected.class,
                                        () ->
                                                Keys.rotate(
                                                        state,
                                                        new UserCommand.RotateApiKey(
                                                                ANA, KEY, TERMS)))
                                .rejection())
                .isEqualTo(new Rejection.NotFound("API key", "3"));
    }

    @Test
    void a_user_is_erased_once_and_never_registered_again() {
        var registered = new UserFact.UserRegistered(ANA, PROFILE);
        var erased = new UserFact.UserErased(ANA);
        var erase = new UserCommand.EraseUser(ANA);

        fixture().given(registered).when(erase).expectEvents(erased);
        fixture().given(registered, erased).when(erase).expectNoEvents();
        fixture()
                .given(registered, erased)
                .when(new UserCommand.RegisterUser(ANA, PROFILE))
                .expectNoEvents();
    }

    static Stream<UserCommand> whatUsersDo() {
        return Stream.of(
                new UserCommand.ChangeProfile(
                        ANA,
                        Optional.of(Optional.of("Anna")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new UserCommand.GrantRole(ANA, Role.AUDITOR),
                new UserCommand.TakeRole(ANA, Role.OPERATOR),
                new UserCommand.IssueApiKey(ANA, new ApiKeyId(4), TERMS),
                new UserCommand.RotateApiKey(ANA, KEY, TERMS),
                new UserCommand.RevokeApiKey(ANA, KEY));
    }

    @ParameterizedTest
    @MethodSource("whatUsersDo")
    void an_erased_user_does_nothing_more(UserCommand command) {
        fixture()
                .given(
                        new UserFact.UserRegistered(ANA, PROFILE),
                        new UserFact.RoleGranted(ANA, Role.OPERATOR),
                        new UserFact.ApiKeyIssued(ANA, KEY, TERMS),
                        new UserFact.UserErased(ANA))
                .when(command)
                .expectException(Rejected.class)
                .expectNoEvents();
    }
}
