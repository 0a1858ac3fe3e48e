package almanac.app.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that the APIs are made after, read where they lie: in {@code shared/spec} above or
 * beside the project. Nothing of them is copied, so a test says what the document says.
 */
public final class Documents {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Headings are glued to the path that stands before them. */
    private static final Pattern REQUEST =
            Pattern.compile(
                    "^(GET|POST|PATCH|DELETE) (/\\S*?)"
                            + "(?=Path Parameters|Query Parameters|Response \\(|$)",
                    Pattern.MULTILINE);

    private static final Pattern CURL =
            Pattern.compile(
                    "^curl -X (\\S+) \"\\$\\w+([^\"]*)\"((?: \\\\\\n-H \"[^\"]*\")*)"
                            + "(?: \\\\\\n-d '([^']*)')?",
                    Pattern.MULTILINE);

    private static final Pattern HEADER = Pattern.compile("-H \"([^:\"]+): ([^\"]*)\"");

    private Documents() {}

    /** Aborts the test, loudly, when the document is not there. */
    public static Document read(String name) {
        var file = find("shared/spec/" + name);
        if (file.isEmpty()) {
            LoggerFactory.getLogger(Documents.class)
                    .error("shared/spec/{} IS NOT HERE: its API is not tested against it", name);
            Assumptions.abort("shared/spec/" + name + " is not here");
        }
        try {
            return new Document(Files.readString(file.orElseThrow()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a document; aborts as {@link #read} does. */
    public static String text(String name) {
        return read(name).text();
    }

    private static Optional<Path> find(String relative) {
        for (var folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            if (Files.exists(folder.resolve(relative))) {
                return Optional.of(folder.resolve(relative));
            }
        }
        return Optional.empty();
    }

    /**
     * A request as the document writes it.
     *
     * @param body empty when it has none
     * @param rest the document from there on
     */
    public record Example(
            String method,
            String path,
            Map<String, String> headers,
            Optional<String> body,
            Document rest) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The whole text of a document, or a part of it. */
    public record Document(String text) {

        /** From the first such line, where a brace may stand before it; fails without one. */
        public Document from(String line) {
            var heading =
                    Pattern.compile("^}?(" + Pattern.quote(line) + ")$", Pattern.MULTILINE)
                            .matcher(text);
            if (!heading.find()) {
                throw new AssertionError("the document has no line '" + line + "'");
            }
            return new Document(text.substring(heading.start(1)));
        }

        /** Up to the first such line; fails when there is none. */
        public Document until(String line) {
            return new Document(
                    text.substring(0, text.length() - from(line).text.length()).stripTrailing());
        }

        /** Every JSON object that begins a line and lies in no other, in order. */
        public List<JsonNode> objects() {
            var found = new ArrayList<JsonNode>();
            var at = text.indexOf("\n{\n");
            while (at >= 0) {
                var end = end(at + 1);
                found.add(JSON.readTree(text.substring(at + 1, end)));
                at = text.indexOf("\n{\n", end);
            }
            return found;
        }

        /** Behind the brace that closes the one at {@code start}. */
        private int end(int start) {
            var depth = 0;
            var quoted = false;
            for (var at = start; at < text.length(); at++) {
                switch (text.charAt(at)) {
                    case '"' -> quoted = !quoted;
                    case '\\' -> at += quoted ? 1 : 0;
                    case '{' -> depth += quoted ? 0 : 1;
                    case '}' -> depth -= quoted ? 0 : 1;
                    default -> {}
                }
                if (depth == 0) {
                    return at + 1;
                }
            }
            throw new AssertionError("an object is not closed: " + text.substring(start));
        }

        /** The requests that are written as a method and a path, with the body that follows. */
        public List<Example> requests() {
            return REQUEST.matcher(text).results().map(this::request).toList();
        }

        private Example request(MatchResult match) {
            var type = "\nContent-Type: application/json\n";
            var rest = text.substring(match.end());
            Optional<String> body =
                    rest.startsWith(type)
                            ? Optional.of(
                                    text.substring(
                                            match.end() + type.length(),
                                            end(match.end() + type.length())))
                            : Optional.empty();
            Map<String, String> headers =
                    body.isPresent() ? Map.of("Content-Type", "application/json") : Map.of();
            return new Example(match.group(1), match.group(2), headers, body, new Document(rest));
        }

        /** The curl commands, in order. */
        public List<Example> curls() {
            return CURL.matcher(text)
                    .results()
                    .map(match ->
                            new Example(
                                    match.group(1),
                                    match.group(2),
                                    headers(match.group(3)),
                                    Optional.ofNullable(match.group(4)),
                                    new Document(text.substring(match.end()))))
                    .toList();
        }

        private static Map<String, String> headers(String lines) {
            var headers = new HashMap<String, String>();
            HEADER.matcher(lines)
                    .results()
                    .forEach(header -> headers.put(header.group(1), header.group(2)));
            return headers;
        }

        /** What the pattern finds, in order. */
        public List<MatchResult> all(String pattern) {
            return Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results().toList();
        }
    }
}
