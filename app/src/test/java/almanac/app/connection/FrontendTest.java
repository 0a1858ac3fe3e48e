package almanac.app.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class FrontendTest {

    private static Frontend frontend(String url, String... origins) {
        return new Frontend(() -> URI.create(url), Set.of(origins));
    }

    private static boolean may(Frontend frontend, String target) {
        return frontend.mayReturnTo(URI.create(target));
    }

    @Test
    void a_page_lies_below_the_frontend() {
        assertThat(frontend("https://x.example").page("/calendar-sync"))
                .hasToString("https://x.example/calendar-sync");
        assertThat(frontend("https://x.example/app//").page("/calendar-sync"))
                .hasToString("https://x.example/app/calendar-sync");
    }

    @Test
    void configured_origins_take_the_place_of_the_standard_ones() {
        var standard = frontend("https://x.example");
        assertThat(may(standard, "https://X.example:443/a?b=c")).isTrue();
        assertThat(may(standard, "http://localhost:9999/")).isTrue();
        assertThat(may(standard, "https://someone@x.example/")).isFalse();
        assertThat(may(standard, "https://x.example/#part")).isFalse();

        var configured = frontend("https://x.example", "https://app.example:8443");
        assertThat(may(configured, "https://app.example:8443/back")).isTrue();
        assertThat(may(configured, "https://app.example/back")).isFalse();
        assertThat(may(configured, "https://x.example/")).isFalse();
        assertThat(may(configured, "http://localhost:9999/")).isFalse();
    }

    @Test
    void what_is_no_origin_is_not_taken_for_one() {
        assertThatThrownBy(() -> frontend("https://x.example", "app.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("app.example");
    }
}
