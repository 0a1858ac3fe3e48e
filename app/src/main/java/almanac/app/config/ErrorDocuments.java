package almanac.app.config;

import almanac.app.error.Api;
import almanac.app.error.ErrorAnswers;
import almanac.app.error.Failure;
import almanac.app.error.Failure.Kind;
import io.swagger.v3.core.util.RefUtils;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Writes into each document how its API refuses. What it shows is what the API's renderer says, so
 * that it cannot say anything else.
 */
@Component
final class ErrorDocuments implements GlobalOpenApiCustomizer {

    private static final List<String> ROOTS = List.of("/api/", "/v1/", "/feeds/");

    /** A request of each API whose failures are shown. */
    private static final Map<Api, String> SHOWN =
            new EnumMap<>(
                    Map.of(
                            Api.PRIMECAL, "/api/events/42",
                            Api.ACADEMIC, "/api/calendar/events/event_42",
                            Api.CHRONAPILOT, "/v1/connections/con_42",
                            Api.AURINKO, "/v1/calendars/primary/events/42"));

    private static final Map<Kind, String> USUAL =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(Kind.INVALID, "A parameter or the body is wrong"),
                            Map.entry(
                                    Kind.UNAUTHENTICATED,
                                    "The credentials are missing or not valid"),
                            Map.entry(
                                    Kind.FORBIDDEN,
                                    "The caller may not, or the key lacks the scope"),
                            Map.entry(
                                    Kind.NOT_FOUND, "There is none, as far as the caller may know"),
                            Map.entry(Kind.CONFLICT, "It clashes with what stands"),
                            Map.entry(Kind.EXPIRED, "What it is about, or goes on from, is over"),
                            Map.entry(
                                    Kind.STALE,
                                    "If-Match names another revision than the present one"),
                            Map.entry(Kind.TOO_LARGE, "The body is too large"),
                            Map.entry(Kind.UNSUPPORTED_TYPE, "The body is of another type"),
                            Map.entry(Kind.TOO_MUCH, "More than can be answered, or made, at once"),
                            Map.entry(Kind.RATE_LIMITED, "Too many requests")));

    /** They need an account that is connected, which their shape does not tell. */
    private static final Set<String> OF_THE_CONNECTED =
            Set.of("/api/calendar-sync/sync", "/api/calendar-sync/force");

    /** They need one that its provider still accepts. */
    private static final Set<String> OF_THE_ACCEPTED =
            Set.of(
                    "/api/calendar-sync/force",
                    "/v1/connections/{id}/refresh",
                    "/v1/connections/{id}/calendars/{calendar}");

    /** What a refusal may echo. */
    private static final List<Object> SENT = List.of("perhaps", 7, 0.5, true);

    private final ErrorAnswers answers;

    ErrorDocuments(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    public void customise(OpenAPI document) {
        if (document.getPaths() == null) {
            return;
        }
        document.getPaths()
                .forEach((path, item) -> {
                    if (ROOTS.stream().anyMatch(path::startsWith)) {
                        var api = Api.of(path);
                        describe(document, api);
                        var schemas = document.getComponents().getSchemas();
                        item.readOperationsMap()
                                .forEach((method, operation) -> {
                                    var refusals = new Refusals(path, method, operation, schemas);
                                    USUAL.keySet().stream()
                                            .filter(refusals::mayBe)
                                            .forEach(kind -> add(operation, api, kind));
                                });
                    }
                });
    }

    private record Refusals(
            String path, HttpMethod method, Operation operation, Map<String, Schema> schemas) {

        boolean mayBe(Kind kind) {
            return switch (kind) {
                case INVALID -> operation.getRequestBody() != null || hasParameters();
                case UNAUTHENTICATED, RATE_LIMITED -> secured() || writes();
                // a key that only reads is refused wherever it is sent
                case FORBIDDEN -> secured() || writes();
                case NOT_FOUND ->
                        path.contains("{") || namesAnother() || OF_THE_CONNECTED.contains(path);
                case EXPIRED -> takes("deltaToken") || OF_THE_ACCEPTED.contains(path);
                case STALE -> takes("If-Match");
                case TOO_LARGE, UNSUPPORTED_TYPE -> operation.getRequestBody() != null;
                case TOO_MUCH -> takes("startDate") || takes("timeMin");
                default -> writes();
            };
        }

        private boolean hasParameters() {
            return !parameters().isEmpty();
        }

        private boolean takes(String name) {
            return parameters().stream().anyMatch(each -> name.equals(each.getName()));
        }

        private List<Parameter> parameters() {
            return Objects.requireNonNullElse(operation.getParameters(), List.of());
        }

        /** In its body, as the calendar that an event goes to. */
        private boolean namesAnother() {
            return bodies().flatMap(schema -> Stream.ofNullable(schema.get$ref()))
                    .map(reference -> RefUtils.extractSimpleName(reference).getLeft().toString())
                    .flatMap(name -> Stream.<Schema<?>>ofNullable(schemas.get(name)))
                    .flatMap(body -> Stream.ofNullable(body.getProperties()))
                    .anyMatch(properties ->
                            properties.keySet().stream().anyMatch(name -> name.endsWith("Id")));
        }

        private Stream<Schema> bodies() {
            return Stream.ofNullable(operation.getRequestBody())
                    .flatMap(body -> body.getContent().values().stream())
                    .flatMap(media -> Stream.ofNullable(media.getSchema()));
        }

        /** What an operation does not say, the document says for all. */
        private boolean secured() {
            return operation.getSecurity() == null || !operation.getSecurity().isEmpty();
        }

        private boolean writes() {
            return method != HttpMethod.GET && method != HttpMethod.HEAD;
        }
    }

    private static void add(Operation operation, Api api, Kind kind) {
        operation
                .getResponses()
                .putIfAbsent(
                        Integer.toString(kind.status()), new ApiResponse().$ref(name(api, kind)));
    }

    private static String name(Api api, Kind kind) {
        return api + "_" + kind;
    }

    private void describe(OpenAPI document, Api api) {
        var components = Optional.ofNullable(document.getComponents()).orElseGet(Components::new);
        document.setComponents(components);
        var envelope = api + "_ERROR";
        if (components.getSchemas() != null && components.getSchemas().containsKey(envelope)) {
            return;
        }
        var shown =
                Stream.concat(
                        USUAL.keySet().stream().map(ErrorDocuments::failure),
                        SENT.stream().map(ErrorDocuments::invalid));
        components.addSchemas(
                envelope, Shapes.of(shown.map(failure -> example(api, failure)).toList()));
        USUAL.forEach((kind, when) -> {
            var content =
                    new MediaType()
                            .schema(new Schema<>().$ref(envelope))
                            .example(example(api, failure(kind)));
            var response =
                    new ApiResponse()
                            .description(when)
                            .content(new Content().addMediaType("application/json", content));
            if (kind == Kind.RATE_LIMITED) {
                response.addHeaderObject(
                        "Retry-After",
                        new Header()
                                .description("Seconds to wait")
                                .schema(Shapes.typed("integer")));
            }
            components.addResponses(name(api, kind), response);
        });
    }

    private Map<String, Object> example(Api api, Failure failure) {
        return answers.example("PATCH", SHOWN.getOrDefault(api, "/"), failure);
    }

    private static Failure invalid(Object sent) {
        return Failure.invalid("status", "status is none of its words", Optional.of(sent));
    }

    private static Failure failure(Kind kind) {
        return switch (kind) {
            case INVALID -> invalid(SENT.getFirst());
            case UNAUTHENTICATED -> Failure.of(kind, "Authentication is required.");
            case FORBIDDEN -> Failure.of(kind, "Access denied.");
            case NOT_FOUND -> Failure.of(kind, "Event not found").about("Event");
            case RATE_LIMITED ->
                    Failure.of(kind, "Too many requests. Please retry later.")
                            .retryAfter(Duration.ofSeconds(20));
            case EXPIRED -> Failure.of(kind, "it is over: begin anew");
            case STALE -> Failure.of(kind, "expected revision 2 but found 3");
            case TOO_LARGE -> Failure.of(kind, "the body is larger than 1048576 bytes");
            case UNSUPPORTED_TYPE -> Failure.of(kind, "the body must be sent as application/json");
            case TOO_MUCH -> Failure.of(kind, "the answer would hold more than 5000 events");
            default -> Failure.of(kind, "it clashes with what stands");
        };
    }
}
