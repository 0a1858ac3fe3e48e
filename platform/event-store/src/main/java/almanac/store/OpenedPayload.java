package almanac.store;

import almanac.store.Commit.Line;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;

/** The payload of a stored line, opened only when somebody wants to read it. */
record OpenedPayload(Line line, Sealing sealing) implements SerializedObject<String> {

    @Override
    public Class<String> getContentType() {
        return String.class;
    }

    @Override
    public SerializedType getType() {
        return new SimpleSerializedType(line.name(), line.revision().orElse(null));
    }

    @Override
    public String getData() {
        return sealing.opened(line.id(), line.payload());
    }
}
