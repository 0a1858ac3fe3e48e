package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nobody can pick from a list what has a name that nobody sees. */
final class InvisibleNamesTest {

    private static final String ZERO_WIDTH_SPACE = "\\u200b";

    private final Person ada = Person.at(AlmanacServer.shared(), "unseen");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/calendars | {\"name\":\"%s\"}",
                "/v1/calendars | {\"name\":\"%s\"}",
                "/api/courses | {\"name\":\"%s\"}",
                "/api/api-keys | {\"name\":\"%s\"}",
                "/api/automation/rules | {\"name\":\"%s\",\"triggerType\":\"event.created\",\"actions\":[]}"
            })
    void a_name_that_nobody_sees_is_refused(String path, String body) {
        var answer = ada.post(path, body.formatted(ZERO_WIDTH_SPACE));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("name");
    }

    @ParameterizedTest
    @CsvSource({"/api/calendars/", "/v1/calendars/"})
    void nor_can_a_calendar_become_so(String path) {
        var answer =
                ada.patch(path + ada.calendar(), "{\"name\":\"%s\"}".formatted(ZERO_WIDTH_SPACE));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }
}
