package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorAnswersTest {

    private static final String PROFILE = "/api/user/profile";

    private final AlmanacServer server = AlmanacServer.shared();
    private final AlmanacServer.User user = server.register("errs");

    @Test
    void a_missing_credential_is_told_in_the_words_of_each_api() {
        assertThat(server.get(null, "/api/events").at("/error/code")).isEqualTo("UNAUTHORIZED");
        var academic = server.get(null, "/api/calendar/events");
        assertThat(academic.at("/error")).isEqualTo("Authentication required");
        assertThat(academic.at("/code")).isEqualTo("UNAUTHORIZED");
        assertThat(server.get(null, "/v1/connections").at("/error/type"))
                .isEqualTo("authentication_error");
        assertThat(server.get(null, "/v1/calendars").at("/code")).isEqualTo("unauthorized");
        assertThat(server.get(null, "/v1/whatever").at("/error/code"))
                .isEqualTo("authentication_failed");
    }

    @Test
    void an_unknown_route_is_404_in_the_words_of_each_api() {
        var primeCal = server.get(user.token(), "/api/nothing-here");
        assertThat(primeCal.status()).isEqualTo(404);
        assertThat(primeCal.at("/error/code")).isEqualTo("NOT_FOUND");
        assertThat(primeCal.at("/meta/path")).isEqualTo("/api/nothing-here");
        assertThat(primeCal.json().at("/meta/statusCode").asInt()).isEqualTo(404);
        assertThat(server.get(user.token(), "/api/courses/x/y/z").at("/code"))
                .isEqualTo("NOT_FOUND");
        assertThat(server.get(user.token(), "/v1/nothing").at("/error/code"))
                .isEqualTo("resource_not_found");
        assertThat(server.get(user.token(), "/v1/account/nothing").at("/code"))
                .isEqualTo("notFound");
    }

    @Test
    void a_wrong_method_names_the_right_ones() {
        var answer = server.delete(user.token(), "/api/users/me");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).hasValueSatisfying(v -> assertThat(v).contains("GET"));
        assertThat(answer.at("/error/code")).isEqualTo("BAD_REQUEST");
    }

    @Test
    void a_body_that_is_not_json_is_415_and_broken_json_is_400() {
        var headers = Map.of("Authorization", "Bearer " + user.token(), "Content-Type", "text/xml");
        assertThat(server.exchange("PATCH", PROFILE, "<a/>", headers).status()).isEqualTo(415);

        var broken = server.patch(user.token(), PROFILE, "{\"firstName\": ");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.at("/message")).contains("not valid JSON");
        assertThat(server.patch(user.token(), PROFILE, "").status()).isEqualTo(400);
    }

    @Test
    void no_api_speaks_yaml() {
        var authorization = "Bearer " + user.token();
        var sent = Map.of("Authorization", authorization, "Content-Type", "application/yaml");
        var refused = server.exchange("PATCH", PROFILE, "firstName: Ada", sent);
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.at("/message")).contains("application/json").doesNotContain("yaml");

        var wanted = Map.of("Authorization", authorization, "Accept", "application/yaml");
        assertThat(server.exchange("GET", "/api/users/me", null, wanted).status()).isEqualTo(406);
    }

    @Test
    void a_value_of_another_type_is_refused_with_its_field() {
        assertThat(wrong("{\"firstName\": 7}")).isEqualTo("firstName");
        assertThat(wrong("{\"weekStartDay\": \"1\"}")).isEqualTo("weekStartDay");
        assertThat(wrong("{\"weekStartDay\": 1.5}")).isEqualTo("weekStartDay");
        assertThat(wrong("{\"eventLabels\": \"one\"}")).isEqualTo("eventLabels");
        assertThat(wrong("{\"timezone\": \"Mars/Base\"}")).isEqualTo("timezone");
    }

    @Test
    void what_java_takes_for_a_zone_and_the_tz_database_does_not_is_refused() {
        for (var offset : List.of("+02:00", "UTC+3", "Z", "ical4j-local-7")) {
            assertThat(wrong("{\"timezone\": \"" + offset + "\"}")).isEqualTo("timezone");
        }
    }

    @Test
    void a_number_that_is_too_large_is_named() {
        var body = "{\"weekStartDay\": 1180591620717411303424}";
        assertThat(wrong(body)).isEqualTo("weekStartDay");
        assertThat(server.patch(user.token(), PROFILE, body).at("/message"))
                .isEqualTo("weekStartDay is out of range");
        var nested = "{\"calendars\": [{\"selectedRuleIds\": [1180591620717411303424]}]}";
        assertThat(
                        server.post(user.token(), "/api/calendar-sync/sync", nested)
                                .at("/error/details/fields/0/field"))
                .isEqualTo("calendars[0].selectedRuleIds[0]");
    }

    @Test
    void a_field_that_is_given_twice_is_named() {
        var body = "{\"firstName\": \"Ada\", \"firstName\": \"Ann\"}";
        assertThat(wrong(body)).isEqualTo("firstName");
        assertThat(server.patch(user.token(), PROFILE, body).at("/message"))
                .isEqualTo("firstName is given twice");
        var nested = "{\"calendars\": [{\"localName\": \"a\", \"localName\": \"b\"}]}";
        assertThat(
                        server.post(user.token(), "/api/calendar-sync/sync", nested)
                                .at("/error/details/fields/0/field"))
                .isEqualTo("calendars[0].localName");
    }

    @Test
    void an_unknown_property_is_ignored() {
        assertThat(server.patch(user.token(), PROFILE, "{\"shoeSize\": 43}").status())
                .isEqualTo(200);
    }

    @Test
    void a_huge_body_is_413() {
        var answer =
                server.patch(
                        user.token(), PROFILE, "{\"firstName\":\"" + "x".repeat(1_100_000) + "\"}");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/error/code")).isEqualTo("BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"42abc", "0x2", "%2B1", "%231", "1.0", "99999999999999999999"})
    void a_number_in_the_path_that_is_none_is_400(String number) {
        var answer = server.delete(user.token(), "/api/api-keys/" + number);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("id");
        assertThat(server.get(user.token(), "/api/events/" + number).status()).isEqualTo(400);
    }

    @Test
    void an_accept_header_that_is_none_is_told() {
        var headers = Map.of("Authorization", "Bearer " + user.token(), "Accept", "garbage");
        var answer = server.exchange("GET", "/api/users/me", null, headers);

        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.at("/message")).isEqualTo("the Accept header is no list of media types");
    }

    @Test
    void the_bare_address_leads_to_the_documents() {
        var answer = server.get(null, "/");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .hasValueSatisfying(place -> assertThat(place).endsWith("/docs"));
    }

    @Test
    void a_request_id_is_echoed_when_harmless_and_made_otherwise() {
        var sent = server.exchange("GET", "/api/health", null, Map.of("x-request-id", "abc-1"));
        assertThat(sent.header("x-request-id")).hasValue("abc-1");

        var odd = server.exchange("GET", "/api/events", null, Map.of("x-request-id", "<script>"));
        assertThat(odd.header("x-request-id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        assertThat(odd.at("/requestId")).isEqualTo(odd.header("x-request-id").orElseThrow());
    }

    @Test
    void a_strange_path_is_refused_in_json() {
        var answer = server.get(user.token(), "/api/%2e%2e/secret;x=1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().isObject()).isTrue();
    }

    private String wrong(String body) {
        var answer = server.patch(user.token(), PROFILE, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        return answer.at("/error/details/fields/0/field");
    }
}
