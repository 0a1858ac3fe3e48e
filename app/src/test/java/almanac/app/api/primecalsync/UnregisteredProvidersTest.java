package almanac.app.api.primecalsync;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.simulated.Forms;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An installation that no provider knows (contract.md B2). */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class UnregisteredProvidersTest {

    @TempDir private Path data;

    @Test
    void the_address_of_a_consent_page_is_told_without_a_client_too() {
        try (var server = AlmanacServer.start(data, "--almanac.providers.simulated=false")) {
            var ana = Person.at(server, "ana");
            assertAddress(ana, "google", "https://accounts.google.com/");
            assertAddress(ana, "microsoft", "https://login.microsoftonline.com/");
            assertThat(ana.get("/api/calendar-sync/auth/icloud").status()).isEqualTo(400);
            assertThat(server.get(null, "/api/calendar-sync/auth/google").status()).isEqualTo(401);
        }
    }

    private static void assertAddress(Person person, String provider, String at) {
        var answer = person.get("/api/calendar-sync/auth/" + provider);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var url = answer.at("/authUrl");
        assertThat(url).startsWith(at);
        assertThat(Forms.read(URI.create(url).getRawQuery()))
                .containsEntry("client_id", "")
                .containsEntry("response_type", "code")
                .containsKeys("state", "redirect_uri", "scope", "code_challenge");
    }
}
