package almanac.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class WindowsZonesTest {

    @Test
    void a_windows_name_means_a_zone_in_any_case() {
        assertThat(WindowsZones.zone("romance standard time ")).contains(ZoneId.of("Europe/Paris"));
        assertThat(WindowsZones.zone("tzone://Microsoft/Custom")).isEmpty();
    }

    @Test
    void a_zone_that_windows_does_not_know_goes_by_the_name_of_one_like_it() {
        assertThat(WindowsZones.name(ZoneId.of("Europe/Paris"))).contains("Romance Standard Time");
        assertThat(WindowsZones.name(ZoneOffset.UTC)).contains("UTC");
        assertThat(WindowsZones.name(ZoneId.of("Europe/Brussels")).flatMap(WindowsZones::zone))
                .hasValueSatisfying(zone ->
                        assertThat(WindowsZones.alike(zone, ZoneId.of("Europe/Brussels")))
                                .isTrue());
        assertThat(WindowsZones.name(ZoneId.of("America/Phoenix")))
                .contains("US Mountain Standard Time");
    }

    @Test
    void every_windows_name_comes_back_to_the_zone_it_means() {
        WindowsZones.all()
                .forEach((name, zone) ->
                        assertThat(WindowsZones.name(zone).flatMap(WindowsZones::zone))
                                .as(name)
                                .contains(zone));
    }

    @Test
    void zones_of_different_rules_are_not_alike() {
        assertThat(WindowsZones.alike(ZoneId.of("Europe/Paris"), ZoneId.of("Europe/London")))
                .isFalse();
        assertThat(WindowsZones.alike(ZoneId.of("Asia/Calcutta"), ZoneId.of("Asia/Kolkata")))
                .isTrue();
        assertThat(WindowsZones.alike(ZoneId.of("America/Phoenix"), ZoneId.of("America/Denver")))
                .isFalse();
    }
}
