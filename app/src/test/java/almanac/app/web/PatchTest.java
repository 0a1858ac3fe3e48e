package almanac.app.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

final class PatchTest {

    private record Body(Patch<String> title, Patch<List<Integer>> numbers) {}

    private final JsonMapper json = mapper();

    private static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        StrictJson.configure(builder);
        return builder.build();
    }

    @Test
    void absent_null_and_a_value_are_told_apart() {
        assertThat(read("{}").title()).isEqualTo(Patch.absent());
        assertThat(read("{\"title\":null}").title()).isEqualTo(Patch.none());
        assertThat(read("{\"title\":\"a\\t\\r\\n\\ud83c\\udf88\\u0085\"}").title())
                .isEqualTo(Patch.of("a\t\r\n\uD83C\uDF88\u0085"));
        assertThat(read("{\"title\":\"x\"}").title()).isEqualTo(Patch.of("x"));
        assertThat(read("{\"numbers\":[1,2]}").numbers()).isEqualTo(Patch.of(List.of(1, 2)));
    }

    @Test
    void a_value_of_another_type_is_not_converted() {
        for (var wrong :
                List.of(
                        "{\"title\":7}",
                        "{\"title\":true}",
                        "{\"numbers\":[\"1\"]}",
                        "{\"numbers\":[1.5]}",
                        "{\"numbers\":[true]}",
                        "{\"title\":\"a\\u0000\"}",
                        "{\"title\":\"a\\udc00\"}",
                        "{\"title\":\"a\",\"title\":\"b\"}")) {
            assertThatThrownBy(() -> read(wrong)).as(wrong).isInstanceOf(JacksonException.class);
        }
    }

    private Body read(String text) {
        return json.readValue(text, Body.class);
    }
}
