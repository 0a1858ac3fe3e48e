package almanac.app.setting;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/**
 * Reads a path as the file system does. Spring looks for a resource of the application by that name
 * first, which Tomcat refuses for a path that leaves the working directory.
 */
@Component
@ConfigurationPropertiesBinding
final class PathSettings implements Converter<String, @Nullable Path> {

    private static final String URI_PREFIX = "file:";

    /** Null for an empty text, which sets nothing. */
    @Override
    public @Nullable Path convert(String text) {
        if (text.isBlank()) {
            return null;
        }
        return text.startsWith(URI_PREFIX) ? Path.of(URI.create(text)) : Path.of(text);
    }
}
