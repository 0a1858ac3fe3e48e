package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.simulated.Faults;
import almanac.simulated.Forms;
import almanac.simulated.google.GoogleFaults;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.Credential;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class GoogleAuthorizerTest {

    private static final String CALENDAR = "https://www.googleapis.com/auth/calendar";
    private static final String EVENTS = CALENDAR + ".events";
    private static final String LIST =
            "https://www.googleapis.com/auth/calendar.calendarlist.readonly";
    private static final String SAM = "100000000000000000001";
    private static final String KIM = "100000000000000000002";

    private final GoogleDesk desk = new GoogleDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void the_consent_page_asks_offline_and_with_a_forced_prompt() {
        var asked =
                Forms.read(
                        desk.authorizer
                                .consentPage(
                                        new Authorizer.Request(
                                                "state-1",
                                                GoogleDesk.challenge(),
                                                GoogleDesk.REDIRECT,
                                                List.of(),
                                                Optional.of(SimulatedGoogle.SAM)))
                                .getRawQuery());

        assertThat(asked)
                .containsEntry("response_type", "code")
                .containsEntry("access_type", "offline")
                .containsEntry("prompt", "consent")
                .containsEntry("code_challenge", GoogleDesk.challenge())
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("state", "state-1")
                .containsEntry("redirect_uri", GoogleDesk.REDIRECT.toString())
                .containsEntry("login_hint", SimulatedGoogle.SAM)
                .containsEntry("scope", "openid email " + EVENTS + " " + LIST);
    }

    @Test
    void a_code_gives_tokens_scopes_and_who_consented() {
        var grant = desk.consent();

        assertThat(grant.refreshToken()).isPresent();
        assertThat(grant.scopes()).contains(EVENTS, LIST);
        assertThat(desk.authorizer.missing(grant.scopes())).isEmpty();
        assertThat(grant.expiresAt())
                .isEqualTo(desk.clock.instant().plus(Duration.ofSeconds(3_599)));
        assertThat(grant.identity()).contains(new Authorizer.Identity(SAM, SimulatedGoogle.SAM));
        assertThat(grant.toString()).doesNotContain(grant.accessToken());
    }

    @Test
    void a_code_works_once_and_only_with_its_verifier() {
        var back = allow(SAM, List.of(EVENTS, LIST));

        refused(() -> desk.authorizer.exchange(back, "another verifier", GoogleDesk.REDIRECT));
        refused(() -> desk.authorizer.exchange(back, GoogleDesk.VERIFIER, GoogleDesk.REDIRECT));
    }

    @Test
    void scenario_34_an_unticked_scope_is_missing() {
        var code = allow(SAM, List.of(LIST));

        var grant = desk.authorizer.exchange(code, GoogleDesk.VERIFIER, GoogleDesk.REDIRECT);

        assertThat(desk.authorizer.missing(grant.scopes())).containsExactly(EVENTS + ".readonly");
    }

    @Test
    void
            who_restricts_to_events_asks_for_the_list_of_calendars_and_not_for_what_was_granted_once() {
        var asked = asked(List.of("calendar.events.readonly"));

        assertThat(asked)
                .containsEntry("scope", "openid email " + EVENTS + ".readonly " + LIST)
                .doesNotContainKey("include_granted_scopes");
        assertThat(asked(List.of("calendar.readonly")))
                .containsEntry("scope", "openid email " + CALENDAR + ".readonly");
        assertThat(asked(List.of())).containsKey("include_granted_scopes");
    }

    private Map<String, String> asked(List<String> scopes) {
        var request =
                new Authorizer.Request(
                        "state-1",
                        GoogleDesk.challenge(),
                        GoogleDesk.REDIRECT,
                        scopes,
                        Optional.empty());
        return Forms.read(desk.authorizer.consentPage(request).getRawQuery());
    }

    @Test
    void scenario_34_another_account_has_another_key() {
        var code = allow(KIM, List.of(EVENTS, LIST));

        var grant = desk.authorizer.exchange(code, GoogleDesk.VERIFIER, GoogleDesk.REDIRECT);

        assertThat(grant.identity()).map(Authorizer.Identity::key).contains(KIM);
    }

    @Test
    void who_refuses_sends_back_an_error_and_the_state() {
        var back =
                desk.decide(
                        desk.authorizer.consentPage(GoogleDesk.request()),
                        SAM,
                        "refuse",
                        List.of());

        assertThat(back)
                .containsEntry("error", "access_denied")
                .containsEntry("state", "state-1")
                .doesNotContainKey("code");
    }

    @Test
    void a_wider_scope_includes_what_is_needed() {
        for (var enough : List.of(Set.of(CALENDAR), Set.of(CALENDAR + ".readonly"))) {
            assertThat(desk.authorizer.missing(enough)).isEmpty();
        }
        assertThat(desk.authorizer.missing(Set.of(EVENTS))).containsExactly(LIST);
    }

    @Test
    void some_scopes_only_let_us_read() {
        for (var reading : List.of(CALENDAR + ".readonly", EVENTS + ".readonly", LIST, "email")) {
            assertThat(desk.authorizer.writes(Set.of(reading))).as(reading).isFalse();
        }
        for (var writing : List.of(CALENDAR, EVENTS, "calendar", "calendar.events")) {
            assertThat(desk.authorizer.writes(Set.of(writing))).as(writing).isTrue();
        }
    }

    @Test
    void a_refresh_keeps_the_refresh_token() {
        var grant = desk.consent();
        var refresh = grant.refreshToken().orElseThrow();

        var fresh = desk.authorizer.refresh(refresh);

        assertThat(fresh.refreshToken()).isEmpty();
        assertThat(fresh.identity()).isEmpty();
        assertThat(fresh.accessToken()).isNotEqualTo(grant.accessToken());
        assertThat(desk.authorizer.refresh(refresh).accessToken()).isNotEmpty();
    }

    @Test
    void scenario_33_a_revoked_grant_asks_for_the_user() {
        var grant = desk.consent();
        desk.google.revokeGrants(SimulatedGoogle.SAM);

        refused(() -> desk.authorizer.refresh(grant.refreshToken().orElseThrow()));
    }

    @Test
    void revoking_ends_the_whole_grant_and_may_be_repeated() {
        var grant = desk.consent();

        assertThat(desk.authorizer.revoke(grant.accessToken())).isTrue();
        assertThat(desk.authorizer.revoke(grant.accessToken())).isTrue();

        refused(() -> desk.authorizer.refresh(grant.refreshToken().orElseThrow()));
    }

    @Test
    void a_token_endpoint_that_fails_is_no_reason_to_ask_the_user() {
        var refresh = desk.consent().refreshToken().orElseThrow();
        desk.google.faults().plan(GoogleFaults.backendError(503), 1);
        desk.google.faults().plan(new Faults.LostAnswer(), 1);
        desk.google.faults().plan(new Faults.Truncated(), 1);

        for (var i = 0; i < 3; i++) {
            assertThatThrownBy(() -> desk.authorizer.refresh(refresh))
                    .isInstanceOfSatisfying(
                            ProviderFailed.class,
                            failed ->
                                    assertThat(failed.failure())
                                            .isInstanceOf(ProviderFailure.Unreachable.class));
        }
        assertThat(desk.authorizer.refresh(refresh).accessToken()).isNotEmpty();
    }

    @Test
    void scenario_32_a_token_that_expires_is_renewed_once_and_the_call_goes_on() {
        var account = desk.account();
        desk.provider.calendars(account);
        desk.clock.move(Duration.ofHours(2));

        assertThat(desk.provider.calendars(account)).hasSize(4);
        assertThat(account.renewals).hasSize(1);
    }

    @Test
    void scenario_33_a_second_refusal_asks_for_the_user() {
        var account = desk.account();
        var dead =
                new almanac.sync.provider.Account() {
                    @Override
                    public almanac.connection.ConnectionId connection() {
                        return account.connection();
                    }

                    @Override
                    public Credential credential() {
                        return new Credential.Bearer("dead");
                    }

                    @Override
                    public Credential renewed(Credential refused) {
                        return new Credential.Bearer("dead too");
                    }
                };

        refused(() -> desk.provider.calendars(dead));
    }

    private String allow(String account, List<String> ticked) {
        return desk.decide(
                        desk.authorizer.consentPage(GoogleDesk.request()), account, "allow", ticked)
                .getOrDefault("code", "");
    }

    private static void refused(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed -> {
                            assertThat(failed.failure())
                                    .isInstanceOf(ProviderFailure.Reauthorize.class);
                            assertThat(failed.failure().detail()).doesNotContain("dead");
                        });
    }
}
