package almanac.app.api.academic;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Documents;
import almanac.app.testing.Documents.Document;
import almanac.app.testing.Documents.Example;
import almanac.app.testing.Person;
import almanac.google.GoogleSync;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every request and every answer of the document, word for word: they are read from it, not written
 * down here. Google is a script, so that the answers which name it are heard too.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AcademicDocumentTest {

    private static final String EVENTS = "/api/calendar/events";
    private static final String SYNC = "/api/calendar/sync/google";
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    /** What the document does not say in words of its own (contract 5.2). */
    private static final Map<String, String> MESSAGES =
            Map.of(
                    "GET", "Calendar event retrieved successfully",
                    "PATCH", "Calendar event updated successfully");

    private final Document document = Documents.read("academic-calendar.md");
    private final AlmanacServer server =
            AlmanacServer.with(
                    LinkedGoogle.class,
                    AlmanacServer.temporaryDirectory(),
                    "--almanac.security.registrations-per-minute=100000");

    @AfterAll
    void stop() {
        server.close();
    }

    private Example example(String method) {
        return document.requests().stream()
                .filter(request -> request.method().equals(method))
                .findFirst()
                .orElseThrow();
    }

    /** The user of the document's answers, with its course. */
    private final class John {
        final Person person = Person.at(server, "john");
        final String course;

        John() {
            person.patch("/api/user/profile", Map.of("firstName", "John", "lastName", "Doe"));
            var documented = example("GET").rest().objects().getFirst().at("/data/events/0/course");
            course =
                    person.created(
                                    "/api/courses",
                                    Map.of(
                                            "name", documented.get("name").asString(),
                                            "code", documented.get("code").asString()))
                            .at("/data/id")
                            .asString();
        }

        String own(String text) {
            return text.replace("course_abc123", course);
        }

        String event() {
            var answer = person.created(EVENTS, own(example("POST").body().orElseThrow()));
            return answer.at("/data/id").asString();
        }

        Answer send(Example request, String event) {
            return person.send(
                    request.method(),
                    own(request.path()).replace("{id}", event),
                    request.body().map(this::own).orElse(null),
                    request.headers());
        }

        /** The documented event with what only this server can know: its ids and times. */
        ObjectNode wanted(JsonNode documented, JsonNode given) {
            var wanted = (ObjectNode) JSON.readTree(own(documented.toString()));
            assertThat(given.get("id").asString()).matches("event_[1-9][0-9]*");
            wanted.set("id", given.get("id"));
            for (var time : List.of("createdAt", "updatedAt")) {
                assertThat(given.get(time).asString()).matches(TIME);
                assertThat(wanted.get(time).asString()).matches(TIME);
                wanted.set(time, given.get(time));
            }
            wanted.put("userId", "user_" + person.user().id());
            if (wanted.get("user") instanceof ObjectNode user) {
                user.put("id", "user_" + person.user().id());
            }
            return wanted;
        }
    }

    /** A request with the status and, where it is written out, the body of its answer. */
    private record Exchange(Example request, int status, JsonNode answer) {
        static Exchange of(Example request) {
            var response = request.rest().all("Response \\((\\d+)\\)\\n(\\{?)").getFirst();
            var status = Integer.parseInt(response.group(1));
            var written = !response.group(2).isEmpty();
            return new Exchange(
                    request,
                    status,
                    written
                            ? new Document(request.rest().text().substring(response.start()))
                                    .objects()
                                    .getFirst()
                            : JSON.nullNode());
        }
    }

    @TestFactory
    Stream<DynamicTest> every_request_is_answered_as_the_document_shows() {
        assertThat(document.requests()).hasSizeGreaterThanOrEqualTo(10);
        return document.requests().stream()
                .map(Exchange::of)
                .map(each -> DynamicTest.dynamicTest(each.request().toString(), () -> play(each)));
    }

    private void play(Exchange exchange) {
        var john = new John();
        var request = exchange.request();
        if (exchange.answer().at("/data/events").isArray()) {
            playList(john, exchange);
            return;
        }
        if (request.path().equals(SYNC)) {
            var counts = exchange.answer().get("data");
            server.bean(LinkedGoogle.class)
                    .answers(
                            john.person.user().id(),
                            new GoogleSync.Done(
                                    counts.get("imported").asInt(), counts.get("updated").asInt()));
        }
        var event = request.path().contains("{id}") ? john.event() : "none";
        var answer = john.send(request, event);
        assertThat(answer.status()).as(answer.text()).isEqualTo(exchange.status());
        var wanted =
                exchange.answer().isNull()
                        ? sameStructure(request)
                        : (ObjectNode) exchange.answer().deepCopy();
        if (wanted.at("/data/id").isString()) {
            wanted.set("data", john.wanted(wanted.get("data"), answer.json().get("data")));
        }
        same(answer.json(), wanted);
        if (request.method().equals("DELETE")) {
            assertThat(john.person.get(EVENTS + "/" + event).status()).isEqualTo(404);
        }
    }

    /** "The same structure as the create event response", with what the request changed. */
    private ObjectNode sameStructure(Example request) {
        var wanted = (ObjectNode) Exchange.of(example("POST")).answer().deepCopy();
        wanted.put("message", MESSAGES.get(request.method()));
        request.body()
                .map(JSON::readTree)
                .ifPresent(
                        changes -> ((ObjectNode) wanted.get("data")).setAll((ObjectNode) changes));
        return wanted;
    }

    /** So many events as the documented total, each as the document shows one. */
    private void playList(John john, Exchange exchange) {
        var wanted = (ObjectNode) exchange.answer().deepCopy();
        var total = wanted.at("/data/pagination/total").asInt();
        for (var i = 0; i < total; i++) {
            john.event();
        }
        var answer = john.send(exchange.request(), "none");
        assertThat(answer.status()).as(answer.text()).isEqualTo(exchange.status());
        var asked = new Document(exchange.request().path()).all("[?&](limit|offset)=(\\d+)");
        var pagination = (ObjectNode) wanted.at("/data/pagination");
        asked.forEach(sent -> pagination.put(sent.group(1), Integer.parseInt(sent.group(2))));
        var given = answer.json().at("/data/events");
        assertThat(given.size()).isEqualTo(pagination.get("limit").asInt());
        var documented = wanted.at("/data/events/0");
        var events = (ArrayNode) wanted.at("/data/events");
        events.removeAll();
        given.forEach(event -> events.add(john.wanted(documented, event)));
        same(answer.json(), wanted);
    }

    /** The same fields in the same order with the same values. */
    private static void same(JsonNode given, JsonNode wanted) {
        assertThat(given.toString()).isEqualTo(wanted.toString());
    }

    @Test
    void a_course_that_nobody_has_is_kept_as_it_was_sent() {
        var person = Person.at(server, "verbatim");
        var created = person.created(EVENTS, example("POST").body().orElseThrow());
        assertThat(created.at("/data/courseId").asString()).isEqualTo("course_abc123");
        for (var request : document.requests()) {
            if (request.path().startsWith(EVENTS + "?")) {
                var page = person.get(request.path()).json().get("data");
                assertThat(page.at("/pagination/total").asInt()).as(request.path()).isEqualTo(1);
                assertThat(page.at("/events/0/course").isNull()).isTrue();
            }
        }
    }

    @Test
    void the_documented_filters_leave_the_others_out() {
        var person = Person.at(server, "filters");
        person.created(EVENTS, example("POST").body().orElseThrow());
        for (var query :
                List.of(
                        "?startDate=2024-01-15T10:00:00.001Z",
                        "?endDate=2024-01-15T11:29:59.999Z",
                        "?eventType=EXAM",
                        "?courseId=course_abc1",
                        "?offset=1")) {
            var answer = person.get(EVENTS + query);
            assertThat(answer.json().at("/data/events").size()).as(query).isEqualTo(0);
            assertThat(answer.json().at("/data/pagination/hasMore").asBoolean()).isFalse();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_documented_error_is_met() {
        return document.requests().stream()
                .flatMap(request ->
                        errors(request).stream()
                                .map(status ->
                                        DynamicTest.dynamicTest(
                                                request + " " + status,
                                                () -> provoke(request, status))));
    }

    private static List<Integer> errors(Example request) {
        var line = request.rest().all("Errors:\\n(.*)").getFirst().group(1);
        return new Document(line)
                .all("(\\d{3}): ").stream().map(each -> Integer.valueOf(each.group(1))).toList();
    }

    private void provoke(Example request, int status) {
        var person = Person.at(server, "wrong");
        var id = status == 404 ? "event_abc123" : "not-an-id";
        var path = request.path().replaceFirst("\\?.*", "").replace("{id}", id);
        var answer =
                switch (status) {
                    case 401 -> server.exchange(request.method(), path, null, Map.of());
                    case 404 ->
                            person.send(
                                    request.method(),
                                    path,
                                    request.body().orElse(null),
                                    request.headers());
                    default ->
                            person.send(
                                    request.method(),
                                    path + (request.method().equals("GET") ? "?limit=0" : ""),
                                    request.body().map(body -> "{}").orElse(null),
                                    request.headers());
                };
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("success").asBoolean()).isFalse();
        assertThat(answer.json().get("error").isString()).isTrue();
        assertThat(answer.at("/code")).isNotEmpty();
        if (answer.json().has("details")) {
            assertThat(answer.json().get("details").values())
                    .isNotEmpty()
                    .allMatch(JsonNode::isString);
        }
    }

    /** The outcome of an import that brings each code of the document's Google part. */
    private static final Map<String, GoogleSync.Outcome> OUTCOMES =
            Map.of(
                    "GOOGLE_CALENDAR_NOT_LINKED", new GoogleSync.NotLinked(),
                    "GOOGLE_CALENDAR_AUTH_ERROR", new GoogleSync.AuthFailed(),
                    "GOOGLE_CALENDAR_PERMISSION_ERROR", new GoogleSync.NotPermitted(),
                    "GOOGLE_CALENDAR_RATE_LIMIT", new GoogleSync.RateLimited(Duration.ofSeconds(9)),
                    "GOOGLE_CALENDAR_SYNC_ERROR", new GoogleSync.Failed());

    private static GoogleSync.Outcome outcome(String code) {
        return Optional.ofNullable(OUTCOMES.get(code)).orElseThrow();
    }

    private Answer importing(GoogleSync.Outcome outcome) {
        var person = Person.at(server, "importer");
        server.bean(LinkedGoogle.class).answers(person.user().id(), outcome);
        return person.send("POST", SYNC, null, Map.of());
    }

    @Test
    void every_google_code_has_the_action_that_the_document_gives_it() {
        var actions = new TreeMap<String, String>();
        document.all("(GOOGLE_CALENDAR_[A-Z_]+): ").forEach(code -> actions.put(code.group(1), ""));
        document.all("(GOOGLE_CALENDAR_[A-Z_]+): [^\\n]*- Action:\\n([A-Z_]+)")
                .forEach(code -> actions.put(code.group(1), code.group(2)));
        assertThat(actions.keySet()).isEqualTo(new TreeSet<>(OUTCOMES.keySet()));
        actions.forEach((code, action) -> {
            var answer = importing(outcome(code));
            assertThat(answer.at("/code")).isEqualTo(code);
            assertThat(answer.at("/action")).as(code).isEqualTo(action);
            assertThat(answer.json().has("action")).as(code).isEqualTo(!action.isEmpty());
        });
    }

    @Test
    void every_written_out_error_is_answered_word_for_word() {
        var written =
                document.from("Common Error Scenarios").objects().stream()
                        .collect(Collectors.toMap(each -> each.get("code").asString(), e -> e));
        assertThat(written).hasSize(3);
        written.forEach((code, wanted) -> same(importing(outcome(code)).json(), wanted));
    }

    @Test
    void the_names_of_an_error_are_those_of_the_document() {
        var template = document.from("Error Responses").until("Common Error Scenarios").objects();
        assertThat(template).hasSize(1);
        var refused = Person.at(server, "names").post(EVENTS, "{}").json();
        assertThat(template.getFirst().propertyNames()).containsAll(refused.propertyNames());
        assertThat(refused.get("details").isArray())
                .isEqualTo(template.getFirst().get("details").isArray());
    }

    /**
     * The codes that no request can bring about are rendered in {@code error.AcademicErrorsTest}.
     */
    @Test
    void every_other_code_of_the_document_is_one_of_ours() {
        var codes =
                document
                        .from("Error Categories")
                        .until("Error Handling Best Practices")
                        .all("(?<![A-Z_])((?:CALENDAR_|VALIDATION_)[A-Z_]+|UNAUTHORIZED): ")
                        .stream()
                        .map(code -> code.group(1))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(codes)
                .containsExactly(
                        "CALENDAR_EVENT_CREATE_ERROR",
                        "CALENDAR_EVENT_DELETE_ERROR",
                        "CALENDAR_EVENT_NOT_FOUND",
                        "CALENDAR_EVENT_UPDATE_ERROR",
                        "CALENDAR_SERVICE_ERROR",
                        "UNAUTHORIZED",
                        "VALIDATION_ERROR");
        var person = Person.at(server, "codes");
        assertThat(server.get(null, EVENTS).at("/code")).isEqualTo("UNAUTHORIZED");
        assertThat(person.post(EVENTS, "{}").at("/code")).isEqualTo("VALIDATION_ERROR");
        assertThat(person.get(EVENTS + "/event_abc123").at("/code"))
                .isEqualTo("CALENDAR_EVENT_NOT_FOUND");
    }

    @Test
    void an_event_has_the_fields_of_the_model_and_no_others() {
        var fields =
                document.from("Calendar Event Model").until("Endpoints").all("^- (\\w+): ").stream()
                        .map(field -> field.group(1))
                        .toList();
        var event = new John().event();
        var answer =
                Person.at(server, "fields").created(EVENTS, example("POST").body().orElseThrow());
        assertThat(event).startsWith("event_");
        assertThat(answer.get("data").propertyNames()).containsExactlyInAnyOrderElementsOf(fields);
    }

    /** What the document says of each field of a body, by its name. */
    private Map<String, String> parameters(Example request) {
        var parameters = new LinkedHashMap<String, String>();
        var end = request.rest().all("Response \\(").getFirst().start();
        new Document(request.rest().text().substring(0, end))
                .all("^- (\\w+): (.*)$")
                .forEach(field -> parameters.put(field.group(1), field.group(2)));
        parameters.remove("id");
        return parameters;
    }

    @Test
    void what_is_required_of_a_body_is_what_the_document_requires() {
        var parameters = parameters(example("POST"));
        var body = (ObjectNode) JSON.readTree(example("POST").body().orElseThrow());
        assertThat(body.propertyNames()).containsExactlyInAnyOrderElementsOf(parameters.keySet());
        var person = Person.at(server, "required");
        parameters.forEach((field, said) -> {
            var without = body.deepCopy();
            without.remove(field);
            var answer = person.post(EVENTS, without);
            assertThat(answer.status())
                    .as(field + ": " + said)
                    .isEqualTo(said.contains("required") ? 400 : 201);
        });
        var id = person.created(EVENTS, body).at("/data/id").asString();
        assertThat(parameters(example("PATCH")).keySet()).isEqualTo(parameters.keySet());
        parameters(example("PATCH"))
                .forEach((field, said) -> {
                    var alone = JSON.createObjectNode().set(field, body.get(field));
                    assertThat(person.patch(EVENTS + "/" + id, alone).status()).isEqualTo(200);
                    var answer = person.patch(EVENTS + "/" + id, "{\"" + field + "\":null}");
                    assertThat(answer.status())
                            .as(field + ": " + said)
                            .isEqualTo(said.contains("can be null") ? 200 : 400);
                });
    }

    @Test
    void the_limits_of_texts_and_the_words_are_those_of_the_document() {
        var body = (ObjectNode) JSON.readTree(example("POST").body().orElseThrow());
        var person = Person.at(server, "limits");
        var id = person.created(EVENTS, body).at("/data/id").asString();
        var tried = new TreeSet<String>();
        for (var request : List.of(example("POST"), example("PATCH"))) {
            parameters(request)
                    .forEach((field, said) -> {
                        new Document(said)
                                .all("(?:1-|max )(\\d+) characters")
                                .forEach(most -> {
                                    tried.add(field);
                                    var length = Integer.parseInt(most.group(1));
                                    expect(person, id, body, field, "x".repeat(length), true);
                                    expect(person, id, body, field, "x".repeat(length + 1), false);
                                });
                        new Document(said)
                                .all("\"([A-Z_]+)\"")
                                .forEach(word -> {
                                    tried.add(field);
                                    expect(person, id, body, field, word.group(1), true);
                                    expect(person, id, body, field, word.group(1) + "S", false);
                                });
                    });
        }
        assertThat(tried)
                .containsExactly("description", "eventType", "location", "priority", "title");
    }

    private static void expect(
            Person person, String id, ObjectNode body, String field, String value, boolean taken) {
        var changed = body.deepCopy();
        changed.put(field, value);
        var created = person.post(EVENTS, changed);
        assertThat(created.status()).as(field + " " + value).isEqualTo(taken ? 201 : 400);
        var patched = person.patch(EVENTS + "/" + id, Map.of(field, value));
        assertThat(patched.status()).as(field + " " + value).isEqualTo(taken ? 200 : 400);
        if (taken) {
            assertThat(created.at("/data/" + field)).isEqualTo(value);
            assertThat(patched.at("/data/" + field)).isEqualTo(value);
        }
    }

    @Test
    void the_defaults_are_those_of_the_document() {
        var priority =
                document.from("Priority Levels").all("^- ([A-Z]+): .*\\(default\\)").getFirst();
        var limit =
                document.from("Get Events")
                        .all("^- limit: .*, (\\d+)-(\\d+), default: (\\d+)\\)")
                        .getFirst();
        var offset = document.from("Get Events").all("^- offset: .*default: (\\d+)\\)").getFirst();
        var body = (ObjectNode) JSON.readTree(example("POST").body().orElseThrow());
        body.remove("priority");
        var person = Person.at(server, "defaults");

        assertThat(person.created(EVENTS, body).at("/data/priority").asString())
                .isEqualTo(priority.group(1));
        var pagination = person.get(EVENTS).json().at("/data/pagination");
        assertThat(pagination.get("limit").asString()).isEqualTo(limit.group(3));
        assertThat(pagination.get("offset").asString()).isEqualTo(offset.group(1));
        var least = Integer.parseInt(limit.group(1));
        var most = Integer.parseInt(limit.group(2));
        for (var taken : List.of(least, most)) {
            assertThat(person.get(EVENTS + "?limit=" + taken).status()).isEqualTo(200);
        }
        for (var refused : List.of(least - 1, most + 1)) {
            assertThat(person.get(EVENTS + "?limit=" + refused).status()).isEqualTo(400);
        }
    }

    @Test
    void the_openapi_examples_are_the_documents() {
        var paths = server.get(null, "/v3/api-docs/academic").json().get("paths");
        for (var request : List.of(example("POST"), example("PATCH"))) {
            var examples =
                    paths.get(request.path())
                            .get(request.method().toLowerCase(Locale.ROOT))
                            .at("/requestBody/content/application~1json/examples");
            assertThat(examples.values())
                    .extracting(each -> each.get("value").toString())
                    .containsExactly(JSON.readTree(request.body().orElseThrow()).toString());
        }
    }
}
