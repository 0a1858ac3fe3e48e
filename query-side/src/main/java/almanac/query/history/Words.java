package almanac.query.history;

import almanac.message.Worded;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;

/** States as the APIs show them: each constant by the word that users write. */
final class Words {

    private final ObjectMapper mapper;

    /**
     * @param mapper writes states as they are kept
     */
    Words(ObjectMapper mapper) {
        var constants = new SimpleModule("words");
        constants.addSerializer(new Constant());
        this.mapper = mapper.copy().registerModule(constants);
    }

    /** A constant's word. */
    static String of(Enum<?> constant) {
        return constant instanceof Worded worded
                ? worded.word()
                : constant.name().toLowerCase(Locale.ROOT);
    }

    /** The fields of a state by name, and within them those of its parts. */
    Map<?, ?> fields(Object state) {
        try {
            return mapper.readValue(mapper.writeValueAsBytes(state), Map.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Constant extends StdSerializer<Enum<?>> {

        private static final long serialVersionUID = 1;

        Constant() {
            super(Enum.class, false);
        }

        @Override
        public void serialize(Enum<?> value, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            out.writeString(of(value));
        }
    }
}
