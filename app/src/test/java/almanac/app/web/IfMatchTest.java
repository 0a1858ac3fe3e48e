package almanac.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 13.1.1. */
final class IfMatchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "7"                         | 7
                    "7-0123abcd"                | 7
                    W/"7-0123abcd"              | 7
                    7-0123abcd                  | 7
                    "5-aa", "7-bb"              | 7
                    "7-bb","5-aa"               | 7
                    "theirs", W/"7-bb" , "5-aa" | 7
                    "0, 9", "7-bb"              | 7
                    """)
    void the_newest_revision_that_was_seen_counts(String header, long revision) {
        assertThat(IfMatch.revision(header)).hasValue(revision);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "theirs", "\"\"", "\"theirs\", \"a,7\"", ","})
    void tags_that_we_never_gave_match_nothing(String header) {
        assertThat(IfMatch.revision(header)).hasValue(Long.MIN_VALUE);
    }

    @Test
    void none_and_any_ask_for_no_revision() {
        assertThat(IfMatch.revision(null)).isEqualTo(OptionalLong.empty());
        assertThat(IfMatch.revision(" * ")).isEqualTo(OptionalLong.empty());
    }
}
