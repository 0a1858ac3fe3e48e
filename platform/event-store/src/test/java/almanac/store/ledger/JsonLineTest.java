package almanac.store.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonLineTest {

    @Test
    void texts_and_whole_numbers_are_read() {
        assertThat(JsonLine.parse(" { \"a\" : 12 , \"b\":\"x\\n\\u00e9\\\"\\/\",\"c\":-3}\t"))
                .isEqualTo(Map.of("a", 12L, "b", "x\né\"/", "c", -3L));
        assertThat(JsonLine.parse("{}")).isEmpty();
    }

    @Test
    void anything_else_is_refused() {
        for (var line :
                List.of(
                        "",
                        "[]",
                        "{",
                        "{\"a\"}",
                        "{\"a\":}",
                        "{\"a\":1.5}",
                        "{\"a\":true}",
                        "{\"a\":{}}",
                        "{\"a\":1}{",
                        "{\"a\":1,}",
                        "{\"a\":1,\"a\":2}",
                        "{\"a\":\"x",
                        "{\"a\":\"\\",
                        "{\"a\":\"\\x\"}",
                        "{\"a\":\"\\u12\"}",
                        "{\"a\":\"\\u+123\"}",
                        "{\"a\":99999999999999999999}")) {
            assertThatThrownBy(() -> JsonLine.parse(line))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void a_fact_comes_back_as_it_was_written() {
        for (var fact : Histories.facts(300, new SplittableRandom(11))) {
            var line = LedgerLines.fact(fact, Optional.of(fact.digest()));
            assertThat(line).doesNotContain("\n", "\r");
            assertThat(LedgerLines.fact(JsonLine.parse(line))).isEqualTo(fact);
            assertThat(LedgerLines.link(JsonLine.parse(line))).contains(fact.digest());
        }
    }
}
