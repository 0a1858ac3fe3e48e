package almanac.store;

import almanac.store.FactNames.FactName;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.json.JacksonSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes facts as JSON with ISO 8601 dates, under the names of a {@link FactNames} table.
 *
 * <p>A class that is not in the table is refused when it is written, and a name or a revision that
 * is not in the table is refused when it is read: a fact is never skipped because nobody knows it.
 * Classes of the JDK and of Axon (metadata, tokens) keep their class name.
 */
public final class FactSerializer extends JacksonSerializer {

    private static final List<String> FOREIGN = List.of("java.", "org.axonframework.");

    private final FactNames names;
    private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();

    /**
     * A serializer for the facts of this table.
     *
     * @param modules what Jackson needs besides its own JDK modules to write them
     */
    public FactSerializer(FactNames names, Module... modules) {
        super(JacksonSerializer.builder().objectMapper(mapper(modules)));
        this.names = names;
    }

    private static ObjectMapper mapper(Module... modules) {
        return new ObjectMapper()
                .registerModules(new Jdk8Module(), new JavaTimeModule())
                .registerModules(modules)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
    }

    @Override
    public SerializedType typeForClass(@Nullable Class type) {
        if (type == null || type == Void.class || type == void.class) {
            return SerializedType.emptyType();
        }
        Class<?> stored = type;
        Optional<FactName> known = names.nameOf(stored);
        if (known.isPresent()) {
            return new SimpleSerializedType(known.get().name(), known.get().revision());
        }
        if (isForeign(stored.getName())) {
            return super.typeForClass(type);
        }
        throw new SerializationException(
                stored.getName() + " has no stored name; add it to the table of fact names");
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        Optional<FactName> known = names.named(type.getName());
        if (known.isPresent()) {
            requireRevision(known.get(), type.getRevision());
            return known.get().type();
        }
        if (SerializedType.emptyType().equals(type) || isForeign(type.getName())) {
            return super.classForType(type);
        }
        throw new SerializationException(
                "The stored name " + type.getName() + " is not in the table of fact names");
    }

    /** Reads text as it is, where Axon would turn it into bytes first. */
    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> stored) {
        if (stored.getContentType() != String.class
                || names.named(stored.getType().getName()).isEmpty()) {
            return super.deserialize(stored);
        }
        try {
            return (T)
                    getReader(classForType(stored.getType())).readValue((String) stored.getData());
        } catch (JsonProcessingException unreadable) {
            throw new SerializationException(
                    "A stored " + stored.getType().getName() + " cannot be read", unreadable);
        }
    }

    @Override
    protected ObjectReader getReader(Class<?> type) {
        return readers.computeIfAbsent(type, getObjectMapper()::readerFor);
    }

    private static void requireRevision(FactName known, @Nullable String revision) {
        if (revision != null && !revision.equals(known.revision())) {
            throw new SerializationException(
                    known.name()
                            + " is at revision "
                            + known.revision()
                            + ", but revision "
                            + revision
                            + " is stored and no upcaster raised it");
        }
    }

    private static boolean isForeign(String className) {
        return FOREIGN.stream().anyMatch(className::startsWith);
    }
}
