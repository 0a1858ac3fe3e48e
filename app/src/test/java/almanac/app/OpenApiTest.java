package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What all documents have. */
final class OpenApiTest {

    private final AlmanacServer server = AlmanacServer.shared();

    private JsonNode document(String group) {
        var answer = server.get(null, "/v3/api-docs/" + group);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "primecal",
                "primecal-sync",
                "history",
                "operations",
                "academic",
                "chronapilot",
                "webhooks",
                "aurinko"
            })
    void every_operation_says_how_it_refuses(String group) {
        var document = document(group);

        document.get("paths")
                .forEach(path ->
                        path.forEach(operation -> {
                            var isOpen =
                                    operation.has("security")
                                            && operation.get("security").isEmpty();
                            var responses = operation.get("responses");
                            if (!isOpen) {
                                assertThat(responses.propertyNames())
                                        .as(operation.toString())
                                        .contains("401", "403", "429");
                            }
                            responses.forEach(response -> {
                                if (response.has("$ref")) {
                                    var told =
                                            document.at(
                                                    response.get("$ref").asString().substring(1));
                                    var media = told.at("/content/application~1json");
                                    var schema = media.at("/schema/$ref").asString().substring(1);
                                    assertThat(
                                                    document.at(schema)
                                                            .get("properties")
                                                            .propertyNames())
                                            .containsAll(media.get("example").propertyNames());
                                }
                            });
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "primecal, /api/events, PRIMECAL_ERROR",
        "academic, /api/calendar/events, ACADEMIC_ERROR",
        "chronapilot, /v1/connections, CHRONAPILOT_ERROR",
        "aurinko, /v1/calendars, AURINKO_ERROR"
    })
    void the_envelope_is_what_the_api_answers(String group, String path, String name) {
        var refused = server.get(null, path);
        var schema = document(group).get("components").get("schemas").get(name);

        assertThat(refused.status()).isEqualTo(401);
        described(refused.json(), schema);
    }

    private static void described(JsonNode value, JsonNode schema) {
        value.propertyNames()
                .forEach(name -> {
                    var member = schema.get("properties").get(name);
                    assertThat(member).as(name).isNotNull();
                    if (value.get(name).isObject()) {
                        described(value.get(name), member);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "primecal, /api/events",
        "primecal, /api/events/{eventId}/comments/track-open",
        "academic, /api/calendar/events",
        "aurinko, /v1/calendars/{calendarId}/events"
    })
    void what_creates_is_documented_as_201(String group, String path) {
        var post = document(group).get("paths").get(path).get("post");

        assertThat(post.get("responses").propertyNames()).contains("201").doesNotContain("200");
    }

    @Test
    void the_first_calls_of_a_newcomer_have_examples() {
        var schemas = document("primecal").get("components").get("schemas");

        assertThat(example(schemas, "Register", "password")).isEqualTo("Correct-Horse-7");
        assertThat(example(schemas, "Login", "username")).isEqualTo("ada");
        assertThat(example(schemas, "Calendar fields", "name")).isEqualTo("Family Calendar");
        assertThat(example(schemas, "ShareBody", "permission")).isEqualTo("write");
    }

    private static String example(JsonNode schemas, String name, String property) {
        return schemas.get(name).get("properties").get(property).get("example").asString();
    }
}
