package almanac.query.rebuild;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.UncheckedIOException;
import org.bson.Document;

/** A state as JSON text in the field {@code state} of its document; the same for equal states. */
public final class JsonState<S> {

    private static final String FIELD = "state";

    private final ObjectReader reader;
    private final ObjectWriter writer;

    public JsonState(ObjectMapper mapper, Class<S> type) {
        this.reader = mapper.readerFor(type);
        var ordered = mapper.getSerializerFactory().withSerializerModifier(new OrderedSets());
        this.writer = mapper.copy().setSerializerFactory(ordered).writerFor(type);
    }

    public Document append(Document document, S state) {
        try {
            return document.append(FIELD, writer.writeValueAsString(state));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public S read(Document document) {
        try {
            return reader.readValue(document.getString(FIELD));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
