package almanac.recurrence;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.recurrence.RfcExamples.Example;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RfcExamplesTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @MethodSource("almanac.recurrence.RfcExamples#all")
    void yields_the_documented_starts(Example example) {
        var set = RuleSet.of(example.start(), NEW_YORK, Rule.parse(example.rule()));

        var starts = Expansion.first(example.starts().size(), set);

        assertThat(starts).isEqualTo(example.starts());
    }

    @ParameterizedTest
    @MethodSource("almanac.recurrence.RfcExamples#all")
    void ends_where_the_document_says_so(Example example) {
        var set = RuleSet.of(example.start(), NEW_YORK, Rule.parse(example.rule()));
        LocalDateTime last = example.starts().getLast();

        assertThat(set.startsFrom(last.plusSeconds(1)).hasNext()).isEqualTo(example.goesOn());
        assertThat(set.isFinite()).isEqualTo(!example.goesOn());
        if (!example.goesOn()) {
            assertThat(set.last()).contains(last);
        }
    }
}
