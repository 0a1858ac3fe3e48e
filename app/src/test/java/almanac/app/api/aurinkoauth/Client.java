package almanac.app.api.aurinkoauth;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.AlmanacServer.User;
import almanac.app.testing.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An application with a secret key, and a browser beside it.
 *
 * @param id its client id
 * @param secret the whole key
 * @param key the number of the key among its developer's
 */
record Client(AlmanacServer server, User developer, String id, String secret, long key) {

    static final String BACK = "http://localhost:3000/done";
    static final String FORM = "application/x-www-form-urlencoded";

    /** A developer makes it. */
    static Client at(AlmanacServer server, String name) {
        var developer = server.register("developer");
        var made =
                server.post(
                        developer.token(), "/api/api-keys", Map.of("name", name, "kind", "secret"));
        if (made.status() != 201) {
            throw new AssertionError(made.text());
        }
        return new Client(
                server,
                developer,
                made.at("/key/prefix"),
                made.at("/apiKey"),
                made.json().at("/key/id").asLong());
    }

    /** The same application at another server, such as the next on the same data. */
    Client of(AlmanacServer other) {
        return new Client(other, developer, id, secret, key);
    }

    /** What it asks for, with these in place of or beside the usual. */
    Map<String, String> asking(String... more) {
        var query = new LinkedHashMap<String, String>();
        query.put("clientId", id);
        query.put("serviceType", "Almanac");
        query.put("scopes", "Calendar.Read");
        query.put("responseType", "code");
        query.put("returnUrl", BACK);
        query.put("state", "s-1");
        for (var i = 0; i < more.length; i += 2) {
            query.put(more[i], more[i + 1]);
        }
        return query;
    }

    static String encoded(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each ->
                        URLEncoder.encode(each.getKey(), StandardCharsets.UTF_8)
                                + "="
                                + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String path(Map<String, String> query) {
        return "/v1/auth/authorize?" + encoded(query);
    }

    Answer page(Map<String, String> query) {
        return server.get(null, path(query));
    }

    /** Sends the form with one of its buttons. */
    Answer decided(Map<String, String> query, String decision, String username, String password) {
        return posted(
                query,
                Map.of("decision", decision, "username", username, "password", password),
                Map.of());
    }

    Answer posted(
            Map<String, String> query, Map<String, String> form, Map<String, String> headers) {
        var all = new LinkedHashMap<>(headers);
        all.put("Content-Type", FORM);
        return server.exchange("POST", path(query), encoded(form), all);
    }

    /** The user allows it; answers the code. */
    String code(User user, String... more) {
        var answer = decided(asking(more), "allow", user.username(), AlmanacServer.PASSWORD);
        return Objects.requireNonNull(parameters(answer).get("code"));
    }

    /** What the browser is sent back with. */
    static Map<String, String> parameters(Answer answer) {
        if (answer.status() != 303) {
            throw new AssertionError(answer.status() + ": " + answer.text());
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var pair :
                URI.create(answer.header("Location").orElseThrow()).getRawQuery().split("&")) {
            var parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    Answer exchanged(String code) {
        return exchanged(code, id, secret, "");
    }

    Answer exchanged(String code, String as, String with, String body) {
        return server.exchange(
                "POST",
                "/v1/auth/token/" + code,
                body.isEmpty() ? null : body,
                Map.of("Authorization", basic(as, with), "Content-Type", FORM));
    }

    static String basic(String name, String password) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The status of a request with what it got. */
    int status(@Nullable String token, String path) {
        return server.get(token, path).status();
    }

    /** The keys of a user that may be used, by their names. */
    List<String> activeKeys(User user) {
        return server.get(user.token(), "/api/api-keys")
                .json()
                .valueStream()
                .filter(key -> key.get("isActive").asBoolean())
                .map(key -> key.get("name").asString())
                .toList();
    }
}
