package almanac.app.config;

import almanac.app.error.Api;
import almanac.app.error.ErrorAnswers;
import almanac.app.error.Failure;
import almanac.app.error.Failure.Kind;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/**
 * Writes into each document how its API refuses. What it shows is what the API's renderer says, so
 * that it cannot say anything else.
 */
@Component
final class ErrorDocuments implements GlobalOpenApiCustomizer {

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
                    Map.of(
                            Kind.INVALID, "A parameter or the body is wrong",
                            Kind.UNAUTHENTICATED, "The credentials are missing or not valid",
                            Kind.FORBIDDEN, "The caller may not, or the key lacks the scope",
                            Kind.NOT_FOUND, "There is none, as far as the caller may know",
                            Kind.CONFLICT, "It clashes with what stands",
                            Kind.RATE_LIMITED, "Too many requests"));

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
                    if (path.startsWith("/api/") || path.startsWith("/v1/")) {
                        var api = Api.of(path);
                        describe(document, api);
                        item.readOperationsMap()
                                .forEach((method, operation) -> {
                                    var refusals = new Refusals(path, method, operation);
                                    USUAL.keySet().stream()
                                            .filter(refusals::mayBe)
                                            .forEach(kind -> add(operation, api, kind));
                                });
                    }
                });
    }

    private record Refusals(String path, HttpMethod method, Operation operation) {

        boolean mayBe(Kind kind) {
            return switch (kind) {
                case INVALID -> operation.getRequestBody() != null || hasParameters();
                case UNAUTHENTICATED, RATE_LIMITED -> secured() || writes();
                case FORBIDDEN -> secured();
                case NOT_FOUND -> path.contains("{");
                default -> writes();
            };
        }

        private boolean hasParameters() {
            return operation.getParameters() != null && !operation.getParameters().isEmpty();
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
        var shown = USUAL.keySet().stream().map(kind -> example(api, kind)).toList();
        components.addSchemas(envelope, Shapes.of(shown));
        USUAL.forEach((kind, when) -> {
            var content =
                    new MediaType()
                            .schema(new Schema<>().$ref(envelope))
                            .example(example(api, kind));
            var response =
                    new ApiResponse()
                            .description(when)
                            .content(new Content().addMediaType("application/json", content));
            if (kind == Kind.RATE_LIMITED) {
                response.addHeaderObject(
                        "Retry-After",
                        new Header().description("Seconds to wait").schema(new IntegerSchema()));
            }
            components.addResponses(name(api, kind), response);
        });
    }

    private Map<String, Object> example(Api api, Kind kind) {
        return answers.example("PATCH", SHOWN.getOrDefault(api, "/"), failure(kind));
    }

    private static Failure failure(Kind kind) {
        return switch (kind) {
            case INVALID -> Failure.invalid("title", "title is too long", Optional.empty());
            case UNAUTHENTICATED -> Failure.of(kind, "Authentication is required.");
            case FORBIDDEN -> Failure.of(kind, "Access denied.");
            case NOT_FOUND -> Failure.of(kind, "Event not found").about("Event");
            case RATE_LIMITED ->
                    Failure.of(kind, "Too many requests. Please retry later.")
                            .retryAfter(Duration.ofSeconds(20));
            default -> Failure.of(kind, "it clashes with what stands");
        };
    }

    /** The schema of values that are shown. */
    private static final class Shapes {

        private Shapes() {}

        static Schema<?> of(List<? extends Object> shown) {
            var first = shown.getFirst();
            return switch (first) {
                case Map<?, ?> any -> object(shown);
                case List<?> list ->
                        new Schema<>()
                                .type("array")
                                .items(
                                        list.isEmpty()
                                                ? new Schema<>()
                                                : of(List.of(list.getFirst())));
                case Boolean flag -> new Schema<>().type("boolean");
                case Integer number -> new Schema<>().type("integer");
                case Long number -> new Schema<>().type("integer");
                default -> new Schema<>().type("string");
            };
        }

        private static Schema<?> object(List<? extends Object> shown) {
            var members = new LinkedHashMap<String, List<Object>>();
            for (var each : shown) {
                if (each instanceof Map<?, ?> object) {
                    object.forEach((name, value) ->
                            members.computeIfAbsent(String.valueOf(name), n -> new ArrayList<>())
                                    .add(value));
                }
            }
            var schema = new Schema<>().type("object");
            members.forEach((name, values) -> schema.addProperty(name, of(values)));
            return schema;
        }
    }
}
