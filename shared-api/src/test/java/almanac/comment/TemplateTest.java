package almanac.comment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    WHAT_IM_DOING | ' packing '       | Log - What I am doing: packing
                    QUICK_NOTE    | late              | Quick note: late
                    REALITY_LOG   | rain              | Reality log: rain
                    OPEN_EVENT    | seen              | Opened event: seen
                    QUICK_NOTE    | Quick note: late  | Quick note: late
                    QUICK_NOTE    | ''                | Quick note:
                    QUICK_NOTE    | '  '              | Quick note:
                    QUICK_NOTE    | 'Quick note: '    | Quick note:
                    QUICK_NOTE    | Reality log: rain | Quick note: Reality log: rain
                    """)
    void a_text_gets_the_prefix_once(Template template, String text, String rendered) {
        assertThat(template.render(text)).isEqualTo(rendered);
    }
}
