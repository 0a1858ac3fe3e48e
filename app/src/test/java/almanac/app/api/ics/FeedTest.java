package almanac.app.api.ics;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subscription addresses. */
final class FeedTest {

    private final AlmanacServer server = AlmanacServer.shared();
    private final Person ada = Person.at(server, "feed");
    private final String calendar = "/api/calendars/" + ada.calendar();

    private String address() {
        var url = ada.get(calendar + "/feed").at("/url");
        assertThat(url).startsWith(server.url() + "/feeds/").endsWith(".ics");
        return url.substring(server.url().length());
    }

    @Test
    void whoever_has_the_address_reads_the_calendar() {
        ada.created("/api/events", Map.of("title", "Visible", "startDate", "2026-03-30"));
        var answer = server.get(null, address());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(answer.text()).contains("SUMMARY:Visible");
        assertThat(answer.text()).isEqualTo(ada.get(calendar + "/export.ics").text());
    }

    @Test
    void it_lies_where_the_installation_is_reached(@TempDir Path data) {
        try (var hidden =
                AlmanacServer.start(data, "--almanac.public-url=https://cal.example.org/ours/")) {
            var eve = Person.at(hidden, "eve");
            var feed = "/api/calendars/" + eve.calendar() + "/feed";

            assertThat(eve.get(feed).at("/url"))
                    .startsWith("https://cal.example.org/ours/feeds/" + eve.calendar() + "-");
            assertThat(eve.post(feed + "/reset", "{}").at("/url"))
                    .startsWith("https://cal.example.org/ours/feeds/");
        }
    }

    @Test
    void it_is_answered_with_304_until_something_changes() {
        var address = address();
        var tag = server.get(null, address).header("ETag").orElseThrow();
        var known = Map.of("If-None-Match", tag);
        assertThat(server.exchange("GET", address, null, known).status()).isEqualTo(304);
        ada.created("/api/events", Map.of("title", "New", "startDate", "2026-03-30"));
        var changed = server.exchange("GET", address, null, known);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(server.exchange("HEAD", address, null, Map.of()).status()).isEqualTo(200);
    }

    @Test
    void a_reset_voids_every_earlier_address() {
        var old = address();
        assertThat(address()).isEqualTo(old);
        var reset = ada.post(calendar + "/feed/reset", "{}");
        assertThat(reset.status()).as(reset.text()).isIn(200, 201);
        assertThat(server.get(null, old).status()).isEqualTo(404);
        assertThat(address()).isNotEqualTo(old);
        assertThat(server.get(null, address()).status()).isEqualTo(200);
        assertThat(reset.at("/url")).endsWith(address());
    }

    @Test
    void the_address_of_an_admin_is_void_when_they_are_none_any_more() {
        var eve = Person.at(server, "eve");
        ada.share(ada.calendar(), eve, "admin");
        var hers = eve.get(calendar + "/feed").at("/url").substring(server.url().length());
        assertThat(server.get(null, hers).text()).isEqualTo(server.get(null, address()).text());

        ada.share(ada.calendar(), eve, "write");
        assertThat(server.get(null, hers).status()).isEqualTo(404);
        ada.share(ada.calendar(), eve, "admin");
        assertThat(server.get(null, hers).status()).isEqualTo(200);
        var shared = Map.of("userIds", List.of(eve.user().id()));
        assertThat(ada.send("DELETE", calendar + "/share", shared, Map.of()).status())
                .isEqualTo(200);

        assertThat(server.get(null, hers).status()).isEqualTo(404);
        assertThat(server.get(null, address()).status()).isEqualTo(200);
        var ours = hers.replaceFirst("-" + eve.user().id() + "-", "-");
        assertThat(ours).isNotEqualTo(hers);
        assertThat(server.get(null, ours).status()).isEqualTo(404);
    }

    @Test
    void no_other_address_opens_anything() {
        var address = address();
        var middle = address.length() / 2;
        var flipped =
                address.substring(0, middle)
                        + (address.charAt(middle) == 'A' ? 'B' : 'A')
                        + address.substring(middle + 1);
        var other = Person.at(server, "other");
        var foreign = address.replaceFirst("/feeds/\\d+", "/feeds/" + other.calendar());
        for (var wrong :
                new String[] {
                    flipped,
                    foreign,
                    "/feeds/x.ics",
                    "/feeds/1-0-.ics",
                    "/feeds/" + "9".repeat(300) + ".ics"
                }) {
            assertThat(server.get(null, wrong).status()).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void the_address_of_a_deleted_calendar_is_void() {
        var id = ada.created("/api/calendars", Map.of("name", "n")).get("id").asLong();
        var url = ada.get("/api/calendars/" + id + "/feed").at("/url");
        var path = url.substring(server.url().length());
        assertThat(server.get(null, path).status()).isEqualTo(200);
        ada.delete("/api/calendars/" + id);
        assertThat(server.get(null, path).status()).isEqualTo(404);
    }
}
