package almanac.sync.microsoft;

import static almanac.sync.microsoft.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.simulated.Faults;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Consent, tokens and their ends: scenarios 33 and 34 of providers.md. */
final class MicrosoftAuthorizerTest {

    private final Outlook outlook = new Outlook();

    @AfterEach
    void close() {
        outlook.close();
    }

    private Authorizer authorizer() {
        return outlook.microsoft.authorizer();
    }

    @Test
    void the_consent_page_is_asked_with_pkce_for_offline_access() {
        var page =
                authorizer()
                        .consentPage(
                                new Authorizer.Request(
                                        "s t",
                                        Outlook.challenge(),
                                        Outlook.REDIRECT,
                                        List.of(),
                                        Optional.of("a@b.example")));

        assertThat(page.toString())
                .contains(
                        "response_type=code",
                        "response_mode=query",
                        "code_challenge_method=S256",
                        "code_challenge=" + Outlook.challenge(),
                        "offline_access",
                        "Calendars.ReadWrite",
                        "prompt=select_account",
                        "login_hint=a%40b.example",
                        "state=s+t");
    }

    @Test
    void a_code_buys_tokens_and_says_who_consented() {
        var grant = outlook.consent(SimulatedMicrosoft.ALEX, true);

        assertThat(grant.refreshToken()).isPresent();
        assertThat(grant.expiresAt()).isEqualTo(outlook.clock.instant().plus(Duration.ofHours(1)));
        assertThat(grant.identity().orElseThrow().email()).isEqualTo(SimulatedMicrosoft.ALEX);
        assertThat(authorizer().missing(grant.scopes())).isEmpty();
        assertThat(grant.toString()).doesNotContain(grant.accessToken());
    }

    @Test
    void refresh_tokens_change_at_each_use() {
        outlook.simulator.refreshOnce(true);
        var first = outlook.consent(SimulatedMicrosoft.ALEX, true).refreshToken().orElseThrow();

        var second = authorizer().refresh(first);

        assertThat(second.refreshToken()).isPresent().isNotEqualTo(Optional.of(first));
        assertFailure(() -> authorizer().refresh(first), ProviderFailure.Reauthorize.class);
        assertThat(authorizer().refresh(second.refreshToken().orElseThrow()).accessToken())
                .isNotEmpty();
    }

    @Test
    void scenario_33_a_revoked_grant_cannot_be_refreshed() {
        var token = outlook.consent(SimulatedMicrosoft.ALEX, true).refreshToken().orElseThrow();
        outlook.simulator.revoke(SimulatedMicrosoft.ALEX);

        assertFailure(() -> authorizer().refresh(token), ProviderFailure.Reauthorize.class);
    }

    @Test
    void a_grant_is_not_ours_to_revoke_and_nobody_is_asked() {
        var token = outlook.consent(SimulatedMicrosoft.ALEX, true).refreshToken().orElseThrow();
        var requests = outlook.simulator.requests().size();

        assertThat(authorizer().revoke(token)).isFalse();
        assertThat(outlook.simulator.requests()).hasSize(requests);
    }

    @Test
    void a_sign_in_that_is_away_is_no_dead_grant() {
        var token = outlook.consent(SimulatedMicrosoft.ALEX, true).refreshToken().orElseThrow();
        for (var status : List.of(500, 503)) {
            outlook.simulator
                    .faults()
                    .plan(new Faults.Status(status, Optional.empty(), "<html>"), 1);
            assertFailure(() -> authorizer().refresh(token), ProviderFailure.Unreachable.class);
        }
        var requests = outlook.simulator.requests().size();
        outlook.simulator.faults().plan(new Faults.LostAnswer(), 1);
        assertFailure(() -> authorizer().refresh(token), ProviderFailure.Unreachable.class);
        assertThat(outlook.simulator.requests()).hasSize(requests + 1);
        outlook.simulator.faults().plan(new Faults.Status(429, Optional.empty(), "{}"), 1);
        assertFailure(() -> authorizer().refresh(token), ProviderFailure.Throttled.class);
    }

    @Test
    void a_code_works_once_and_only_with_its_verifier() {
        var code = code(outlook.decide(SimulatedMicrosoft.ALEX, true, "accept").getRawQuery());

        assertFailure(
                () -> authorizer().exchange(code, "x".repeat(43), Outlook.REDIRECT),
                ProviderFailure.Reauthorize.class);
        assertFailure(
                () -> authorizer().exchange(code, Outlook.VERIFIER, Outlook.REDIRECT),
                ProviderFailure.Reauthorize.class);
    }

    private static String code(String query) {
        return query.substring(query.indexOf("code=") + 5).split("&")[0];
    }

    @Test
    void a_user_who_declines_comes_back_without_a_code() {
        assertThat(outlook.decide(SimulatedMicrosoft.ALEX, true, "cancel").getRawQuery())
                .contains("error=access_denied", "state=state-1")
                .doesNotContain("code=");
    }

    @Test
    void scenario_34_another_account_and_a_lesser_consent_are_told() {
        var alex = outlook.consent(SimulatedMicrosoft.ALEX, true);
        var sam = outlook.consent(SimulatedMicrosoft.SAM, false);

        assertThat(sam.identity().orElseThrow().key())
                .isNotEqualTo(alex.identity().orElseThrow().key());
        assertThat(authorizer().missing(sam.scopes())).isEmpty();
        assertThat(authorizer().writes(sam.scopes())).isFalse();
        assertThat(authorizer().writes(alex.scopes())).isTrue();
        assertThat(authorizer().missing(Set.of("User.Read"))).containsExactly("Calendars.Read");
        var whole = Set.of("https://graph.microsoft.com/calendars.readwrite");
        assertThat(authorizer().missing(whole)).isEmpty();
        assertThat(authorizer().writes(whole)).isTrue();
    }
}
