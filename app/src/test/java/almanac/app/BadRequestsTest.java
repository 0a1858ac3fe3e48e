package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are no proper HTTP, as they are typed: Java's own client refuses to send them. */
final class BadRequestsTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AlmanacServer server = AlmanacServer.shared();
    private final AlmanacServer.User user = server.register("garbles");

    @ParameterizedTest
    @CsvSource({
        "/api/events?x=%zz, /error/code, BAD_REQUEST",
        "/api/events?startDate=%FF, /error/code, BAD_REQUEST",
        "/api/calendar/events?x=%zz, /code, VALIDATION_ERROR",
        "/v1/calendars?x=%zz, /code, badRequest",
        "/v1/connections?x=%zz, /error/type, invalid_request_error"
    })
    void a_query_that_cannot_be_decoded_is_400(String target, String pointer, String code) {
        var answer = raw("GET " + target + " HTTP/1.1", "Host: localhost");

        assertRefused(answer, pointer, code);
        assertThat(answer.text()).contains("cannot be decoded");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/events/%00, /error/code, BAD_REQUEST",
        "/api/events/a%2Fb, /error/code, BAD_REQUEST",
        "/api/events/[1], /error/code, VALIDATION_FAILED",
        "/api/calendar/events/%00, /code, VALIDATION_ERROR",
        "/v1/calendars/%00, /code, badRequest",
        "/v1/connections/a%2Fb, /error/type, invalid_request_error"
    })
    void a_path_that_the_container_refuses_is_told_by_its_api(
            String path, String pointer, String code) {
        var answer = raw("GET " + path + " HTTP/1.1", "Host: localhost");

        assertRefused(answer, pointer, code);
        assertThat(answer.text()).containsIgnoringCase("x-request-id: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: local host",
                "Host: localhost\r\nContent-Length: abc",
                "Host: localhost\r\nX-Large: %09000d"
            })
    void a_header_that_the_container_refuses_is_told_by_the_api_of_the_path(String headers) {
        var answer = raw("GET /v1/calendars HTTP/1.1", headers.formatted(0));

        assertRefused(answer, "/code", "badRequest");
        assertThat(answer.text()).containsIgnoringCase("x-request-id: ");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/events?%00=1, /error/code, BAD_REQUEST",
        "/api/calendar/events?%C2%80=1, /code, VALIDATION_ERROR",
        "/v1/calendars?%EF%BF%BF=1, /code, badRequest",
        "/v1/connections?%07=1, /error/type, invalid_request_error"
    })
    void a_parameter_with_a_name_that_is_refused_late_is_the_clients_mistake(
            String target, String pointer, String code) {
        var answer = raw("GET " + target + " HTTP/1.1", "Host: localhost");

        assertRefused(answer, pointer, code);
    }

    @ParameterizedTest
    @CsvSource({
        "POST /api/events, Content-Type",
        "GET /v1/calendars/primary/sync/stream?deltaToken=x, Last-Event-ID",
        "GET /docs, X-Forwarded-Host"
    })
    void a_header_that_is_refused_late_is_the_clients_mistake(String target, String header) {
        var headers = "Host: localhost\r\nContent-Length: 2\r\n" + header + ": \u0080";

        var answer = raw(target + " HTTP/1.1", headers, "{}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/events, application/json, /error/code, BAD_REQUEST",
        "/api/calendar/events, application/json, /code, VALIDATION_ERROR",
        "/v1/calendars/primary/events, application/json, /code, badRequest",
        "/v1/webhook_endpoints, application/json, /error/type, invalid_request_error",
        "/api/calendars/CALENDAR/import, text/calendar, /error/code, BAD_REQUEST"
    })
    void a_body_that_cannot_be_read_to_its_end_is_the_clients_mistake(
            String path, String type, String pointer, String code) {
        var calendar = server.get(user.token(), "/api/calendars").json().at("/0/id").asString();
        var line = "POST " + path.replace("CALENDAR", calendar) + " HTTP/1.1";
        var headers = "Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: " + type;

        for (var key : List.of("", "\r\nIdempotency-Key: broken")) {
            var answer = raw(line, headers + key, "no length\r\n{}");

            assertRefused(answer, pointer, code);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/*", "application/*+json", "multipart/*"})
    void a_body_of_any_type_is_of_none(String type) {
        var headers = Map.of("Authorization", "Bearer " + user.token(), "Content-Type", type);

        var answer = server.exchange("POST", "/api/events", "{}", headers);

        assertThat(answer.status()).as(answer.text()).isEqualTo(415);
        assertThat(answer.text()).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT /v1/calendars HTTP/1.1",
                "GET /v1/calendars HTTP/3.0",
                "GET /v1/calendars HTTP/1.1\r\nTransfer-Encoding: none"
            })
    void what_the_container_does_not_speak_is_no_failure_of_the_server(String line) {
        var answer = raw(line, "Host: localhost");

        assertRefused(answer, "/code", "badRequest");
    }

    @Test
    void a_method_that_the_container_refuses_is_refused_for_that() {
        var answer =
                raw("TRACE /v1/calendars?asOf=2026-05-04T10:00:00Z HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).as(answer.text()).isEqualTo(405);
        assertThat(answer.json().at("/code").asString()).isEqualTo("methodNotAllowed");
    }

    @Test
    void a_request_line_without_a_readable_path_is_told_in_some_api() {
        var answer = raw("GET /v1/{nothing} HTTP/1.1", "Host: localhost");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at("/error/code").asString()).isEqualTo("BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "; boundary=", "; boundary=\"\""})
    void a_form_without_a_boundary_is_the_clients_mistake(String boundary) {
        var headers =
                Map.of(
                        "Authorization",
                        "Bearer " + user.token(),
                        "Content-Type",
                        "multipart/form-data" + boundary);
        var calendar = server.get(user.token(), "/api/calendars").json().at("/0/id").asLong();

        var created = server.exchange("POST", "/api/events", "title=x", headers);
        var path = "/api/calendars/" + calendar + "/import";
        var imported = server.exchange("POST", path, "title=x", headers);

        assertThat(created.status()).as(created.text()).isEqualTo(415);
        assertThat(imported.status()).as(imported.text()).isEqualTo(400);
        assertThat(imported.at("/error/code")).isIn("BAD_REQUEST", "VALIDATION_FAILED");
    }

    @Test
    void a_form_that_breaks_off_is_the_clients_mistake() {
        var headers =
                Map.of(
                        "Authorization",
                        "Bearer " + user.token(),
                        "Content-Type",
                        "multipart/form-data; boundary=b");
        var calendar = server.get(user.token(), "/api/calendars").json().at("/0/id").asLong();

        var body = "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nBEGIN:";
        var path = "/api/calendars/" + calendar + "/import";
        var answer = server.exchange("POST", path, body, headers);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    }

    private static void assertRefused(Told answer, String pointer, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().at(pointer).asString()).as(answer.text()).isEqualTo(code);
    }

    private record Told(int status, JsonNode json, String text) {}

    private Told raw(String line, String headers) {
        return raw(line, headers, "");
    }

    private Told raw(String line, String headers, String body) {
        var uri = URI.create(server.url());
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var request =
                    line
                            + "\r\n"
                            + headers
                            + "\r\nConnection: close\r\nAuthorization: Bearer "
                            + user.token()
                            + "\r\n\r\n"
                            + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var said = text.substring(text.indexOf("\r\n\r\n") + 4);
            return new Told(Integer.parseInt(text.split(" ", 3)[1]), read(said), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String body) {
        return body.startsWith("{") ? JSON.readTree(body) : JSON.nullNode();
    }
}
