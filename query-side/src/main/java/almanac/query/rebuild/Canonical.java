package almanac.query.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What a document says, whatever the order of its fields: every value by its path. Text that is a
 * JSON object counts by its own fields.
 */
final class Canonical {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Canonical() {}

    static boolean same(Optional<Document> one, Optional<Document> other) {
        return one.equals(other) || one.map(Canonical::values).equals(other.map(Canonical::values));
    }

    /** The first bytes of a SHA-256 over what the document says. */
    static String hash(Document document) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            values(document)
                    .forEach((path, value) ->
                            digest.update(
                                    (path + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where both say something different; nothing where one is not there. */
    static List<String> paths(Optional<Document> one, Optional<Document> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return List.of();
        }
        var ours = values(one.get());
        var theirs = values(other.get());
        var all = new TreeSet<>(ours.keySet());
        all.addAll(theirs.keySet());
        return all.stream()
                .filter(path -> !Objects.equals(ours.get(path), theirs.get(path)))
                .limit(20)
                .toList();
    }

    private static Map<String, String> values(Document document) {
        var values = new TreeMap<String, String>();
        document.forEach((name, value) -> put(values, name, value));
        return values;
    }

    private static void put(Map<String, String> values, String path, @Nullable Object value) {
        switch (value) {
            case null -> values.put(path, "null");
            case Document inner ->
                    inner.forEach((name, each) -> put(values, path + "." + name, each));
            case List<?> list -> {
                values.put(path + ".size", Integer.toString(list.size()));
                for (var i = 0; i < list.size(); i++) {
                    put(values, path + "[" + i + "]", list.get(i));
                }
            }
            case Date date -> values.put(path, Long.toString(date.getTime()));
            case String text when text.startsWith("{") -> parse(values, path, text);
            case Object other -> values.put(path, other.toString());
        }
    }

    private static void parse(Map<String, String> values, String path, String text) {
        try {
            put(values, path, JSON.readTree(text));
        } catch (JsonProcessingException noJson) {
            values.put(path, text);
        }
    }

    private static void put(Map<String, String> values, String path, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> put(values, path + "." + each.getKey(), each.getValue()));
        } else if (node.isArray()) {
            values.put(path + ".size", Integer.toString(node.size()));
            for (var i = 0; i < node.size(); i++) {
                put(values, path + "[" + i + "]", node.get(i));
            }
        } else {
            values.put(path, node.asText());
        }
    }
}
