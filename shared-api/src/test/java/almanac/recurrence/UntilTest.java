package almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The end of years, which files write where they mean none. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UntilTest {

    @ParameterizedTest
    @ValueSource(strings = {"99991231", "99991231T235959", "99991231T235959Z"})
    void the_end_of_years_is_not_moved_beyond_them(String until) {
        var rule = Rule.parse("FREQ=DAILY;UNTIL=" + until);

        assertThat(rule.rotateByDays(1).map(Rule::text)).contains(rule.text());
    }

    @Test
    void the_end_of_years_in_utc_is_that_of_every_zone_ahead_of_it() {
        var end = LocalDateTime.parse("9999-12-31T23:59:59");

        assertThat(new Until.AtUtc(end).lastLocal(ZoneId.of("Asia/Tokyo"))).isEqualTo(end);
    }
}
