package almanac.sync.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HrefsTest {

    @ParameterizedTest
    @CsvSource({
        "/a/b.ics, /a/b.ics",
        "https://h:443/a/b.ics, /a/b.ics",
        "/a%40x/b%7e.ics, /a@x/b~.ics",
        "/a/b c.ics, /a/b%20c.ics",
        "/a/b%2fc.ics, /a/b%2Fc.ics",
        "/a/õ.ics, /a/%C3%B5.ics",
        "/a/%c3%b5.ics, /a/%C3%B5.ics",
        "/a/100%.ics, /a/100%25.ics"
    })
    void a_resource_has_one_path(String href, String path) {
        assertThat(Hrefs.path(href)).isEqualTo(path);
    }

    @Test
    void a_child_is_right_in_its_collection() {
        assertThat(Hrefs.isChild("/a/", "/a/b.ics")).isTrue();
        assertThat(Hrefs.isChild("/a/", "/a/")).isFalse();
        assertThat(Hrefs.isChild("/a/", "/a/b/c.ics")).isFalse();
        assertThat(Hrefs.isChild("/a/", "/b/c.ics")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://p1.icloud.com/, true",
        "https://p1.icloud.com:443/, true",
        "https://p1.icloud.com:8443/, false",
        "http://p1.icloud.com/, false",
        "http://caldav.icloud.com/, false",
        "https://icloud.com.evil.org/, false",
        "https://evilicloud.com/, false"
    })
    void a_password_for_icloud_reaches(URI target, boolean reaches) {
        var trust = new Trust(List.of("*.icloud.com"));

        assertThat(trust.reaches(URI.create("https://caldav.icloud.com/"), target))
                .isEqualTo(reaches);
    }

    @Test
    void a_password_for_another_server_does_not_reach_icloud() {
        var trust = new Trust(List.of("*.icloud.com"));
        var server = URI.create("https://dav.example.org/");

        assertThat(trust.reaches(server, URI.create("https://p1.icloud.com/"))).isFalse();
        assertThat(trust.reaches(server, URI.create("https://DAV.example.org:443/x"))).isTrue();
    }
}
